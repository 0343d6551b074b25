"""A digest's row as a document: a text composed of our words, with the findings pointing into it."""

from __future__ import annotations

from corpus.digests_model import Digest, DigestFinding
from corpus.knowledge.labels import chip
from corpus.model import AnnotatedJudgment, Document, Finding, MeasureTaken, Party, Section, Statute


def to_annotated(digest: Digest) -> AnnotatedJudgment:
    """The digest as a document: title, facts, reasoning (the holding, then one sentence for each reasoned finding).

    Every finding's span lies in the reasoning: its own sentence, the quoted piece of the holding, or the holding.
    """
    facts_start = len(digest.title) + 1
    holding_start = facts_start + len(digest.facts) + 1
    text = f"{digest.title}\n{digest.facts}\n{digest.holding}"
    findings: list[Finding] = []
    for held in digest.findings:
        if held.reason is None:
            start, end = _place_in_holding(held, digest.holding, holding_start)
        else:
            start = len(text) + 1
            text = f"{text}\n{_sentence(held)}"
            end = len(text)
        findings.append(Finding(held.issue, held.finding, held.holder, start, end, held.scope))
    return AnnotatedJudgment(
        text=text,
        document=_document(digest),
        sections=(
            Section("title", 0, facts_start - 1),
            Section("facts", facts_start, holding_start - 1),
            Section("reasoning", holding_start, len(text)),
        ),
        statutes=tuple(Statute(held.law, held.version, held.article) for held in digest.statutes),
        spans={},
        findings=tuple(findings),
        measures=tuple(MeasureTaken(held.code, held.accepted) for held in digest.measures),
        carriers=digest.carriers,
        employee_roles=digest.employee_roles,
        industry=digest.industry,
        damages_basis=digest.damages_basis,
    )


def _place_in_holding(held: DigestFinding, holding: str, offset: int) -> tuple[int, int]:
    quote = held.quote if held.quote is not None else holding
    start = offset + holding.index(quote)
    return start, start + len(quote)


def _sentence(held: DigestFinding) -> str:
    scope = f"（{held.scope}）" if held.scope else ""
    return f"{chip(held.issue, held.finding, 'zh')}{scope}。{held.reason}。"


def _document(digest: Digest) -> Document:
    return Document(
        case_number=digest.case_number,
        case_number_raw=digest.case_number_raw,
        court=digest.court,
        court_level=digest.court_level,
        special=digest.special,
        region=digest.region,
        date=digest.date,
        year=digest.year,
        date_basis=digest.date_basis,
        doc_type=digest.doc_type or "other",
        procedure=digest.procedure or "other",
        cause=digest.cause,
        case_type=digest.case_type,
        parties=tuple(Party(held.role, held.side, held.name, held.kind) for held in digest.parties),
        claimed_amount=digest.claimed_amount,
        claimed_costs=digest.claimed_costs,
        awarded_amount=digest.awarded_amount,
        awarded_costs=digest.awarded_costs,
        plaintiff_outcome=digest.outcome,
        appeal_result=digest.appeal_result,
        prior=tuple(held.number for held in digest.other_numbers if held.relation == "earlier" and held.citable),
        related=digest.related,
        customer_list=digest.customer_list,
        regime=digest.regime,
    )
