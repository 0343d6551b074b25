"""The head of a CSV table: its encoding, delimiter and headings, known before any row is read."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from msgspec import Struct

from corpus.intake.decode import MARKS, reads_as_chinese
from corpus.intake.sources import HEAD, Source
from corpus.intake.tables.columns import Columns, Mapping, understand

DELIMITERS = ",\t;|"
TRANSCODED = "utf-16"  # read as UTF-8 before anything else: a line end is no single byte in it


class CsvHead(Struct, frozen=True):
    """How to read a CSV table. encoding: utf-8 or gb18030 of the rows; mark: what of UTF-16 is read as UTF-8 first.

    start: bytes before the first row (in UTF-8 for UTF-16); line_end: of the headings.
    """

    columns: Columns
    delimiter: str
    encoding: str
    wide: str | None
    start: int
    line_end: bytes


def csv_head(source: Source, mapping: Mapping | None) -> CsvHead | None:
    """The head of source if it is a CSV table of judgments, else None. Raises IntakeError as understand does."""
    head = source.head()
    wide = next((name for mark, name in MARKS if head.startswith(mark) and name != "utf-8"), None)
    if wide:
        text, encoding, head = _so_far(head, wide), "utf-8", _so_far(head, wide).encode("utf-8", "replace")
    else:
        encoding = "utf-8" if _reads_as(head, "utf-8", len(head) < HEAD) else "gb18030"
        if encoding == "gb18030" and not _reads_as(head, encoding, len(head) < HEAD):
            return None
        text = _so_far(head, encoding)
        if encoding == "gb18030" and not reads_as_chinese(text):
            return None
    line = _first_record(text)
    if not line.strip():
        return None
    for delimiter in sorted(DELIMITERS, key=lambda one: -line.count(one)):
        if delimiter in line:
            columns = understand(next(csv.reader(io.StringIO(line), delimiter=delimiter)), mapping)
            if columns is not None:
                return CsvHead(columns, delimiter, encoding, wide, len(line.encode(encoding)), _line_end(line))
    return None


def _reads_as(head: bytes, encoding: str, whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(head, final=whole)
    except UnicodeDecodeError:
        return False
    return True


def _so_far(head: bytes, encoding: str) -> str:
    return codecs.getincrementaldecoder(encoding)("replace").decode(head, final=False)


def _line_end(line: str) -> bytes:
    return (line[len(line.rstrip("\r\n")) :] or "\n").encode()


def _first_record(text: str) -> str:
    """The first line, or the lines of a first record whose quoted headings hold line ends."""
    record = ""
    for line in io.StringIO(text, newline=""):
        record += line
        if record.count('"') % 2 == 0:
            return record
    return ""


def utf8_blocks(source: Source, head: CsvHead, skip: int) -> Iterator[bytes]:
    """The table's bytes after the first skip ones; UTF-16 is read as UTF-8, any other encoding left as it is."""
    blocks = source.blocks()
    if head.wide:
        decoder = codecs.getincrementaldecoder(head.wide)("replace")
        blocks = (decoder.decode(block).encode("utf-8", "replace") for block in source.blocks())
    for block in blocks:
        if skip >= len(block):
            skip -= len(block)
            continue
        yield block[skip:]
        skip = 0
