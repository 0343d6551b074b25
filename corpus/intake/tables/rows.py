"""One row of a table -> one document, or its refusal."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from functools import cache

import msgspec

from corpus.errors import IntakeError
from corpus.intake.carrier import raw_document
from corpus.intake.court_document import explain, is_court_document, kind_of, not_a_judgment
from corpus.intake.html_text import draw_fragment
from corpus.intake.knowledge import facts
from corpus.intake.tables.columns import Around, Columns, Field, table_facts
from corpus.model import Metadata, RawDocument

LAYOUT = "table"
EXCEL_CELL = 32_767  # UTF-16 code units: the most that an Excel cell holds; longer texts are cut there
DAMAGED_SHARE = 0.001  # of replaced characters that a text may hold
REPLACED = "\N{REPLACEMENT CHARACTER}"
DOCUMENT_ID = re.compile(r"[?&#](?:doc_?id|id)=([0-9A-Za-z_-]{8,64})$", re.IGNORECASE)
MARKUP = re.compile(r"</?(?:p|div|br|span|table|body|html|a|font)\b[^<>]*>", re.IGNORECASE)
NO_TEXT = "这一行没有全文，没有导入。请从来源补上该文书的全文。"


def read_row(columns: Columns, cells: Sequence[str | None], name: str) -> RawDocument | IntakeError:
    """The document of one row, or its refusal (no_text, encoding, not_a_judgment). name: as it is shown.

    Its data are the headings and the row as CSV (UTF-8), so that it can be read again by itself.
    """
    values = ["" if cell is None else str(cell) for cell in cells]
    held = _cell(columns, values, "text")
    if not held.strip():
        return IntakeError(NO_TEXT, reason="no_text", document=name)
    if held.count(REPLACED) > 3 + DAMAGED_SHARE * len(held):
        return IntakeError("这一行的文字编码已损坏，没有导入。请重新取得原始数据。", reason="encoding", document=name)
    text = _document_text(held)
    kind = kind_of(text)
    if kind == "judgment" and not is_court_document(text):
        refusal = explain(held) or not_a_judgment()
        return IntakeError(refusal.message, reason=refusal.reason, document=name)
    cut = True if _is_full_cell(held) else None
    data = _as_csv(columns, values)
    return raw_document(data, name, LAYOUT, text, kind=kind, metadata=_metadata(columns, values), truncated=cut)


def _cell(columns: Columns, values: Sequence[str], field: Field) -> str:
    place = columns.places.get(field)
    return values[place] if place is not None and place < len(values) else ""


def _is_full_cell(value: str) -> bool:
    """Whether a cell is as long as Excel allows: its text was cut there, also where a CSV was saved from Excel."""
    return len(value) <= EXCEL_CELL and len(value.encode("utf-16-le", "surrogatepass")) // 2 == EXCEL_CELL


def _document_text(value: str) -> str:
    """A cell's document: markup drawn out, the dump's own words before and behind it left behind."""
    text = draw_fragment(value) if MARKUP.search(value) else value.strip("\ufeff \t\r\n")
    for row in table_facts().around:
        text = _without(text, row)
    return text


@cache
def _compiled(row: Around) -> re.Pattern[str]:
    return re.compile(rf"\A(?:{row.pattern})" if row.where == "first" else rf"(?:{row.pattern})\Z")


def _without(text: str, row: Around) -> str:
    zone = max(0, len(text) - 200) if row.where == "last" else 0
    match = _compiled(row).search(text, zone)
    if match is None:
        return text
    if row.where == "first":
        return text[match.end() :]
    mark = row.keep if row.keep and match[0].startswith(row.keep) else ""
    return text[: match.start()] + mark


def _metadata(columns: Columns, values: Sequence[str]) -> Metadata:
    found: dict[str, str] = {}
    for field in columns.places:
        value = " ".join(_cell(columns, values, field).split())
        if field not in ("text", "address") and value and value not in facts().nothing:
            found[field] = value
    known = DOCUMENT_ID.search(_cell(columns, values, "address").strip())
    if known and "document_id" not in found:
        found["document_id"] = known[1]
    return msgspec.convert(found, Metadata)


def _as_csv(columns: Columns, values: Sequence[str]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns.headings)
    writer.writerow(values)
    return out.getvalue().encode("utf-8", "replace")
