"""Taking a RawDocument into the corpus: derive, find the record it belongs to, join or add, in one transaction."""

from __future__ import annotations

import sqlite3

import msgspec
from msgspec import Struct

from corpus import __version__
from corpus.codes import ImportOutcome
from corpus.derive import derive
from corpus.errors import IntakeError, MichaError
from corpus.model import AnnotatedJudgment, RawDocument
from corpus.store.database import now
from corpus.store.keys import compatible, digest_key, make_key, text_hash, texts_agree
from corpus.store.rows import read_raw, read_record, write_stages
from corpus.store.store import Store
from corpus.text import encodable
from corpus.title import case_title


class ImportReport(Struct, frozen=True):
    """What became of one document (the line of `corpus import --json`)."""

    file: str
    layout: str | None
    outcome: ImportOutcome
    key: str | None = None
    reason: str | None = None  # a code; for refusals
    message: str | None = None  # what happened and what to do, in Chinese
    title: str | None = None


class Provenance(Struct, frozen=True):
    """When, by what and in which batch a source came in."""

    batch: int
    taken_at: str
    importer: str


def start_batch(store: Store, origin: str) -> int:
    """Opens an import and returns its number (for undoing it whole)."""
    with store.database.writing() as connection:
        cursor = connection.execute(
            "INSERT INTO batches (started_at, origin, importer) VALUES (?, ?, ?)", (now(), origin, __version__)
        )
    return int(cursor.lastrowid or 0)


def refuse(store: Store, batch: int, file: str, fault: MichaError) -> ImportReport:
    """Logs a file that was not taken."""
    reason = fault.reason if isinstance(fault, IntakeError) else "unreadable"
    with store.database.writing() as connection:
        connection.execute(
            "INSERT INTO refusals (batch, file, reason, message, at) VALUES (?, ?, ?, ?, ?)",
            (batch, file, reason, fault.message, now()),
        )
    return ImportReport(file=file, layout=None, outcome="refused", reason=reason, message=fault.message)


def import_raw(store: Store, raw: RawDocument, part: int, origin: Provenance, *, replace: bool = False) -> ImportReport:
    """Takes one document in. part: its number within the file (0 = the only one). Acknowledged = durable.

    replace: the record's other sources go (a new edition of the project's own digest or sample).

    Outcomes: same (these bytes are there), updated (a new copy of a record, or a better text), added.
    """
    raw = msgspec.structs.replace(raw, text=encodable(raw.text))
    known = _known(store.database.connection, raw, part)
    if known is not None:
        return ImportReport(raw.file, raw.layout, "same", key=known["key"], title=known["title"])
    coded, stages = derive(raw, {})
    with store.database.writing() as connection:
        known = _known(connection, raw, part)  # another process may have been faster
        if known is not None:
            return ImportReport(raw.file, raw.layout, "same", key=known["key"], title=known["title"])
        record = _matching_record(connection, raw, coded)
        fresh = record is None
        if record is None:
            record = _add_record(connection, raw, coded)
        source = _add_source(connection, record, raw, part, origin)
        if replace:
            connection.execute("DELETE FROM sources WHERE record = ? AND id <> ?", (record, source))
        write_stages(connection, source, stages)
        key, title = settle(connection, record)
    return ImportReport(raw.file, raw.layout, "added" if fresh else "updated", key=key, title=title)


def settle(connection: sqlite3.Connection, record: int) -> tuple[str, str]:
    """Makes a record agree with its sources: the lead, key and alias, head columns, numbers, generation."""
    row = connection.execute("SELECT * FROM records WHERE id = ?", (record,)).fetchone()
    lead = _best_source(connection, record)
    connection.execute("UPDATE records SET lead = ? WHERE id = ?", (lead, record))
    row = connection.execute("SELECT * FROM records WHERE id = ?", (record,)).fetchone()
    judgment = read_record(connection, row).judgment
    raw = read_raw(connection, lead)
    key = _free_key(connection, record, raw, judgment)
    title = raw.metadata.title if raw.kind in ("digest", "official") and raw.metadata.title else None
    title = title or case_title(judgment.document)
    old = row["key"]
    generation = _touch(connection, key)
    if old and old != key:
        connection.execute("INSERT OR REPLACE INTO aliases VALUES (?, ?)", (old, record))
        connection.execute("INSERT OR REPLACE INTO changes VALUES (?, ?, 1)", (old, generation))
    head = judgment.document
    connection.execute(
        "UPDATE records SET key = ?, title = ?, case_number = ?, court = ?, date = ?, doc_type = ?, generation = ? "
        "WHERE id = ?",
        (key, title, head.case_number, head.court, head.date, head.doc_type, generation, record),
    )
    _write_numbers(connection, record, judgment)
    return key, title


