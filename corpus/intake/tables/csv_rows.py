"""The rows of a CSV table of any size, one after the other; a row that cannot be read costs no other row.

Python's own reader, not DuckDB's: in DuckDB 2.0.0 a file with mixed line ends loses rows without a word in its strict
mode, which alone reports rows that are no rows.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from corpus.errors import IntakeError
from corpus.intake.sources import Source
from corpus.intake.tables.csv_head import CsvHead

LONGEST_ROW = 8 * 1024 * 1024  # characters; the longest judgment of 85 million has 135,658
TOO_LONG = "数据第 {number} 行超过 {limit} 个字符，没有读取（一份文书不会这样长）。请检查该处的引号与换行。"
BAD_ROW = (
    "数据第 {number} 行读不出来：有 {found} 列，表头有 {wanted} 列（多半是逗号或引号没有转义）。请改正这一行后再导入。"
)
csv.field_size_limit(LONGEST_ROW)  # Python's own limit is shorter than the longest judgment known
Cells = tuple[str | None, ...]


class Row(Struct, frozen=True):
    """A row of a table. number: its place below the headings, from 1."""

    number: int
    cells: Cells


def csv_rows(source: Source, head: CsvHead) -> Iterator[Row | IntakeError]:
    """The rows that are not empty, or the refusal of each that is no row (unreadable, too_large)."""
    lines = _Lines(_characters(source, head), head.line_end)
    reader = csv.reader(lines, delimiter=head.delimiter)
    _skip_heading(lines, head)
    wanted, number = len(head.columns.headings), 0
    while True:
        lines.begin()
        try:
            cells = next(reader, None)
        except csv.Error:
            cells = []
        if cells is None:
            return
        if not cells and not lines.taken_any():
            continue
        number += 1
        name = f"{source.name}#{number}"
        if lines.too_long:
            yield IntakeError(TOO_LONG.format(number=number, limit=LONGEST_ROW), reason="too_large", document=name)
        elif len(cells) == wanted:
            yield Row(number, tuple(cells))
        else:
            lines.give_back()  # a quote that is never closed has taken in the rows behind it
            message = BAD_ROW.format(number=number, found=len(cells) or "无法分辨的", wanted=wanted)
            yield IntakeError(message, reason="unreadable", document=name)


def _skip_heading(lines: _Lines, head: CsvHead) -> None:
    for _ in islice(lines, head.lines):
        continue
    lines.begin()


def _characters(source: Source, head: CsvHead) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(head.encoding)("replace")
    for block in source.blocks():
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


class _Lines:
    """Lines with their ends, for csv.reader; those of the row that is being read can be given back.

    A line longer than a row may be is cut short; too_long tells of it.
    """

    def __init__(self, blocks: Iterator[str], end: str) -> None:
        self._fresh = _split(blocks, end)
        self._again: list[str] = []
        self._taken: list[str] = []
        self.too_long = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._fresh)
        self._taken.append(line)
        if len(line) > LONGEST_ROW:
            self.too_long = True
            return "\n"  # as good as empty: the row is refused whatever stands in it
        return line

    def begin(self) -> None:
        """A new row begins."""
        self._taken.clear()
        self.too_long = False

    def taken_any(self) -> bool:
        """Whether the row has anything but white space."""
        return any(line.strip() for line in self._taken)

    def give_back(self) -> None:
        """All lines of the row but the first are read again as rows of their own."""
        self._again.extend(reversed(self._taken[1:]))


def _split(blocks: Iterator[str], end: str) -> Iterator[str]:
    """Lines with their end; what is far over LONGEST_ROW is not kept."""
    held: list[str] = []
    size = 0
    for block in blocks:
        *whole, rest = block.split(end)
        for line in whole:
            yield "".join(held) + line + end
            held, size = [], 0
        if size <= LONGEST_ROW:
            held.append(rest)
            size += len(rest)
    if any(held):
        yield "".join(held)
