"""What one source holds: an archive's members, a table's rows, or one file for the layouts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from corpus.errors import IntakeError
from corpus.intake.archive import ZIP_MARKS, is_workbook, members, open_archive
from corpus.intake.sources import Source
from corpus.intake.tables.columns import Mapping
from corpus.intake.tables.read import table_parts, xlsx_parts
from corpus.model import RawDocument

Part = RawDocument | IntakeError
ReadFile = Callable[[bytes, str], Iterator[Part]]


def read_source(source: Source, limit: int, read: ReadFile, mapping: Mapping | None = None) -> Iterator[Part]:
    """The documents of a source and of all that it contains, or their refusals. Raises IntakeError for source itself.

    limit: bytes of a file that is neither archive nor table; read: what reads such a file.
    """
    if source.head().startswith(ZIP_MARKS):
        with open_archive(source) as held:
            if held is not None:
                found = False
                for member in members(source, *held):
                    found = True
                    yield from _member_parts(member, limit, read, mapping)
                if not found:
                    yield IntakeError("压缩包中没有文件。", reason="empty", document=source.name)
                return
        if is_workbook(source):
            yield from _told(xlsx_parts(source, mapping), source.name)
            return
    rows = table_parts(source, mapping)
    yield from _told(rows, source.name) if rows is not None else read(source.whole(limit), source.name)


def _told(parts: Iterator[Part], name: str) -> Iterator[Part]:
    """parts, or where there are none a refusal that says so."""
    first = next(parts, None)
    yield first or IntakeError("表格只有表头，没有数据行。请确认导出完整后再导入。", reason="empty", document=name)
    yield from parts


def _member_parts(member: Source | IntakeError, limit: int, read: ReadFile, mapping: Mapping | None) -> Iterator[Part]:
    if isinstance(member, IntakeError):
        yield member
        return
    try:
        yield from read_source(member, limit, read, mapping)
    except IntakeError as refusal:
        yield refusal
