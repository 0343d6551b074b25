"""The codebook's codes as types: the one vocabulary of records, filters, charts and exports.

Source: the project's codebook (its labels in Chinese and English lie in knowledge/labels.yaml;
a test proves that both hold the same codes).
"""

from __future__ import annotations

from typing import Literal, get_args

Kind = Literal["judgment", "official", "digest", "sample"]
CourtLevel = Literal["supreme", "high", "intermediate", "basic"]
DateBasis = Literal["document", "metadata", "case_number", "source"]
DocType = Literal["judgment", "ruling", "mediation", "other"]
Procedure = Literal["first", "second", "retrial", "retrial_review", "other"]
CaseType = Literal["civil", "criminal", "administrative"]
Side = Literal["plaintiff", "defendant", "third"]
PartyKind = Literal["company", "person", "sole_trader"]
Outcome = Literal["full", "partial", "won", "none", "withdrawn", "suit_dismissed", "remanded", "settled", "unknown"]
AppealResult = Literal["affirmed", "changed", "partly_changed", "remanded", "withdrawn"]
Relevance = Literal["core", "mentioned", "no"]
AuclVersion = Literal["1993", "2017", "2019", "2025"]
InterpretationVersion = Literal["2007", "2020", "none"]
Issue = Literal[
    "identified", "secrecy", "deep_information", "value", "confidentiality", "trade_secret", "standing",
    "duty", "access", "similarity", "use", "infringement", "joint_liability",
    "personal_trust", "lawful_source", "limitation",
    "burden_shift", "preservation", "criminal_overlap", "temporal",
    "injunction", "damages", "punitive", "reasonable_costs", "apology", "contribution",
]  # fmt: skip
Stage = Literal["right", "infringement", "defence", "procedure", "liability"]
Result = Literal["upheld", "rejected", "not_reached"]
Holder = Literal["this_court", "earlier_court"]
Measure = Literal[
    "nda", "policy", "noncompete", "access_control", "password", "exit", "marking", "training", "physical", "other"
]
Accepted = Literal["yes", "no", "unsaid"]
Carrier = Literal["wechat", "crm", "email", "spreadsheet", "paper", "phone", "storage", "platform", "memory", "other"]
Role = Literal["sales", "manager", "founder", "technical", "service", "finance", "other", "outsider"]
Industry = Literal[
    "foreign_trade", "manufacturing", "education", "logistics", "medical", "finance_insurance", "real_estate",
    "business_services", "recruitment", "software", "ecommerce", "travel_events", "testing", "advertising",
    "automotive", "other",
]  # fmt: skip
DamagesBasis = Literal["actual_loss", "infringer_gain", "royalty", "agreed", "statutory", "discretionary"]
SectionKind = Literal[
    "title", "parties", "procedure", "claims", "defence", "evidence", "facts", "reasoning", "order", "tail",
    "earlier_claims", "earlier_facts", "earlier_reasoning", "earlier_order", "appeal_claims", "appeal_defence",
]  # fmt: skip
RefusalReason = Literal[
    "empty", "binary", "encoding", "too_large", "not_a_judgment", "no_text", "truncated_file", "unknown_layout",
    "unreadable", "removed",
]  # fmt: skip
ImportOutcome = Literal["added", "same", "updated", "proposed", "refused"]

KINDS: tuple[Kind, ...] = ("judgment", "official", "digest", "sample")
STAGES: dict[Stage, tuple[Issue, ...]] = {
    "right": ("identified", "secrecy", "deep_information", "value", "confidentiality", "trade_secret", "standing"),
    "infringement": ("duty", "access", "similarity", "use", "infringement", "joint_liability"),
    "defence": ("personal_trust", "lawful_source", "limitation"),
    "procedure": ("burden_shift", "preservation", "criminal_overlap", "temporal"),
    "liability": ("injunction", "damages", "punitive", "reasonable_costs", "apology", "contribution"),
}
WINS: frozenset[Outcome] = frozenset({"full", "partial", "won"})
MERITS: frozenset[Outcome] = WINS | {"none"}


def codes(kind: object) -> tuple[str, ...]:
    """The codes of one of the Literal types above, in the codebook's order."""
    return get_args(kind)
