"""The element funnel: of the judgments that decided an issue, how many upheld it; and where plaintiffs lose first.

Order of thought of the courts: is there a right, was it infringed, do the defences hold (practice guides).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from corpus.codes import STAGES, Issue, Result, Stage
from corpus.model import Record


class FunnelRow(Struct, frozen=True):
    """One issue. decided = upheld + mixed + rejected; mixed: upheld for some customers or persons only."""

    stage: Stage
    issue: Issue
    decided: int
    upheld: int
    mixed: int
    rejected: int
    not_reached: int


class LossRow(Struct, frozen=True):
    """In how many lost cases this was the first point against the plaintiff; issue null: none coded."""

    issue: Issue | None
    n: int
    lost: int


def results(record: Record, issue: Issue) -> set[Result]:
    """How an issue stands after this document: this court's findings, an earlier court's where this one is silent."""
    found = [f for f in record.judgment.findings if f.issue == issue]
    own = {f.finding for f in found if f.holder == "this_court"}
    return own or {f.finding for f in found}


def funnel(records: Sequence[Record]) -> list[FunnelRow]:
    """A row an issue, in the codebook's order."""
    return [_row(records, stage, issue) for stage, issues in STAGES.items() for issue in issues]


def _row(records: Sequence[Record], stage: Stage, issue: Issue) -> FunnelRow:
    counts: Counter[str] = Counter()
    for record in records:
        held = results(record, issue)
        if {"upheld", "rejected"} <= held:
            counts["mixed"] += 1
        elif held & {"upheld", "rejected"}:
            counts["upheld" if "upheld" in held else "rejected"] += 1
        elif held:
            counts["not_reached"] += 1
    decided = counts["upheld"] + counts["mixed"] + counts["rejected"]
    return FunnelRow(
        stage, issue, decided, counts["upheld"], counts["mixed"], counts["rejected"], counts["not_reached"]
    )


def first_losses(records: Sequence[Record]) -> list[LossRow]:
    """Of the cases whose plaintiff lost on the merits: the first issue, in the order of thought, that failed."""
    lost = [r for r in records if r.judgment.document.plaintiff_outcome == "none"]
    counts = Counter(_first_failure(record) for record in lost)
    order: list[Issue | None] = [*STAGES["right"], *STAGES["infringement"], *STAGES["defence"], None]
    return [LossRow(issue, counts[issue], len(lost)) for issue in order if counts[issue]]


def _first_failure(record: Record) -> Issue | None:
    for issue in (*STAGES["right"], *STAGES["infringement"]):
        if results(record, issue) == {"rejected"}:
            return issue
    for issue in STAGES["defence"]:
        if "upheld" in results(record, issue):
            return issue
    return None
