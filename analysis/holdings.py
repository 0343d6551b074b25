"""What courts held on each issue, as practice guides set it out: upheld and rejected, each with its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from corpus.codes import CourtLevel, Holder, Issue, Kind, Outcome, Result, codes
from corpus.model import Finding, Record

FIELDS = ("kind", "court_level", "region", "industry", "aucl", "interpretation")
"""What holdings can be narrowed by; each is a field of Holding with one code (or a region's name)."""


class Holding(Struct, frozen=True):
    """A court's finding on an issue, with the case it stands in.

    sentence: text[start:end] of the record; empty where a digest's source does not give the words.
    """

    issue: Issue
    result: Result
    holder: Holder
    scope: str | None
    sentence: str
    start: int | None
    end: int | None
    key: str
    kind: Kind
    title: str
    court: str | None
    court_level: CourtLevel | None
    region: str | None
    date: str | None
    year: int | None
    industry: str | None
    aucl: str | None
    interpretation: str | None
    outcome: Outcome


def read_holdings(records: Iterable[Record]) -> tuple[Holding, ...]:
    """Every finding of the records, a sentence of a case once an issue; the highest court and the newest first."""
    found = (_holding(record, finding) for record in records for finding in record.judgment.findings)
    unique = {(h.key, h.issue, h.result, h.holder, h.sentence, h.scope): h for h in found}
    return tuple(sorted(unique.values(), key=_rank))


def narrow(holdings: Iterable[Holding], chosen: dict[str, tuple[str, ...]]) -> tuple[Holding, ...]:
    """The holdings that have one of the chosen values in every chosen field (a field of FIELDS)."""
    return tuple(h for h in holdings if all(getattr(h, name) in values for name, values in chosen.items() if values))


def values_of(holdings: Iterable[Holding], field: str) -> dict[str, int]:
    """The values of a field of FIELDS with their number of cases, most frequent first."""
    cases = {(h.key, getattr(h, field)) for h in holdings if getattr(h, field) is not None}
    counts = Counter(value for _, value in cases)
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def of_result(holdings: Iterable[Holding], issue: Issue, result: Result) -> tuple[Holding, ...]:
    """The holdings of one column of the page."""
    return tuple(h for h in holdings if h.issue == issue and h.result == result)


def cases(holdings: Iterable[Holding]) -> Counter[Kind]:
    """Number of cases (not of sentences) by kind."""
    return Counter(kind for _, kind in {(h.key, h.kind) for h in holdings})


def _holding(record: Record, finding: Finding) -> Holding:
    document, judgment = record.judgment.document, record.judgment
    placed = finding.start is not None and finding.end is not None
    return Holding(
        issue=finding.issue,
        result=finding.finding,
        holder=finding.holder,
        scope=finding.scope,
        sentence=judgment.text[finding.start : finding.end].strip() if placed else "",
        start=finding.start,
        end=finding.end,
        key=record.key,
        kind=record.kind,
        title=record.title,
        court=document.court,
        court_level=document.court_level,
        region=document.region,
        date=document.date,
        year=document.year,
        industry=judgment.industry,
        aucl=document.regime.aucl,
        interpretation=document.regime.interpretation,
        outcome=document.plaintiff_outcome,
    )


def _rank(holding: Holding) -> tuple[bool, int, int, int, str, int]:
    """This court's own view first, then full texts and official cases, the court's tier, the newest."""
    levels: Sequence[str] = codes(CourtLevel)
    tier = levels.index(holding.court_level) if holding.court_level else len(levels)
    kinds: Sequence[Kind] = ("official", "judgment", "digest", "sample")
    return (
        holding.holder != "this_court",
        kinds.index(holding.kind),
        tier,
        -(holding.year or 0),
        holding.key,
        holding.start or 0,
    )
