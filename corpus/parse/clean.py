"""A cleaned copy of a text that knows where every character stood in the raw text.

The cleaned copy has no blanks, line ends or invisible characters, digits and letters are half-width,
and punctuation is full-width: rules then need one spelling only. (The manner is eyecite's: patterns run
on a cleaned text, and every span is carried back to the source.)
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import cache

from msgspec import Struct

from corpus.model import FieldSpan

_FULL_WIDTH = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"})
_DROPPED = {"Zs", "Zl", "Zp", "Cc", "Cf"}
_LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_DIGIT_COMMA = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")


class Clean(Struct, frozen=True):
    """text: the cleaned characters; positions[i]: where text[i] stood in `raw`; lines: where raw lines begin."""

    raw: str
    text: str
    positions: tuple[int, ...]
    lines: frozenset[int]

    def start(self, at: int) -> int:
        """The raw position of cleaned position `at` (the end of the raw text when there is no such character)."""
        return self.positions[at] if at < len(self.positions) else len(self.raw)

    def end(self, at: int) -> int:
        """The raw position just behind the cleaned slice that ends at `at`."""
        return self.positions[at - 1] + 1 if at else 0

    def at(self, raw: int) -> int:
        """The first cleaned position at or behind raw position `raw`."""
        return bisect_left(self.positions, raw)

    def span(self, start: int, end: int, rule: str) -> FieldSpan:
        """The cleaned slice [start, end) as a place in the raw text."""
        first, last = self.start(start), self.end(end)
        return FieldSpan(first, last, self.raw[first:last], rule)


@cache
def _plain(char: str) -> str:
    if unicodedata.category(char) in _DROPPED:
        return ""
    return "".join(unicodedata.normalize("NFKC", char).split()).translate(_FULL_WIDTH)


def clean(raw: str) -> Clean:
    """The cleaned copy of `raw`. Never fails; an empty text gives an empty copy."""
    chars: list[str] = []
    positions: list[int] = []
    lines: set[int] = {0}
    for at, char in enumerate(raw):
        plain = _plain(char)
        if plain:
            chars.append(plain)
            positions.extend([at] * len(plain))
        elif char in _LINE_ENDS:
            lines.add(len(positions))
    text = _DIGIT_COMMA.sub(",", "".join(chars))
    return Clean(raw, text, tuple(positions), frozenset(lines))


def tidy(surface: str) -> str:
    """A name as it should be shown: no blanks but single ones between Latin words, brackets full-width."""
    joined = re.sub(r"(?<=[A-Za-z.&])\s+(?=[A-Za-z&])", "\x00", surface.strip())
    plain = "".join("\x00" if char == "\x00" else _plain(char) for char in joined)
    return plain.replace("\x00", " ")
