"""A check of the store that names every inconsistency it finds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from msgspec import Struct

from corpus.derive import derive
from corpus.errors import MichaError
from corpus.model import AnnotatedJudgment, Finding, MeasureTaken, Section, Statute
from corpus.store.keys import text_hash
from corpus.store.rows import read_raw, read_record, read_stages
from corpus.store.store import Store


class Fault(Struct, frozen=True):
    """One inconsistency: a code, what it concerns, and a sentence."""

    code: str
    subject: str
    message: str


def verify(store: Store) -> Iterator[Fault]:
    """Walks the whole store: SQLite's own check, bytes against sha256, texts, stages, leads, spans, change log."""
    connection = store.database.connection
    for row in connection.execute("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield Fault("database", "corpus.sqlite", f"数据库自检：{row[0]}")
    for row in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield Fault("reference", str(row[0]), f"表 {row[0]} 第 {row[1]} 行引用了不存在的 {row[2]}")
    for row in connection.execute("SELECT id FROM sources ORDER BY id").fetchall():
        yield from _source_faults(store, row["id"])
    for row in connection.execute("SELECT * FROM records ORDER BY id").fetchall():
        yield from _record_faults(store, row["id"])
    for row in connection.execute("SELECT sha256 FROM raw WHERE sha256 NOT IN (SELECT sha256 FROM sources)").fetchall():
        yield Fault("orphan", row[0], "原始文件没有所属文书")


def _source_faults(store: Store, source: int) -> Iterator[Fault]:
    connection = store.database.connection
    row = connection.execute(
        "SELECT s.file, s.sha256, s.text, s.text_hash, r.data FROM sources s LEFT JOIN raw r USING (sha256) "
        "WHERE s.id = ?",
        (source,),
    ).fetchone()
    if row["data"] is None:
        yield Fault("raw_missing", row["file"], "原始文件缺失")
        return
    if hashlib.sha256(row["data"]).hexdigest() != row["sha256"]:
        yield Fault("raw_changed", row["file"], "原始文件与其 sha256 不符，已被改动")
    if text_hash(row["text"]) != row["text_hash"]:
        yield Fault("text_changed", row["file"], "保存的文本与其摘要值不符，已被改动")
    try:
        _, fresh = derive(read_raw(connection, source), read_stages(connection, source))
    except MichaError as fault:
        yield Fault("derive", row["file"], fault.message)
        return
    for result in fresh:
        yield Fault(
            "stale", row["file"], f"{result.stage} 结果不是由当前文本和程序版本得出；运行 python -m corpus refresh"
        )


def _record_faults(store: Store, record: int) -> Iterator[Fault]:
    connection = store.database.connection
    row = connection.execute("SELECT * FROM records WHERE id = ?", (record,)).fetchone()
    lead = connection.execute("SELECT record, kind FROM sources WHERE id = ?", (row["lead"],)).fetchone()
    if lead is None or lead["record"] != record:
        yield Fault("lead", row["key"], "主文本不属于这份文书")
        return
    if lead["kind"] != row["kind"]:
        yield Fault("kind", row["key"], f"类别不一致：文书为 {row['kind']}，来源为 {lead['kind']}")
    noted = connection.execute("SELECT deleted FROM changes WHERE key = ?", (row["key"],)).fetchone()
    if noted is None or noted["deleted"]:
        yield Fault("change_log", row["key"], "变更日志未登记这份文书，索引会漏掉它")
    yield from _span_faults(row["key"], read_record(connection, row).judgment)


def _span_faults(key: str, judgment: AnnotatedJudgment) -> Iterator[Fault]:
    for name, span in judgment.spans.items():
        if judgment.text[span.start : span.end] != span.surface:
            yield Fault("span", key, f"{name} 的位置与文本不符")
    size = len(judgment.text)
    located: tuple[Finding | Section | Statute | MeasureTaken, ...] = (
        *judgment.findings, *judgment.sections, *judgment.statutes, *judgment.measures,
    )  # fmt: skip
    for item in located:
        if item.start is not None and item.end is not None and not 0 <= item.start <= item.end <= size:
            yield Fault("span", key, f"{type(item).__name__} 的位置 {item.start}–{item.end} 超出文本")
