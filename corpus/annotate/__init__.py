"""The annotate stage: from a parsed judgment to what the courts found in it."""

from __future__ import annotations

import msgspec

from corpus.annotate.findings import read_findings
from corpus.annotate.lists import read_carriers, read_damages_basis, read_industry, read_roles
from corpus.annotate.lists_measures import read_measures
from corpus.annotate.regime import read_regime
from corpus.annotate.relevance import customer_list
from corpus.model import AnnotatedJudgment, Judgment

ANNOTATE_VERSION = "2"
"""Raise it with any change of rules or code that changes a result: stored results of other versions are done again."""


def annotate(judgment: Judgment) -> AnnotatedJudgment:
    """The judgment with all that the codebook asks for. Pure: the same input gives the same output."""
    findings = read_findings(judgment)
    document = msgspec.structs.replace(
        judgment.document, customer_list=customer_list(judgment), regime=read_regime(judgment)
    )
    return AnnotatedJudgment(
        text=judgment.text,
        document=document,
        sections=judgment.sections,
        statutes=judgment.statutes,
        spans=judgment.spans,
        findings=findings,
        measures=read_measures(judgment, findings),
        carriers=read_carriers(judgment),
        employee_roles=read_roles(judgment),
        industry=read_industry(judgment),
        damages_basis=read_damages_basis(judgment, findings),
    )
