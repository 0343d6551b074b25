"""What the title block says: court, case number, kind of document."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import cast

from msgspec import Struct

from corpus.codes import CaseType, DocType
from corpus.knowledge.courts import Court, court_name, find_court
from corpus.model import FieldSpan
from corpus.parse.clean import Clean
from corpus.parse.cues import load_rules
from corpus.parse.numbers import CaseNumber, numbers_of

_DOC_TYPES = ("judgment", "ruling", "mediation", "other")


class Title(Struct, frozen=True):
    """The values of a title block; None for what it does not show."""

    court: Court | None
    court_span: FieldSpan | None
    number: CaseNumber | None
    doc_type: DocType | None
    doc_span: FieldSpan | None


@cache
def _regex(kind: str) -> re.Pattern[str]:
    return next(rule.regex for rule in load_rules("head_fields") if rule.cue.kind == kind)


def read_title(copy: Clean, end: int) -> Title:
    """The title block of a cleaned text, which ends at cleaned position `end`."""
    number = next(numbers_of(copy, 0, end), None)
    court, court_span = _court(copy, end)
    word = _last(_regex("doc_word"), copy.text, end)
    return Title(
        court,
        court_span,
        number,
        doc_type_of(word[0]) if word else doc_type_of(copy.text[:end]),
        copy.span(word.start(), word.end(), "title.doc_type") if word else None,
    )


def doc_type_of(words: str) -> DocType | None:
    """The kind of document that a title or a metadata field names."""
    return next((cast(DocType, kind) for kind in _DOC_TYPES if _regex(kind).search(words)), None)


def case_type_of(number: str, words: str) -> CaseType:
    """Civil, criminal or administrative: by the case number, else by the words of the title."""
    shown = number or words
    if _regex("criminal").search(shown):
        return "criminal"
    return "administrative" if _regex("administrative").search(shown) else "civil"


def _court(copy: Clean, end: int) -> tuple[Court | None, FieldSpan | None]:
    """The last name in the title that is a court's; a line or a kind of document before it is not part of it."""
    cuts = sorted(
        {at for at in copy.lines if at < end} | {m.end() for m in _regex("doc_word").finditer(copy.text, 0, end)}
    )
    found: list[tuple[Court, FieldSpan]] = []
    for start, stop in pairwise([*cuts, end]):
        for match in _regex("court").finditer(copy.text, start, stop):
            court = find_court(match["court"])
            if court and (court.region or court.level == "supreme"):
                shift = match.end("court") - len(court_name(match["court"]))
                found.append((court, copy.span(shift, match.end("court"), "title.court")))
    return found[-1] if found else (None, None)


def _last(regex: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    return max(regex.finditer(text, 0, end), key=lambda match: match.start(), default=None)
