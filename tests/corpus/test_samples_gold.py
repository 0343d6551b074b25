"""The samples' coding keeps to the codebook: known codes only, and every quote stands once, where its court speaks."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec
import pytest
from msgspec import Struct

from corpus.codes import (
    Accepted,
    AppealResult,
    AuclVersion,
    Carrier,
    CourtLevel,
    DamagesBasis,
    DocType,
    Holder,
    Industry,
    InterpretationVersion,
    Issue,
    Measure,
    Outcome,
    PartyKind,
    Procedure,
    Relevance,
    Result,
    Role,
    SectionKind,
    Side,
)
from corpus.evaluate.gold import read_coding
from tests.corpus.samples import CODINGS, stems, text_of

REMEDIES: frozenset[Issue] = frozenset({"injunction", "damages", "reasonable_costs", "apology", "punitive"})
WON: frozenset[Outcome] = frozenset({"full", "partial"})


class Counsel(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    firm: str | None


class Party(Struct, frozen=True, forbid_unknown_fields=True):
    role: str
    side: Side
    name: str
    kind: PartyKind
    counsel: tuple[Counsel, ...]


class Regime(Struct, frozen=True, forbid_unknown_fields=True):
    aucl: AuclVersion | None
    interpretation: InterpretationVersion | None


class Head(Struct, frozen=True, forbid_unknown_fields=True):
    case_number: str
    case_number_raw: str
    court: str
    court_level: CourtLevel
    special: bool
    region: str | None
    date: str
    doc_type: DocType
    procedure: Procedure
    cause: str
    parties: tuple[Party, ...]
    claimed_amount: int | None
    claimed_costs: int | None
    awarded_amount: int | None
    awarded_costs: int | None
    plaintiff_outcome: Outcome
    appeal_result: AppealResult | None
    prior: tuple[str, ...]
    related: tuple[str, ...]
    customer_list: Relevance
    regime: Regime


class Found(Struct, frozen=True, forbid_unknown_fields=True):
    issue: Issue
    finding: Result
    holder: Holder
    quote: str
    scope: str | None = None


class Taken(Struct, frozen=True, forbid_unknown_fields=True):
    code: Measure
    accepted: Accepted


class Cited(Struct, frozen=True, forbid_unknown_fields=True):
    law: str
    version: str
    article: str


class Place(Struct, frozen=True, forbid_unknown_fields=True):
    kind: SectionKind
    start_quote: str


class Coded(Struct, frozen=True, forbid_unknown_fields=True):
    """The gold's form, with every code checked on reading."""

    id: str
    fictional: Literal[True]
    document: Head
    findings: tuple[Found, ...]
    measures: tuple[Taken, ...]
    carriers: tuple[Carrier, ...]
    employee_roles: tuple[Role, ...]
    industry: Industry
    damages_basis: DamagesBasis | None
    statutes: tuple[Cited, ...]
    sections: tuple[Place, ...]


class Fictional(Struct, frozen=True):
    """A coding and the text it codes."""

    coded: Coded
    text: str


def path_of(stem: str) -> Path:
    return CODINGS / f"{stem}.json"


def read(stem: str) -> Fictional:
    return Fictional(msgspec.json.decode(path_of(stem).read_bytes(), type=Coded), text_of(stem))


def section_at(held: Fictional, position: int) -> str:
    begun = [place.kind for place in held.coded.sections if held.text.find(place.start_quote) <= position]
    return begun[-1]


each = pytest.mark.parametrize("stem", stems())


@each
def test_the_codes_are_the_codebooks(stem: str) -> None:
    coded = read(stem).coded
    assert coded.id == stem
    assert read_coding(path_of(stem)).findings
    for codes in (coded.carriers, coded.employee_roles, tuple(taken.code for taken in coded.measures)):
        assert len(set(codes)) == len(codes)


@each
def test_every_quote_stands_exactly_once_and_in_the_order_of_the_text(stem: str) -> None:
    held = read(stem)
    quotes = [found.quote for found in held.coded.findings]
    assert [quote for quote in quotes if held.text.count(quote) != 1] == []
    places = [held.text.find(quote) for quote in quotes]
    assert places == sorted(places)


@each
def test_every_section_begins_at_words_that_stand_once_and_the_marker_is_in_none(stem: str) -> None:
    held = read(stem)
    starts = [place.start_quote for place in held.coded.sections]
    assert [start for start in starts if held.text.count(start) != 1] == []
    places = [held.text.find(start) for start in starts]
    assert places == sorted(set(places))
    assert held.coded.sections[0].kind == "title"
    assert held.text[places[0] :].startswith(held.coded.document.court)


@each
def test_a_court_is_quoted_where_it_speaks(stem: str) -> None:
    held = read(stem)
    for found in held.coded.findings:
        where = section_at(held, held.text.find(found.quote))
        earlier = found.holder == "earlier_court"
        assert where in (("earlier_reasoning", "earlier_order") if earlier else ("reasoning", "order")), found.quote


@each
def test_names_numbers_and_counsel_are_in_the_text(stem: str) -> None:
    held = read(stem)
    head = held.coded.document
    words = [head.court, head.case_number_raw, head.cause, *head.prior, *head.related]
    words += [party.role for party in head.parties] + [party.name for party in head.parties]
    words += [word for party in head.parties for c in party.counsel for word in (c.name, c.firm) if word]
    assert [word for word in words if word not in held.text] == []


@each
def test_sums_and_remedies_agree_with_the_outcome(stem: str) -> None:
    coded = read(stem).coded
    head = coded.document
    assert (head.plaintiff_outcome in WON) == bool(head.awarded_amount)
    assert (coded.damages_basis is not None) == (head.plaintiff_outcome in WON)
    own = [f for f in coded.findings if f.issue in REMEDIES and f.holder == "this_court"]
    if head.plaintiff_outcome == "full":
        assert {found.finding for found in own} == {"upheld"}
    if head.plaintiff_outcome == "none":
        assert {found.finding for found in own} <= {"rejected"}


@each
def test_an_appeal_names_what_went_before(stem: str) -> None:
    head = read(stem).coded.document
    assert (head.procedure != "first") == bool(head.prior) == (head.appeal_result is not None)


@each
def test_each_right_stage_result_is_coded_once_for_its_scope(stem: str) -> None:
    keys = [(f.issue, f.finding, f.holder, f.scope) for f in read(stem).coded.findings]
    assert len(set(keys)) == len(keys)
