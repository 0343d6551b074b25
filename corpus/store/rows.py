"""Between SQLite rows and the model: sources, stage results, records."""

from __future__ import annotations

import sqlite3

import msgspec

from corpus.derive import ANNOTATE, StageResult
from corpus.digests import DIGEST_LAYOUT, digest_note
from corpus.model import AnnotatedJudgment, DigestNote, Instance, Metadata, RawDocument, Record, Source


def read_raw(connection: sqlite3.Connection, source: int) -> RawDocument:
    """The document as it was taken in."""
    row = connection.execute(
        "SELECT s.*, r.data FROM sources s JOIN raw r USING (sha256) WHERE s.id = ?", (source,)
    ).fetchone()
    return RawDocument(
        file=row["file"],
        data=row["data"],
        sha256=row["sha256"],
        layout=row["layout"],
        text=row["text"],
        kind=row["kind"],
        metadata=msgspec.json.decode(row["metadata"], type=Metadata),
        truncated=bool(row["truncated"]),
    )


def read_stages(connection: sqlite3.Connection, source: int) -> dict[str, StageResult]:
    """The stored stage results of a source, by stage."""
    rows = connection.execute("SELECT stage, version, input_hash, output FROM stages WHERE source = ?", (source,))
    return {row["stage"]: StageResult(*row) for row in rows}


def write_stages(connection: sqlite3.Connection, source: int, results: list[StageResult]) -> None:
    """Keeps stage results; replaces older ones of the same stage."""
    connection.executemany(
        "INSERT OR REPLACE INTO stages VALUES (?, ?, ?, ?, ?)",
        [(source, r.stage, r.version, r.input_hash, r.output) for r in results],
    )


def read_record(connection: sqlite3.Connection, row: sqlite3.Row) -> Record:
    """The whole record of a row of `records`."""
    lead = row["lead"]
    judgment = _annotated(connection, lead)
    return Record(
        key=row["key"],
        kind=row["kind"],
        judgment=judgment,
        title=row["title"],
        sources=_sources(connection, row["id"], lead),
        aliases=tuple(r[0] for r in connection.execute("SELECT alias FROM aliases WHERE record = ?", (row["id"],))),
        instances=_instances(connection, row["id"]),
        digest=_digest(connection, lead),
        generation=row["generation"],
    )


def _annotated(connection: sqlite3.Connection, source: int) -> AnnotatedJudgment:
    row = connection.execute(
        "SELECT t.output, s.text FROM stages t JOIN sources s ON s.id = t.source WHERE t.source = ? AND t.stage = ?",
        (source, ANNOTATE),
    ).fetchone()
    return msgspec.structs.replace(msgspec.json.decode(row["output"], type=AnnotatedJudgment), text=row["text"])


def _digest(connection: sqlite3.Connection, source: int) -> DigestNote | None:
    row = connection.execute(
        "SELECT r.data, s.layout FROM sources s JOIN raw r USING (sha256) WHERE s.id = ?", (source,)
    ).fetchone()
    return digest_note(row["data"]) if row["layout"] == DIGEST_LAYOUT else None


def _sources(connection: sqlite3.Connection, record: int, lead: int) -> tuple[Source, ...]:
    rows = connection.execute("SELECT * FROM sources WHERE record = ? ORDER BY id", (record,))
    return tuple(
        Source(
            id=row["id"],
            file=row["file"],
            sha256=row["sha256"],
            layout=row["layout"],
            taken_at=row["taken_at"],
            importer=row["importer"],
            batch=row["batch"],
            leads=row["id"] == lead,
            truncated=bool(row["truncated"]),
        )
        for row in rows
    )


def _instances(connection: sqlite3.Connection, record: int) -> tuple[Instance, ...]:
    """Other documents of the dispute: those this one names as prior, and those that name this one."""
    earlier = connection.execute(
        "SELECT n.number, r.key FROM numbers n LEFT JOIN numbers o ON o.number = n.number AND o.relation = 'own' "
        "LEFT JOIN records r ON r.id = o.record WHERE n.record = ? AND n.relation = 'prior' ORDER BY n.number, r.key",
        (record,),
    ).fetchall()
    later = connection.execute(
        "SELECT r.case_number, r.key FROM numbers own JOIN numbers n ON n.number = own.number AND n.relation = 'prior' "
        "JOIN records r ON r.id = n.record WHERE own.record = ? AND own.relation = 'own' ORDER BY r.key",
        (record,),
    ).fetchall()
    found = [Instance(row[1], row[0], "earlier") for row in earlier]
    return tuple(found + [Instance(row[1], row[0] or "", "later") for row in later])
