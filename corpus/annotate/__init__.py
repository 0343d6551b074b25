"""The annotate stage: from a parsed judgment to what the courts found in it."""

from __future__ import annotations

from corpus.annotate.findings import read_findings
from corpus.model import AnnotatedJudgment, Judgment

ANNOTATE_VERSION = "1"


def annotate(judgment: Judgment) -> AnnotatedJudgment:
    """The judgment with its findings. Pure: the same input gives the same output."""
    return AnnotatedJudgment(
        text=judgment.text,
        document=judgment.document,
        sections=judgment.sections,
        statutes=judgment.statutes,
        spans=judgment.spans,
        findings=read_findings(judgment),
    )
