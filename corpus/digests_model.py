"""The row types of corpus/data/digests.jsonl: one real case, restated from named secondary sources."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from corpus.codes import (
    Accepted,
    AppealResult,
    Carrier,
    CaseType,
    CourtLevel,
    DamagesBasis,
    DateBasis,
    DocType,
    Holder,
    Industry,
    Issue,
    Measure,
    Outcome,
    PartyKind,
    Procedure,
    Relevance,
    Result,
    Role,
    Side,
)
from corpus.model import Reference, Regime

NumberRelation = Literal["earlier", "later", "own_incomplete"]
OutcomeBasis = Literal["明载", "方向明载、比例推定", "推定", "未知"]


class DigestParty(Struct, frozen=True, forbid_unknown_fields=True):
    """A party; natural persons are shortened as in the source (吴某). side: by the original claim."""

    role: str
    side: Side
    name: str
    kind: PartyKind


class DigestStatute(Struct, frozen=True, forbid_unknown_fields=True):
    """An article the source says was cited; version null where the source names none."""

    law: str
    version: str | None
    article: str


class DigestMeasure(Struct, frozen=True, forbid_unknown_fields=True):
    """A confidentiality measure; accepted only where the court's finding names it."""

    code: Measure
    accepted: Accepted


class DigestFinding(Struct, frozen=True, forbid_unknown_fields=True):
    """A finding that a source reports; what was only inferred from the outcome is none.

    reason: the ground in our words, which becomes a sentence of the text; quote: instead, the piece of
    `holding` that says it. With neither, the whole holding says it.
    """

    issue: Issue
    finding: Result
    holder: Holder = "this_court"
    scope: str | None = None
    reason: str | None = None
    quote: str | None = None


class OtherNumber(Struct, frozen=True, forbid_unknown_fields=True):
    """A number of another decision in the dispute, or the decision's own with its serial hidden.

    citable: complete and stated by a source as the number itself (not drawn from an address).
    """

    number: str
    relation: NumberRelation
    procedure: str
    court: str | None
    citable: bool


class Digest(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One real case in the codebook's terms. Amounts in yuan, null unless certain.

    origin: file and 1-based line of the source row. title: the heading that a person sees. court: null where no
    source names it or sources differ; authority: who decided where that was no court. date: only the decision's
    own; date_note: what other date is known. dispute: rows with the same value are one dispute by inference.
    procedure and doc_type are null where unknown.
    """

    origin: str
    title: str
    case_number: str | None = None
    case_number_raw: str | None = None
    citable: bool = False
    court: str | None = None
    authority: str | None = None
    court_level: CourtLevel | None = None
    special: bool = False
    region: str | None = None
    date: str | None = None
    year: int | None = None
    date_basis: DateBasis | None = None
    date_note: str | None = None
    doc_type: DocType | None = None
    procedure: Procedure | None = None
    cause: str | None = None
    case_type: CaseType
    parties: tuple[DigestParty, ...] = ()
    claimed_amount: Decimal | None = None
    claimed_costs: Decimal | None = None
    awarded_amount: Decimal | None = None
    awarded_costs: Decimal | None = None
    outcome: Outcome
    outcome_basis: OutcomeBasis
    appeal_result: AppealResult | None = None
    customer_list: Relevance = "core"
    regime: Regime = Regime()
    statutes: tuple[DigestStatute, ...] = ()
    industry: Industry | None = None
    carriers: tuple[Carrier, ...] = ()
    employee_roles: tuple[Role, ...] = ()
    measures: tuple[DigestMeasure, ...] = ()
    damages_basis: DamagesBasis | None = None
    facts: str
    holding: str
    findings: tuple[DigestFinding, ...] = ()
    other_numbers: tuple[OtherNumber, ...] = ()
    related: tuple[str, ...] = ()
    dispute: str | None = None
    references: tuple[Reference, ...]
    notes: str | None = None
