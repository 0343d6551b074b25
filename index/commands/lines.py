"""The JSON that the commands print: a promise to users' scripts. Schemas: index/schemas/*.json."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from corpus.codes import Holder, Issue, Kind, Outcome, Result
from index.types import Hit, Mode, PassageHit, Shared


class FindingLine(Struct, frozen=True):
    issue: Issue
    finding: Result
    holder: Holder
    scope: str | None


class HighlightLine(Struct, frozen=True):
    """Code points within the passage's text."""

    start: int
    end: int


class PassageLine(Struct, frozen=True):
    """start, end: code points in the record's text."""

    text: str
    section: str
    view: str
    start: int
    end: int
    highlights: tuple[HighlightLine, ...]


class HitLine(Struct, frozen=True):
    """One hit of `search` or `similar` (query_id: of --queries, or the key asked for; else null)."""

    query_id: str | None
    rank: int
    key: str
    case_number: str | None
    display_number: str
    kind: Kind
    title: str
    court: str | None
    date: str | None
    year: int | None
    outcome: Outcome
    claimed_amount: Decimal | None
    awarded_amount: Decimal | None
    findings: tuple[FindingLine, ...]
    score: float
    mode_used: Mode
    generation: int
    why: tuple[str, ...]
    passages: tuple[PassageLine, ...]


class SimilarLine(HitLine, frozen=True):
    """One hit of `similar`."""

    shared: Shared


class NoHitsLine(Struct, frozen=True):
    """A query that found nothing; what to loosen is told on stderr."""

    query_id: str | None
    hits: int = 0


class StatusLine(Struct, frozen=True):
    """The state of the index against the store."""

    engine: str
    judgments: int
    passages: int
    without_vectors: int
    generation: int
    store_generation: int
    up_to_date: bool
    analyser: str
    encoder: str
    repaired: tuple[str, ...]
    reset: bool


def hit_line(hit: Hit, query_id: str | None) -> HitLine:
    """The line of a search hit."""
    return HitLine(**_values(hit, query_id))  # type: ignore[arg-type]


def similar_line(hit: Hit, shared: Shared, query_id: str) -> SimilarLine:
    """The line of a similar case."""
    return SimilarLine(**_values(hit, query_id), shared=shared)  # type: ignore[arg-type]


def _values(hit: Hit, query_id: str | None) -> dict[str, object]:
    same = {name: getattr(hit, name) for name in HitLine.__struct_fields__ if name in Hit.__struct_fields__}
    findings = tuple(FindingLine(f.issue, f.finding, f.holder, f.scope) for f in hit.findings)
    return same | {"query_id": query_id, "findings": findings, "passages": tuple(map(_passage, hit.passages))}


def _passage(hit: PassageHit) -> PassageLine:
    highlights = tuple(HighlightLine(place.start, place.end) for place in hit.highlights)
    return PassageLine(hit.text, hit.section, hit.view, hit.start, hit.end, highlights)
