"""The part of a long passage that is shown first: whole sentences where the highlights stand closest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from index.types import Highlight

LONGEST = 200  # characters shown before the reader opens the whole passage
SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")


class Excerpt(Struct, frozen=True):
    """Code points [start, end) of the passage; whole: nothing was left out."""

    start: int
    end: int
    whole: bool


def excerpt(text: str, highlights: Sequence[Highlight], longest: int = LONGEST) -> Excerpt:
    """The run of sentences, at most `longest` characters, that holds the most highlighted ones; the first of equals.

    One sentence longer than that is cut.
    """
    if len(text) <= longest:
        return Excerpt(0, len(text), True)
    sentences = [(m.start(), m.end()) for m in SENTENCE.finditer(text) if m.group().strip()]
    runs = [_run(sentences, first, longest) for first in range(len(sentences))]
    start, end = max(runs, key=lambda run: (_covered(run, highlights), -run[0]))
    return Excerpt(start, min(end, start + longest) if end - start > longest else end, False)


def within(highlights: Sequence[Highlight], start: int, end: int) -> tuple[Highlight, ...]:
    """The highlights of text[start:end], counted from `start`."""
    cut = (Highlight(max(h.start, start) - start, min(h.end, end) - start) for h in highlights)
    return tuple(h for h in cut if h.start < h.end)


def _run(sentences: Sequence[tuple[int, int]], first: int, longest: int) -> tuple[int, int]:
    start, end = sentences[first]
    for _, later in sentences[first + 1 :]:
        if later - start > longest:
            break
        end = later
    return start, end


def _covered(run: tuple[int, int], highlights: Sequence[Highlight]) -> int:
    return sum(max(0, min(h.end, run[1]) - max(h.start, run[0])) for h in highlights)
