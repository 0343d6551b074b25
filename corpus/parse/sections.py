"""Splits a judgment's text into its sections (kinds: CODEBOOK "Sections").

Cues (knowledge/parse/sections.yaml) are tried at every sentence start of the cleaned text; a walk over the
matches (walk.py) keeps those that can follow one another. Nothing is guessed: a part without its cue stays
in the section before it.
"""

from __future__ import annotations

from typing import cast

from corpus.codes import SectionKind
from corpus.model import Section
from corpus.parse.bounds import ending, head_bounds
from corpus.parse.clean import Clean, clean
from corpus.parse.instance import read_instance
from corpus.parse.marks import Mark, find_marks, well_lined
from corpus.parse.numbers import numbers_of
from corpus.parse.walk import find_close, walk

_HEAD_WITHOUT_BOUNDS = 300


def split_sections(text: str) -> tuple[Section, ...]:
    """The sections of a judgment, in the order of the text, not overlapping; positions in `text` as given.

    Adverts behind the tail belong to no section. A text in which no cue is found is one title section; an
    empty text has none.
    """
    return sections_of(clean(text))


def sections_of(copy: Clean) -> tuple[Section, ...]:
    """The same for a text that is already cleaned."""
    marks = _in_order(copy)
    stops = [*(mark.at for mark in marks[1:]), ending(copy)]
    return tuple(
        Section(cast(SectionKind, mark.kind), copy.start(mark.at), copy.end(stop))
        for mark, stop in zip(marks, stops, strict=True)
        if stop > mark.at
    )


def _in_order(copy: Clean) -> list[Mark]:
    bounds = head_bounds(copy)
    head = [("title", bounds.title), ("parties", bounds.parties), ("procedure", bounds.procedure)]
    marks = [Mark(at, kind, True, f"head.{kind}") for kind, at in head if at is not None]
    body = bounds.procedure if bounds.procedure is not None else bounds.parties or 0
    number = next(numbers_of(copy, 0, bounds.parties or _HEAD_WITHOUT_BOUNDS), None)
    instance = read_instance(number.normal if number else None, copy.text[: max(body, _HEAD_WITHOUT_BOUNDS)])
    found = find_marks(copy, body + 1, instance)
    close = find_close(found, ending(copy), well_lined(copy))
    return _merged([*marks, *walk(found, close, copy), *close])


def _merged(marks: list[Mark]) -> list[Mark]:
    """Neighbours of one kind become one; a mark behind a later one is dropped."""
    kept: list[Mark] = []
    for mark in marks:
        if not kept or (mark.kind != kept[-1].kind and mark.at > kept[-1].at):
            kept.append(mark)
    return kept
