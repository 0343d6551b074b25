"""What printing adds to a page: page numbers and running heads."""

from __future__ import annotations

import re
from functools import cache

from corpus.intake.court_document import squeeze
from corpus.intake.knowledge import pages


@cache
def _page_number() -> re.Pattern[str]:
    return re.compile(pages().number.pattern)


def is_page_number(line: str) -> bool:
    """Whether a whole line is a page number in one of the usual forms."""
    return bool(_page_number().fullmatch(squeeze(line)))