def _touch(connection: sqlite3.Connection, key: str, *, deleted: bool = False) -> int:
    row = connection.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()
    generation = int(row[0]) + 1
    connection.execute("UPDATE meta SET value = ? WHERE name = 'generation'", (str(generation),))
    connection.execute("INSERT OR REPLACE INTO changes VALUES (?, ?, ?)", (key, generation, int(deleted)))
    return generation


def mark_deleted(connection: sqlite3.Connection, key: str) -> int:
    """Notes that a record went, for the indexes to follow; returns the new generation."""
    return _touch(connection, key, deleted=True)


def _known(connection: sqlite3.Connection, raw: RawDocument, part: int) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        "SELECT r.key, r.title FROM sources s JOIN records r ON r.id = s.record "
        "WHERE s.sha256 = ? AND s.part = ? AND s.kind = ?",
        (raw.sha256, part, raw.kind),
    ).fetchone()
    return row


def _matching_record(connection: sqlite3.Connection, raw: RawDocument, coded: AnnotatedJudgment) -> int | None:
    """The record that this is a copy of: same words, or the same number with a compatible head and agreeing text."""
    if raw.kind == "digest":
        return _record_of_digest(connection, raw)
    twin = connection.execute(
        "SELECT record FROM sources WHERE text_hash = ? AND kind = ?", (text_hash(raw.text), raw.kind)
    ).fetchone()
    if twin is not None:
        return int(twin["record"])
    number = coded.document.case_number
    if not number:
        return None
    rows = connection.execute(
        "SELECT * FROM records WHERE case_number = ? AND kind = ? ORDER BY id", (number, raw.kind)
    ).fetchall()
    for row in rows:
        held = read_record(connection, row).judgment
        if compatible(held.document, coded.document) and texts_agree(held.text, raw.text):
            return int(row["id"])
    return None


def _record_of_digest(connection: sqlite3.Connection, raw: RawDocument) -> int | None:
    row = connection.execute("SELECT id FROM records WHERE key = ?", (digest_key(raw),)).fetchone()
    return None if row is None else int(row["id"])


def _add_record(connection: sqlite3.Connection, raw: RawDocument, coded: AnnotatedJudgment) -> int:
    cursor = connection.execute(
        "INSERT INTO records (kind, key, title, doc_type, lead, generation) VALUES (?, '', '', ?, 0, 0)",
        (raw.kind, coded.document.doc_type),
    )
    return int(cursor.lastrowid or 0)


def _add_source(connection: sqlite3.Connection, record: int, raw: RawDocument, part: int, origin: Provenance) -> int:
    connection.execute("INSERT OR IGNORE INTO raw VALUES (?, ?)", (raw.sha256, raw.data))
    cursor = connection.execute(
        "INSERT INTO sources (record, sha256, part, file, layout, kind, taken_at, importer, batch, truncated, "
        "metadata, text, text_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            record, raw.sha256, part, raw.file, raw.layout, raw.kind, origin.taken_at, origin.importer, origin.batch,
            int(raw.truncated), msgspec.json.encode(raw.metadata).decode(), raw.text, text_hash(raw.text),
        ),
    )  # fmt: skip
    return int(cursor.lastrowid or 0)


def _best_source(connection: sqlite3.Connection, record: int) -> int:
    """The most complete text leads: not cut by its source, then the longest, then the first that came."""
    row = connection.execute(  # as a blob: LENGTH of a text ends at its first NUL character
        "SELECT id FROM sources WHERE record = ? ORDER BY truncated, LENGTH(CAST(text AS BLOB)) DESC, id LIMIT 1",
        (record,),
    ).fetchone()
    return int(row["id"])


def _free_key(connection: sqlite3.Connection, record: int, raw: RawDocument, judgment: AnnotatedJudgment) -> str:
    key = digest_key(raw) if raw.kind == "digest" else make_key(judgment.document, raw.kind, text_hash(raw.text))
    taken = connection.execute("SELECT 1 FROM records WHERE key = ? AND id <> ?", (key, record)).fetchone()
    return f"{key}|{text_hash(raw.text)[:12]}" if taken else key  # another document of that day: a correction ruling


def _write_numbers(connection: sqlite3.Connection, record: int, judgment: AnnotatedJudgment) -> None:
    head = judgment.document
    connection.execute("DELETE FROM numbers WHERE record = ?", (record,))
    rows = [(record, number, "prior") for number in head.prior]
    if head.case_number:
        rows.append((record, head.case_number, "own"))
    connection.executemany("INSERT OR IGNORE INTO numbers VALUES (?, ?, ?)", rows)
