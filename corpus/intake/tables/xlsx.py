"""Sheets of an Excel workbook. Formulas are never evaluated: a cell gives the value that was saved with it."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

import openpyxl
from msgspec import Struct

from corpus.errors import IntakeError
from corpus.intake.inflate import member_blocks
from corpus.intake.sources import Source
from corpus.intake.tables.columns import Columns, Mapping, understand
from corpus.intake.tables.csv_rows import Row

SEARCHED = 10  # first rows in which the headings stand: titles may stand above them
MAX_UNPACKED = 400 * 1024 * 1024  # bytes of all parts: openpyxl holds the shared strings in memory
BOMB = "工作簿解压后异常地大（疑为压缩炸弹），没有读取。请用 Excel 打开确认，另存为 CSV 后再导入。"
BROKEN = "工作簿不完整或已损坏，无法打开。请用 Excel 或 WPS 打开后另存，再导入。"


class Sheet(Struct, frozen=True):
    """A sheet that is not empty. rows: those below the headings that are not empty.

    rows can be gone through once, before the next sheet is asked for. columns: None where no headings are understood.
    """

    title: str
    columns: Columns | None
    rows: Iterator[Row]


def sheets(source: Source, mapping: Mapping | None) -> Iterator[Sheet]:
    """The sheets of a workbook. Raises IntakeError: too_large for a bomb, truncated_file for a broken workbook."""
    with source.opened() as file:
        _check_size(file, source)
        try:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except Exception as fault:  # openpyxl lets through whatever a broken part raises
            raise IntakeError(BROKEN, reason="truncated_file", document=source.name) from fault
        try:
            for sheet in book.worksheets:
                found = _sheet(str(sheet.title), _rows(sheet, source), mapping)
                if found:
                    yield found
        finally:
            book.close()


def _check_size(file: Any, source: Source) -> None:
    """What a part declares is checked as it is unpacked (inflate): so it can be added up beforehand."""
    try:
        infos = zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
        raise IntakeError(BROKEN, reason="truncated_file", document=source.name) from fault
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise IntakeError(BOMB, reason="too_large", document=source.name)
    for info in infos:
        for block in member_blocks(file, info, source.name):
            source.spend(len(block))
    file.seek(0)


def _rows(sheet: Any, source: Source) -> Iterator[Sequence[object]]:
    try:
        yield from sheet.iter_rows(values_only=True)
    except Exception as fault:  # openpyxl lets through whatever a broken part raises
        raise IntakeError(BROKEN, reason="truncated_file", document=source.name) from fault


def _sheet(title: str, rows: Iterator[Sequence[object]], mapping: Mapping | None) -> Sheet | None:
    above = 0
    for row in rows:
        cells = tuple(_text(cell) for cell in row)
        if not any(cells):
            continue
        columns = understand([cell or "" for cell in cells], mapping)
        if columns is not None:
            return Sheet(title, columns, _numbered(rows))
        above += 1
        if above == SEARCHED:
            break
    return Sheet(title, None, iter(())) if above else None


def _numbered(rows: Iterator[Sequence[object]]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        cells = tuple(_text(cell) for cell in row)
        if any(cells):
            yield Row(number, cells)


def _text(cell: object) -> str | None:
    if cell is None:
        return None
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return str(cell).strip() if not isinstance(cell, str) else cell.replace("_x000D_", "")
