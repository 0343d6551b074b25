"""The whole corpus as JSONL, and back: `export` writes what `import` reads to an equal corpus.

A folder holds micha-export.json (format, counts, store id), sources.jsonl (a line a source: the bytes as received
in base64, the text, provenance) and records.jsonl (a line a record, for people and other programs; `import` derives
it again from the sources).
"""

from __future__ import annotations

import base64
import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from corpus.codes import Kind
from corpus.errors import StoreError
from corpus.model import Metadata, RawDocument
from corpus.store.database import now
from corpus.store.intake import ImportReport, Provenance, import_raw
from corpus.store.rows import read_raw
from corpus.store.store import Store

MANIFEST = "micha-export.json"
SOURCES, RECORDS = "sources.jsonl", "records.jsonl"
FORMAT = 1


class Manifest(Struct, frozen=True):
    """What an export folder says of itself."""

    micha_export: int
    store_id: str
    written_at: str
    records: int
    sources: int


class SourceLine(Struct, frozen=True):
    """One source with everything needed to take it in again."""

    file: str
    part: int
    sha256: str
    layout: str
    kind: Kind
    taken_at: str
    importer: str
    origin: str  # of its batch
    batch: int
    truncated: bool
    metadata: Metadata
    text: str
    data: str  # base64


def export(store: Store, folder: Path) -> Manifest:
    """Writes the corpus to `folder` (made if absent). Amounts are JSON numbers. Raises StoreError on a full disk."""
    encoder = msgspec.json.Encoder(decimal_format="number")
    connection = store.database.connection
    ids = [row[0] for row in connection.execute("SELECT id FROM sources ORDER BY id")]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sources = _write_lines(folder / SOURCES, (encoder.encode(_source_line(connection, i)) for i in ids))
        records = _write_lines(folder / RECORDS, (encoder.encode(record) for record in store.records()))
        manifest = Manifest(FORMAT, store.store_id(), now(), records, sources)
        (folder / MANIFEST).write_bytes(msgspec.json.encode(manifest))
    except OSError as fault:
        raise StoreError(f"无法写入导出文件夹 {folder}：{fault.strerror}。请检查空间与权限后重试。") from fault
    return manifest


def write_sources(connection: sqlite3.Connection, record: int, path: Path) -> None:
    """The sources of one record as export lines (the backup of a removal)."""
    ids = [row[0] for row in connection.execute("SELECT id FROM sources WHERE record = ? ORDER BY id", (record,))]
    with path.open("ab") as out:
        for i in ids:
            out.write(msgspec.json.encode(_source_line(connection, i)) + b"\n")


def is_export(path: Path) -> bool:
    """Whether a path is an export folder, or a file of export lines (a removal's backup)."""
    if os.path.isdir(path):  # unlike Path.is_dir, no error for a path that may not be looked at
        return os.path.isfile(path / MANIFEST)
    return path.suffix == ".jsonl" and path.name.startswith(("sources", "removed-"))


def import_export(store: Store, path: Path) -> Iterator[ImportReport]:
    """Takes an export folder or a removal's backup in again, keeping each source's provenance.

    A damaged line is refused by its number, so that a damaged backup still gives back what is whole in it.
    """
    batches: dict[int, int] = {}
    for line in _lines(path / SOURCES if path.is_dir() else path):
        if isinstance(line, ImportReport):
            yield line
            continue
        if line.batch not in batches:
            batches[line.batch] = _restore_batch(store, line)
        raw = RawDocument(
            line.file, base64.b64decode(line.data), line.sha256, line.layout, line.text, line.kind, line.metadata,
            line.truncated,
        )  # fmt: skip
        yield import_raw(store, raw, line.part, Provenance(batches[line.batch], line.taken_at, line.importer))


def _restore_batch(store: Store, line: SourceLine) -> int:
    """The batch of an exported source: its own number where that is free, else a new one."""
    with store.database.writing() as connection:
        held = connection.execute("SELECT started_at, origin FROM batches WHERE id = ?", (line.batch,)).fetchone()
        if held is not None and held["origin"] == line.origin:
            return line.batch
        number = line.batch if held is None else None
        cursor = connection.execute(
            "INSERT INTO batches (id, started_at, origin, importer) VALUES (?, ?, ?, ?)",
            (number, line.taken_at, line.origin, line.importer),
        )
    return int(cursor.lastrowid or 0)


def _lines(path: Path) -> Iterator[SourceLine | ImportReport]:
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                yield _read_line(line) or _damaged(path, number)
    except OSError as fault:
        raise StoreError(f"无法读取 {path}：{fault.strerror}。请检查文件是否完整、有无读取权限。") from fault


def _read_line(line: bytes) -> SourceLine | None:
    """The source of a line; None where it is damaged or its bytes are not those that were exported."""
    try:
        held = msgspec.json.decode(line, type=SourceLine)
        whole = hashlib.sha256(base64.b64decode(held.data, validate=True)).hexdigest() == held.sha256
    except (msgspec.DecodeError, ValueError):  # UnicodeDecodeError and binascii.Error among them
        return None
    return held if whole else None


def _damaged(path: Path, number: int) -> ImportReport:
    message = f"第 {number} 行已损坏，未予收入；其余各行不受影响。请从原处重新导出或复制这个文件。"
    return ImportReport(f"{path}#{number}", None, "refused", reason="truncated_file", message=message)


def _source_line(connection: sqlite3.Connection, source: int) -> SourceLine:
    raw = read_raw(connection, source)
    row = connection.execute(
        "SELECT s.part, s.taken_at, s.importer, s.batch, b.origin FROM sources s JOIN batches b ON b.id = s.batch "
        "WHERE s.id = ?",
        (source,),
    ).fetchone()
    return SourceLine(
        file=raw.file,
        part=row["part"],
        sha256=raw.sha256,
        layout=raw.layout,
        kind=raw.kind,
        taken_at=row["taken_at"],
        importer=row["importer"],
        origin=row["origin"],
        batch=row["batch"],
        truncated=raw.truncated,
        metadata=raw.metadata,
        text=raw.text,
        data=base64.b64encode(raw.data).decode(),
    )


def _write_lines(path: Path, lines: Iterable[bytes]) -> int:
    """Writes beside and renames: a kill leaves the old export whole; a fault leaves nothing half-written."""
    count = 0
    beside = path.with_suffix(".part")
    try:
        with beside.open("wb") as out:
            for line in lines:
                out.write(line + b"\n")
                count += 1
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return count
