"""What a search takes and gives: the promise of `index search --json` and of the pages."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from corpus.codes import Kind, Outcome
from corpus.model import Finding

Mode = Literal["hybrid", "bm25", "dense"]
Sort = Literal["relevance", "date", "court"]
DEFAULT_KINDS: tuple[Kind, ...] = ("judgment", "official", "digest")


class SearchRequest(Struct, frozen=True):
    """text: a fact pattern; "quoted" parts are must-have phrases; a case number goes straight to its case.

    filters: field -> values (same field = or, different = and); fields: index.fields.FILTER_FIELDS.
    """

    text: str
    k: int = 10
    filters: dict[str, tuple[str, ...]] = {}
    mode: Mode = "hybrid"
    kinds: tuple[Kind, ...] = DEFAULT_KINDS
    sort: Sort = "relevance"


class Highlight(Struct, frozen=True):
    """start, end: code points within the passage's text."""

    start: int
    end: int


class PassageHit(Struct, frozen=True):
    """start, end: in the record's text; text = record.text[start:end]. why: zh words that matched / 语义相近."""

    text: str
    section: str
    view: str
    start: int
    end: int
    highlights: tuple[Highlight, ...] = ()


class Hit(Struct, frozen=True):
    """One judgment found. display_number is what a person sees (with 示例 or 案号未见)."""

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
    why: tuple[str, ...]  # matched words, "semantic", "case_number", "phrase", "party_only"
    mode_used: Mode
    generation: int


class SearchResult(Struct, frozen=True):
    """hits; facets over all judgments that match words and filters; notes and advice in codes with arguments.

    total: judgments that match words and filters (dense search alone: None, "前 k 件").
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
