"""The sentences of a judgment by section, on its reading copy (values_fold): what the list readers work on."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from corpus.codes import SectionKind
from corpus.model import Judgment
from corpus.parse.values_fold import Folded, fold

_SENTENCE = re.compile(r"[^。；\n]+[。；]?")
PLAINTIFF: tuple[SectionKind, ...] = ("claims", "earlier_claims")
TOLD: tuple[SectionKind, ...] = (*PLAINTIFF, "facts", "earlier_facts")
REASONED: tuple[SectionKind, ...] = ("reasoning", "earlier_reasoning")


class Sentence(Struct, frozen=True):
    """A sentence (to 。 or ；) of a section: its folded text, and where it starts there."""

    kind: SectionKind
    part: int
    start: int
    text: str


class Sentences(Struct, frozen=True):
    """All sentences of a judgment and its folded text; a text without sections is told as facts."""

    folded: Folded
    all: tuple[Sentence, ...]

    def of(self, *kinds: SectionKind) -> list[Sentence]:
        """The sentences of sections of these kinds, in the order of the text."""
        return [one for one in self.all if one.kind in kinds]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A place of the folded text as code points of the judgment's text."""
        return self.folded.raw(start, end)


def read_sentences(judgment: Judgment) -> Sentences:
    """Cut a judgment into sentences."""
    places = tuple((s.kind, s.start, s.end) for s in judgment.sections)
    return _cut(judgment.text, places)


@lru_cache(maxsize=2)
def _cut(text: str, places: tuple[tuple[SectionKind, int, int], ...]) -> Sentences:
    folded = fold(text)
    whole: tuple[tuple[SectionKind, int, int], ...] = places or (("facts", 0, len(text)),)
    found = [
        Sentence(kind, part, held.start(), held.group())
        for part, (kind, start, end) in enumerate(whole)
        for held in _SENTENCE.finditer(folded.text, folded.at(start), folded.at(end))
    ]
    return Sentences(folded, tuple(found))
