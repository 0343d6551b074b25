"""Cuts a passage of folded text into sentences and clauses."""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct

_SENTENCE = re.compile(r"[^。！？；\n]{1,2000}[。！？；]?[”』」）]?")  # the longest real one seen has 454
_CLAUSE = re.compile(r"[^，：]+")
_LABEL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d)|第[一二三四五六七八九十]+[，、])"
)
_HEADING = 45


class Clause(Struct, frozen=True):
    """[start, end) in the folded text, without the comma."""

    start: int
    end: int


class Sentence(Struct, frozen=True):
    """[start, end) in the folded text, with its clauses. paragraph: number of its line; heading: a line of its own."""

    start: int
    end: int
    clauses: tuple[Clause, ...]
    paragraph: int
    heading: bool

    def clause_at(self, position: int) -> int:
        """The index of the clause that holds a position of the folded text."""
        return max(0, bisect_right([clause.start for clause in self.clauses], position) - 1)


def sentences(text: str, start: int, end: int) -> tuple[Sentence, ...]:
    """The sentences of text[start:end]; positions are those of `text`. A semicolon ends a sentence."""
    found = []
    paragraph = text.count("\n", 0, start)
    last = start
    for match in _SENTENCE.finditer(text, start, end):
        paragraph += text.count("\n", last, match.start())
        last = match.start()
        found.append(_sentence(text, match.start(), match.end(), paragraph))
    return tuple(found)


def _sentence(text: str, start: int, end: int, paragraph: int) -> Sentence:
    clauses = tuple(Clause(m.start(), m.end()) for m in _CLAUSE.finditer(text, start, end))
    alone = (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end : end + 1] == "\n")
    heading = end - start <= _HEADING and text[end - 1] not in "。；！？" and alone
    if not heading and end - start <= _HEADING and _LABEL.match(text[start:end]):
        heading = text.startswith("\n", end) and text[end - 1] == "。"
    return Sentence(start, end, clauses or (Clause(start, end),), paragraph, heading)
