"""Dates as judgments write them, in figures or in words."""

from __future__ import annotations

import datetime
import re
from functools import cache

import msgspec
from msgspec import Struct

from corpus.parse.cues import read_yaml

_SEPARATED = re.compile(r"(?<!\d)(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?!\d)")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?!\d)")


class DateExample(Struct, frozen=True):
    text: str
    date: str | None


class DateWords(Struct, frozen=True):
    """The content of knowledge/parse/dates.yaml."""

    digits: dict[str, int]
    tens: dict[str, int]
    counts: dict[str, int]
    examples: tuple[DateExample, ...]


class WrittenDate(Struct, frozen=True):
    """A date at [start, end) of a cleaned text."""

    value: datetime.date
    start: int
    end: int


@cache
def date_words() -> DateWords:
    """knowledge/parse/dates.yaml."""
    return msgspec.convert(read_yaml("dates"), DateWords)


@cache
def _pattern() -> re.Pattern[str]:
    words = date_words()
    digit = "[" + "".join(words.digits) + "]"
    number = "[" + "".join(words.digits) + "".join(words.tens) + "]{1,4}"
    return re.compile(rf"({digit}{{4}})年({number})月({number})日")


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[WrittenDate]:
    """All whole dates in a cleaned text; one that no calendar has is left out."""
    found: list[WrittenDate] = []
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        value = _calendar(_digits(match[1]), _number(match[2]), _number(match[3]))
        if value:
            found.append(WrittenDate(value, match.start(), match.end()))
    return found


def read_source_date(written: str) -> datetime.date | None:
    """A date as a site's metadata writes it (2004-01-30, 2004.1.30, 2004年1月30日, 20040130)."""
    plain = written.strip()
    match = _SEPARATED.search(plain) or _COMPACT.match(plain)
    return _calendar(int(match[1]), int(match[2]), int(match[3])) if match else None


def _digits(written: str) -> int:
    return int("".join(str(date_words().digits[char]) for char in written))


def _number(written: str) -> int:
    """三十一, 廿一, 12 or 元 as a number."""
    words = date_words()
    value, held = 0, ""
    for char in written:
        if char in words.tens:
            value += words.tens[char] * (int(held or "1") if words.tens[char] == 10 else 1)
            held = ""
        else:
            held += str(words.digits[char])
    return value + int(held or "0")


def _calendar(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
