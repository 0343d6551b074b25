"""A run of lines in an RTF file (body, header, note): characters come in, paragraphs and table rows come out."""

from __future__ import annotations

from corpus.intake.html_text import LONG_CELL
from corpus.intake.word_text import PAGE_BREAK

BLANKS = " \t\r\xa0\u3000"


class Flow:
    """lines: what has been completed; pending: lines of notes and boxes that follow the paragraph.

    first: words put before the first line (a note's number).
    """

    def __init__(self, first: str = "") -> None:
        self.lines: list[str] = []
        self.pending: list[str] = []
        self._first = first
        self._buffer: list[str] = []
        self._in_table = False
        self._cell: list[str] = []
        self._row: list[list[str]] = []

    def write(self, text: str) -> None:
        """Characters of the paragraph; surrogates may come one by one."""
        self._buffer.append(text)

    def end(self, word: str) -> None:
        """What a control word ends: par, sect, cell, row and their nested forms; pard and intbl set the table."""
        if word == "pard":
            self._in_table = False
        elif word == "intbl":
            self._in_table = True
        elif word in {"par", "nestcell", "nestrow"}:
            self._paragraph(table=self._in_table or word != "par")
        elif word == "sect":
            self.finish()
        elif word == "cell":
            self._paragraph(table=True)
            self._row.append(self._cell)
            self._cell = []
        elif word == "row":
            self._end_row()

    def finish(self) -> None:
        """Completes what is open."""
        self._paragraph(table=bool(self._row))
        self._end_row()

    def _paragraph(self, *, table: bool) -> None:
        text = "".join(self._buffer).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self._buffer.clear()
        target = self._cell if table else self.lines
        if not table:
            self._end_row()
        for part in text.split("\n"):
            mark = PAGE_BREAK if PAGE_BREAK in part and not table else ""
            line = part.replace(PAGE_BREAK, "").strip(BLANKS)
            if line and self._first:
                line, self._first = self._first + line, ""
            if line or mark:
                target.append(mark + line)
        self.lines += self.pending
        self.pending = []

    def _end_row(self) -> None:
        row = [*self._row, *([self._cell] if self._cell else [])]
        self._row, self._cell = [], []
        if len(row) == 1 or any(sum(map(len, cell)) > LONG_CELL for cell in row):
            self.lines += [line for cell in row for line in cell]
        elif any(row):
            self.lines.append("\t".join(" ".join(cell) for cell in row).rstrip())
