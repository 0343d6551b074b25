"""What printing adds to a page: page numbers and running heads."""

from __future__ import annotations

import re
from functools import cache

from corpus.intake.court_document import squeeze
from corpus.intake.knowledge import pages, split_cues


@cache
def _page_number() -> re.Pattern[str]:
    return re.compile(pages().number.pattern)


def is_page_number(line: str) -> bool:
    """Whether a whole line is a page number in one of the usual forms."""
    return bool(_page_number().fullmatch(squeeze(line)))


@cache
def _own(kind: str) -> re.Pattern[str]:
    return re.compile(getattr(split_cues(), kind).pattern)


def is_of_a_head(line: str) -> bool:
    """Whether a line can be the beginning of a judgment: a court, a title or a number alone on its line."""
    return any(_own(kind).fullmatch(squeeze(line)) for kind in ("court", "title", "number"))


def is_party(line: str) -> bool:
    """Whether a line names a party as the head of a judgment does."""
    return bool(_own("party").search(squeeze(line)))


def is_ending(line: str) -> bool:
    """Whether a line is a signature or another sign of a judgment's end."""
    return bool(_own("ending").search(squeeze(line)))
