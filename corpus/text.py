"""Text that can be written anywhere: SQLite, JSON and UTF-8 hold no lone surrogates."""

from __future__ import annotations

import os
import re
from pathlib import Path

_LONE = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    """The text with each lone surrogate replaced by U+FFFD, one for one: positions stay."""
    return _LONE.sub("\N{REPLACEMENT CHARACTER}", text)


def path_name(path: Path) -> str:
    """A path as it is shown and kept. A part that is no UTF-8 (a name from Chinese Windows) is read as GB18030."""
    return str(Path(*map(_part, path.parts)))


def _part(part: str) -> str:
    if not _LONE.search(part):
        return part
    try:
        return os.fsencode(part).decode("gb18030")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return encodable(part)
