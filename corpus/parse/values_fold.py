"""A reading copy of a text without the mess of real files, with the way back to the text itself.

Spaces inside words vanish, full-width digits and letters become ASCII, brackets and separators get one
form each. Positions in the copy lead back to code points of the original.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

_WIDTH = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_FORMS = _WIDTH | {
    ord("("): "（", ord(")"): "）", ord("［"): "（", ord("］"): "）", ord("〔"): "（", ord("〕"): "）",
    ord("["): "（", ord("]"): "）", ord(":"): "：", ord(";"): "；", ord("．"): ".", ord("％"): "%",
    ord("<"): "〈", ord(">"): "〉", ord("＜"): "〈", ord("＞"): "〉", ord("\r"): "\n",
    ord("￥"): "¥", ord("＊"): "*", ord("○"): "〇",
}  # fmt: skip
_INVISIBLE = "\ufeff\u200b\u200c\u200d"
_WIDE_THOUSANDS = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_PLAIN_COMMA = re.compile(r"(?<!\d),|,(?!\d)")


class Folded(Struct, frozen=True):
    """text: the copy; offsets[i]: where its i-th character stands in the original."""

    text: str
    offsets: tuple[int, ...]

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of copy[start:end] (an empty piece is given its single position)."""
        if start >= len(self.offsets):
            last = self.offsets[-1] + 1 if self.offsets else 0
            return last, last
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]

    def at(self, position: int) -> int:
        """The first position of the copy that stands at or behind a position of the original."""
        low, high = 0, len(self.offsets)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.offsets[middle] < position else (low, middle)
        return low


@lru_cache(maxsize=4)  # five readers of one document each ask for its copy: a fifth of parse and annotate
def fold(text: str) -> Folded:
    """The reading copy of a text; line ends are kept as \\n, all other blanks are dropped."""
    kept = [i for i, char in enumerate(text) if char in "\r\n" or not (char.isspace() or char in _INVISIBLE)]
    run = "".join(text[i] for i in kept)
    return Folded(_PLAIN_COMMA.sub("，", _WIDE_THOUSANDS.sub(",", run).translate(_FORMS)), tuple(kept))
