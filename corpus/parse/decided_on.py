"""The date of the decision: the tail of the document, else the source's metadata, else the year of the number."""

from __future__ import annotations

from msgspec import Struct

from corpus.codes import DateBasis
from corpus.model import FieldSpan, Metadata, Section
from corpus.parse.clean import Clean
from corpus.parse.cues import rule_named
from corpus.parse.dates import find_dates, read_source_date
from corpus.parse.numbers import year_of_number


class DecidedOn(Struct, frozen=True):
    """date: ISO, None where only a year is known; basis: what the year rests on."""

    date: str | None = None
    year: int | None = None
    basis: DateBasis | None = None
    span: FieldSpan | None = None


def read_decided_on(copy: Clean, sections: tuple[Section, ...], metadata: Metadata, number: str | None) -> DecidedOn:
    """When the document was decided. A date of the tail wins over a metadata date that contradicts it.

    A date before the year of the case number is a slip of the pen (二〇〇四年 for 二〇二四年 was seen): it is not used.
    """
    year = year_of_number(number) if number else None
    signed = _signed(copy, sections)
    if signed and _possible(signed.year, year):
        return signed
    source = read_source_date(metadata.date) if metadata.date else None
    if source and _possible(source.year, year):
        return DecidedOn(source.isoformat(), source.year, "metadata")
    return DecidedOn(None, year, "case_number") if year else DecidedOn()


def _possible(decided: int | None, registered: int | None) -> bool:
    return decided is None or registered is None or decided >= registered


def _signed(copy: Clean, sections: tuple[Section, ...]) -> DecidedOn | None:
    """The first date behind the bench in the last section: dates before it are of other events."""
    if not sections:
        return None
    start, end = copy.at(sections[-1].start), copy.at(sections[-1].end)
    bench = rule_named("sections", "tail.bench_name").regex
    judges = [found.end() for found in bench.finditer(copy.text, start, end)]
    if not judges:
        return None
    dates = find_dates(copy.text, judges[-1], end)
    if not dates:
        return None
    first = dates[0]
    span = copy.span(first.start, first.end, "tail.date")
    return DecidedOn(first.value.isoformat(), first.value.year, "document", span)
