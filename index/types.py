"""What a search takes and gives: the promise of `index search --json` and of the pages."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from corpus.codes import Kind, Outcome
from corpus.model import Finding, Instance

Mode = Literal["hybrid", "bm25", "dense"]
Sort = Literal["relevance", "date", "court"]
DEFAULT_KINDS: tuple[Kind, ...] = ("judgment", "official", "digest")


class SearchRequest(Struct, frozen=True):
    """text: a fact pattern; "quoted" parts are must-have phrases; a case number goes straight to its case.

    filters: field -> values (same field = or, different = and); fields: index.fields.FILTER_FIELDS.
    facets: whether the counts of every field are wanted too (a fifth of a search's time).
    """

    text: str
    k: int = 10
    filters: dict[str, tuple[str, ...]] = {}
    mode: Mode = "hybrid"
    kinds: tuple[Kind, ...] = DEFAULT_KINDS
    sort: Sort = "relevance"
    facets: bool = True


class Highlight(Struct, frozen=True):
    """start, end: code points within the passage's text."""

    start: int
    end: int


class PassageHit(Struct, frozen=True):
    """start, end: in the record's text; text = record.text[start:end]; view: whose words (court / party / other)."""

    text: str
    section: str
    view: str
    start: int
    end: int
    highlights: tuple[Highlight, ...] = ()


class Hit(Struct, frozen=True):
    """One judgment found. display_number is what a person sees (with 示例 or 案号未见). Amounts in yuan.

    why: the words that matched, and codes: case_number (asked for by its number), phrase (holds every quoted
    part), semantic (near in meaning), party_only (what matched are a party's words, not the court's).
    """

    rank: int
    key: str
    kind: Kind
    case_number: str | None
    display_number: str
    title: str
    court: str | None
    date: str | None
    year: int | None
    outcome: Outcome
    findings: tuple[Finding, ...]
    score: float
    passages: tuple[PassageHit, ...]
    why: tuple[str, ...]
    mode_used: Mode
    generation: int
    claimed_amount: Decimal | None = None
    awarded_amount: Decimal | None = None
    instances: tuple[Instance, ...] = ()


class SearchResult(Struct, frozen=True):
    """hits; facets over all judgments that match words, phrases and filters.

    total: how many those are (None in a dense search: every judgment is near in some degree).
    notes: codes with arguments after `:`, see index.search.notes.
    """

    hits: tuple[Hit, ...]
    facets: dict[str, dict[str, int]]
    total: int | None
    mode_used: Mode
    generation: int
    notes: tuple[str, ...] = ()


class Shared(Struct, frozen=True):
    """What two cases share and where they differ, in codes."""

    issues: tuple[str, ...]
    measures: tuple[str, ...]
    carriers: tuple[str, ...]
    industry: str | None
    outcome_differs: bool


class SimilarHit(Struct, frozen=True):
    hit: Hit
    shared: Shared
