"""The head of a CSV table: its encoding, delimiter and headings, known before any row is read."""

from __future__ import annotations

import codecs
import csv
import io

from msgspec import Struct

from corpus.intake.decode import MARKS, reads_as_chinese
from corpus.intake.sources import HEAD, Source
from corpus.intake.tables.columns import Columns, Mapping, understand

DELIMITERS = ",\t;|"


class CsvHead(Struct, frozen=True):
    """How to read a CSV table. lines: those of the headings (one, unless a quoted heading holds line ends).

    line_end: \\n (also for \\r\\n), or \\r of old Macs.
    """

    columns: Columns
    delimiter: str
    encoding: str
    lines: int
    line_end: str


def csv_head(source: Source, mapping: Mapping | None) -> CsvHead | None:
    """The head of source if it is a CSV table of judgments, else None. Raises IntakeError as understand does."""
    head = source.head()
    encoding = _encoding(head)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(head, final=False) if encoding else ""
    line = _first_record(text)
    for delimiter in sorted(DELIMITERS, key=lambda one: -line.count(one)):
        if delimiter in line:
            columns = understand(_cells(line, delimiter), mapping)
            if columns is not None:
                end = "\n" if "\n" in text else "\r"
                return CsvHead(columns, delimiter, str(encoding), line.rstrip("\r\n").count(end) + 1, end)
    return None


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(line), delimiter=delimiter), [])
    except csv.Error:  # a stray carriage return: no heading has one
        return []


def _encoding(head: bytes) -> str | None:
    """The encoding of a table by its first bytes: by its mark, else UTF-8 where they or the headings fit, else GB18030.

    A table of many megabytes is not decoded as a whole to find out; a row that does not fit is refused by itself.
    """
    marked = next((name for mark, name in MARKS if head.startswith(mark)), None)
    if marked:
        return marked
    first = head.split(b"\n", 1)[0]
    if _reads_as(head, "utf-8", len(head) < HEAD) or (not first.isascii() and _reads_as(first, "utf-8", True)):
        return "utf-8"
    text = codecs.getincrementaldecoder("gb18030")("replace").decode(head, final=False)
    return "gb18030" if reads_as_chinese(text) else None


def _reads_as(head: bytes, encoding: str, whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(head, final=whole)
    except UnicodeDecodeError:
        return False
    return True


def _first_record(text: str) -> str:
    """The first line, or the lines of a first record whose quoted headings hold line ends."""
    record = ""
    for line in io.StringIO(text, newline=""):
        record += line
        if record.count('"') % 2 == 0:
            return record
    return ""
