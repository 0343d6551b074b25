"""One form for the many ways to write a character: NFKC and lower case.

`fold` keeps the length, so that a place in the folded text is a place in the raw one; `normalise` may not.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def normalise(text: str) -> str:
    """NFKC, lower-cased: ＥＲＰ -> erp, ㎡ -> m2. The length may change."""
    return unicodedata.normalize("NFKC", text).lower()


def fold(text: str) -> str:
    """`normalise` character by character where one character stays one; others are kept as they are."""
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_character, text))


@lru_cache(maxsize=1 << 16)
def _fold_character(character: str) -> str:
    normal = normalise(character)
    return normal if len(normal) == 1 else character
