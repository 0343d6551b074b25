"""Tables as CSV and XLSX files that a spreadsheet program opens safely."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# A cell that starts with one of these is run as a formula by spreadsheet programs
# (OWASP "CSV Injection"); full-width forms are folded to them by some Chinese versions.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
XLSX_CELL_LIMIT = 32_767  # characters; the file format's own limit
XLSX_CONTROL = {code: None for code in range(32) if chr(code) not in "\t\n\r"}

Cell = str | int | float | None


def safe_cell(value: Cell) -> Cell:
    """A text that would be run as a formula gets a leading apostrophe; numbers stay numbers."""
    if isinstance(value, str) and value.lstrip(" \u3000").startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def to_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with BOM, since Excel in Chinese reads a CSV without one as GBK."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe_cell(cell) for cell in header])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def to_xlsx(header: Sequence[str], rows: Iterable[Sequence[Cell]], sheet: str) -> bytes:
    """One sheet with a bold, frozen header. sheet: its name, at most 31 characters."""
    from openpyxl import Workbook  # a tenth of a second that the first page need not spend

    book = Workbook()
    page = book.active
    page.title = sheet[:31]
    page.append([_xlsx_cell(cell) for cell in header])
    for row in rows:
        page.append([_xlsx_cell(cell) for cell in row])
    _dress(page, len(header))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xlsx_cell(value: Cell) -> Cell:
    safe = safe_cell(value)
    return safe.translate(XLSX_CONTROL)[:XLSX_CELL_LIMIT] if isinstance(safe, str) else safe


def _dress(sheet: Worksheet, columns: int) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for number in range(1, columns + 1):
        cell = sheet.cell(row=1, column=number)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top")
        sheet.column_dimensions[get_column_letter(number)].width = 24
