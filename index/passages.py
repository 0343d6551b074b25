"""A record's text as passages of a few sentences, each within one section: what is ranked and shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from corpus.codes import SectionKind
from corpus.model import Record, Section
from index.engine.protocol import Passage

View = Literal["court", "party", "other"]

PASSAGES_VERSION = "1"
"""Grows when the same text would be cut otherwise: the index is then rebuilt."""

UNSECTIONED = "other"
"""The section of text that the parser put into none."""

VIEWS: dict[SectionKind, View] = {
    "reasoning": "court",
    "order": "court",
    "claims": "party",
    "defence": "party",
    "appeal_claims": "party",
    "appeal_defence": "party",
    "earlier_claims": "party",
}
"""Whose words a section holds: this court's view, a party's; everything else is other."""

NOT_EMBEDDED: tuple[SectionKind, ...] = ("title", "parties", "tail")
"""Sections of names, fees and dates: found by their words, meaningless to an encoder."""

TARGET, LONGEST, SHORTEST = 320, 400, 80  # characters; E5 reads 512 tokens, about 700 Chinese characters
_SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；]+[”’」』）)]*|\n+|$)")
_CLAUSE = re.compile(r"[^，、,：:]*(?:[，、,：:]|$)")


def view_of(section: str) -> View:
    """Whose words this section holds."""
    return next((view for kind, view in VIEWS.items() if kind == section), "other")


def split_passages(record: Record) -> list[Passage]:
    """All passages of a record in the order of its text. Their text is text[start:end], without outer space."""
    text = record.judgment.text
    places = [
        (kind, *_trimmed(text, start, end))
        for kind, begin, stop in _parts(text, record.judgment.sections)
        for start, end in _cut(text, begin, stop)
    ]
    kept = [(kind, start, end) for kind, start, end in places if start < end]
    return [
        Passage(f"{record.key}#{ordinal}", record.key, ordinal, kind, view_of(kind), start, end)
        for ordinal, (kind, start, end) in enumerate(kept)
    ]


def _parts(text: str, sections: tuple[Section, ...]) -> Iterator[tuple[str, int, int]]:
    """The sections and the stretches between them, so that no word of the text is lost."""
    place = 0
    for section in sections:
        yield UNSECTIONED, place, section.start
        yield section.kind, section.start, section.end
        place = section.end
    yield UNSECTIONED, place, len(text)


def _cut(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Places of about TARGET characters, ended at a sentence, or at a clause where a sentence is longer."""
    start = place = begin
    for piece_end in _piece_ends(text, begin, end):
        full = piece_end - start > LONGEST or place - start >= TARGET
        if full and place > start and end - place >= SHORTEST:
            yield start, place
            start = place
        place = piece_end
    if place > start:
        yield start, place


def _piece_ends(text: str, begin: int, end: int) -> Iterator[int]:
    for sentence_end in _ends(_SENTENCE, text, begin, end):
        if sentence_end - begin > LONGEST:
            yield from _clause_ends(text, begin, sentence_end)
        else:
            yield sentence_end
        begin = sentence_end


def _clause_ends(text: str, begin: int, end: int) -> Iterator[int]:
    for clause_end in _ends(_CLAUSE, text, begin, end):
        yield from range(begin + LONGEST, clause_end, LONGEST)
        yield clause_end
        begin = clause_end


def _ends(pattern: re.Pattern[str], text: str, begin: int, end: int) -> Iterator[int]:
    while begin < end:
        found = pattern.match(text, begin, end)
        begin = found.end() if found and found.end() > begin else end
        yield begin


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
