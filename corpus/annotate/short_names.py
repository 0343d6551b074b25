"""The short forms that a document introduces for a party: 甲科技有限公司（以下简称甲公司）."""

from __future__ import annotations

import re
from collections.abc import Iterator

_INTRODUCED = re.compile(r"^（(?:以下|下)?(?:简)?称(?:为|“|：|:)*([^，。；（）“”]{2,12})")
_ROOM = 30  # code points: an introduction is short


def short_names(full: str, text: str) -> Iterator[str]:
    """Each short form introduced right behind a full name, in the order of the folded text."""
    at = text.find(full)
    while full and at >= 0:
        behind = at + len(full)
        introduced = _INTRODUCED.match(text[behind : behind + _ROOM])
        if introduced:
            yield introduced[1]
        at = text.find(full, behind)
