"""Case numbers: finding, normalising, and the court a number names.

Since 2016 a number is （year）court code + type + serial 号 (法〔2015〕137号); older ones have free forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from corpus.knowledge.courts import Court, Place, court_of_code, place_of_code
from corpus.parse.clean import Clean, clean
from corpus.parse.cues import load_rules, rule_named

_OPEN = str.maketrans("〔[【", "（（（")
_CLOSE = str.maketrans("〕]】", "）））")
_YEAR = re.compile(r"（(\d{4})）")
_FORMS = ("court", "labour")


class CaseNumber(Struct, frozen=True):
    """A case number; raw: as written at [start, end) of the text; normal: full-width brackets, no blanks."""

    raw: str
    normal: str
    start: int
    end: int


def find_numbers(text: str) -> list[CaseNumber]:
    """All case numbers of courts and labour arbitration in `text`, in its order (no deeds, no appraisals)."""
    return list(numbers_of(clean(text)))


def numbers_of(copy: Clean, start: int = 0, end: int | None = None) -> Iterator[CaseNumber]:
    """The same for a cleaned text or a slice of it (cleaned positions); positions returned are raw."""
    stop = len(copy.text) if end is None else end
    for first, last in _places(copy.text, start, stop):
        span = copy.span(first, last, "number")
        yield CaseNumber(span.surface, _normal(copy.text[first:last]), span.start, span.end)


def normalise_number(raw: str) -> str:
    """`raw` in today's form: half-width digits, full-width round brackets, no blanks: （2019）最高法民再268号."""
    return _normal(clean(raw).text)


def year_of_number(normal: str) -> int | None:
    """The year in a normalised number."""
    found = _YEAR.search(normal)
    return int(found[1]) if found else None


def court_of_number(normal: str) -> Court | None:
    """The court that a number of today's form names; None for free forms and codes in no table."""
    code = _code(normal)
    return court_of_code(code) if code else None


def place_of_number(normal: str) -> Place | None:
    """Level and region that a number of today's form shows, also where no table has its court."""
    code = _code(normal)
    return place_of_code(code) if code else None


def _code(normal: str) -> str | None:
    found = rule_named("numbers", "number.code").regex.match(normal)
    return (found["court"] + (found["rank"] or "")) if found else None


def _normal(plain: str) -> str:
    return plain.translate(_OPEN).translate(_CLOSE)


def _places(text: str, start: int, end: int) -> list[tuple[int, int]]:
    rules = {rule.cue.kind: rule.regex for rule in load_rules("numbers")}
    found: list[tuple[int, int]] = []
    for form in _FORMS:
        for match in rules[form].finditer(text, start, end):
            if not rules["refused"].search(match[0]) and rules["accepted"].search(match[0]):
                found.append(match.span())
    return sorted(found)
