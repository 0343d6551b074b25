"""A table -> its documents and refusals, row by row; small or large, nothing but a window of it is in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import duckdb
from msgspec import Struct

from corpus.errors import IntakeError
from corpus.intake.archive import unbudgeted
from corpus.intake.sources import Source
from corpus.intake.tables.columns import Columns, Mapping, understand
from corpus.intake.tables.csv_head import CsvHead, csv_head
from corpus.intake.tables.csv_rows import Row, csv_rows
from corpus.intake.tables.parquet import parquet_columns, parquet_rows
from corpus.intake.tables.rows import read_row
from corpus.intake.tables.xlsx import Sheet, sheets
from corpus.model import RawDocument

PARQUET = b"PAR1"
NO_COLUMN = "表格没有全文列，没有导入任何一行。{understood}。请用 --map 指明全文在哪一列，或换用含全文的数据。"
Part = RawDocument | IntakeError
Item = TypeVar("Item")


class TableNote(Struct, frozen=True):
    """How the columns of a table were understood (for --dry-run)."""

    file: str
    sentence: str


def table_parts(source: Source, mapping: Mapping | None) -> Iterator[Part] | None:
    """The documents and refusals of source if it is a CSV or Parquet table of judgments, else None."""
    if source.head().startswith(PARQUET):
        return _parquet_parts(source, mapping)
    head = csv_head(source, mapping)
    return None if head is None else _csv_parts(unbudgeted(source), head)


def table_notes(source: Source, mapping: Mapping | None) -> list[TableNote]:
    """How the columns of a CSV or Parquet table are understood; nothing for any other source."""
    if source.head().startswith(PARQUET):
        with source.on_disk() as path:
            columns = understand(parquet_columns(str(path)), mapping)
        return [TableNote(source.name, columns.sentence() if columns else "表头未能识别")]
    head = csv_head(source, mapping)
    return [TableNote(source.name, head.columns.sentence())] if head else []


def lacks_text(columns: Columns, name: str) -> IntakeError | None:
    """The refusal of a table without a column of full texts."""
    if "text" in columns.places:
        return None
    return IntakeError(NO_COLUMN.format(understood=columns.sentence()), reason="no_text", document=name)


def _csv_parts(source: Source, head: CsvHead) -> Iterator[Part]:
    refusal = lacks_text(head.columns, source.name)
    if refusal:
        yield refusal
        return
    yield from _numbered(csv_rows(source, head), head.columns, source.name)


def _numbered(rows: Iterator[Row | IntakeError], columns: Columns, name: str) -> Iterator[Part]:
    """Each row as a document of its own; the only row of a table has the table's name."""
    for row, alone in _alone(rows):
        if isinstance(row, IntakeError):
            yield row
        else:
            yield read_row(columns, row.cells, name if alone else f"{name}#{row.number}")


def _alone(items: Iterator[Item]) -> Iterator[tuple[Item, bool]]:
    """Each item, and whether it is the only one."""
    first = next(items, None)
    if first is None:
        return
    second = next(items, None)
    yield first, second is None
    if second is not None:
        yield second, False
        for item in items:
            yield item, False


def _parquet_parts(source: Source, mapping: Mapping | None) -> Iterator[Part]:
    try:
        with source.on_disk() as path:
            columns = understand(parquet_columns(str(path)), mapping)
            refusal = lacks_text(columns, source.name) if columns else no_heading(source.name)
            if columns is None or refusal:
                yield refusal or no_heading(source.name)
                return
            yield from _numbered(parquet_rows(str(path), len(columns.headings)), columns, source.name)
    except (duckdb.Error, RuntimeError, UnicodeDecodeError) as fault:  # the last two: text that is no UTF-8
        message = "Parquet 文件不完整或已损坏，无法读取。请重新取得该文件。"
        raise IntakeError(message, reason="truncated_file", document=source.name) from fault


def no_heading(name: str) -> IntakeError:
    """The refusal of a table whose headings are not understood."""
    message = "表格的表头未能识别（没有案号、全文等列名）。请用 --map 指明各列，或把表头改为“案号”“全文”等。"
    return IntakeError(message, reason="unknown_layout", document=name)


def xlsx_parts(source: Source, mapping: Mapping | None) -> Iterator[Part]:
    """The documents and refusals of a workbook; a sheet that is no table of judgments is refused by its name."""
    found = sheets(source, mapping)
    several = False
    for sheet, alone in _alone(found):
        several = several or not alone
        yield from _sheet_parts(sheet, f"{source.name}!{sheet.title}" if several else source.name)


def xlsx_notes(source: Source, mapping: Mapping | None) -> list[TableNote]:
    """How the columns of every sheet are understood."""
    return [
        TableNote(f"{source.name}!{sheet.title}", sheet.columns.sentence() if sheet.columns else "表头未能识别")
        for sheet in sheets(source, mapping)
    ]


def _sheet_parts(sheet: Sheet, name: str) -> Iterator[Part]:
    refusal = lacks_text(sheet.columns, name) if sheet.columns else no_heading(name)
    if sheet.columns is None or refusal:
        yield refusal or no_heading(name)
        return
    yield from _numbered(sheet.rows, sheet.columns, name)
