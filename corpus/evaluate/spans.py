"""Findings and sections matched by their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from corpus.evaluate.gold import CodedFinding, CodedSection
from corpus.evaluate.tally import Tally

LONGEST_SPAN = 200  # code points: a longer predicted span places nothing
NEAR = 30  # code points: a section starts right within this distance
REMEDIES = frozenset({"injunction", "damages", "punitive", "reasonable_costs", "apology"})  # reasoning or order: both

Place = tuple[int, int]
Cell = tuple[str, str, str]


def cell(finding: CodedFinding) -> Cell:
    """(issue, finding, holder)."""
    return finding.issue, finding.finding, finding.holder or "this_court"


def place(finding: CodedFinding, text: str) -> Place | None:
    """(start, end) of a finding, by its positions or by its quote; None where it cannot be placed."""
    if finding.start is not None and finding.end is not None:
        return (finding.start, finding.end) if finding.end - finding.start <= LONGEST_SPAN else None
    at = text.find(finding.quote) if finding.quote else -1
    return (at, at + len(finding.quote or "")) if at >= 0 else None


def overlapping_pairs(left: Sequence[Place | None], right: Sequence[Place | None]) -> int:
    """Size of the largest one-to-one matching of overlapping places (augmenting paths)."""
    owner: dict[int, int] = {}

    def assign(i: int, seen: set[int]) -> bool:
        for j, other in enumerate(right):
            if j in seen or not _overlap(left[i], other):
                continue
            seen.add(j)
            if j not in owner or assign(owner[j], seen):
                owner[j] = i
                return True
        return False

    return sum(assign(i, set()) for i in range(len(left)))


def _overlap(one: Place | None, other: Place | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


def add_findings(
    pred: Sequence[CodedFinding],
    gold: Sequence[CodedFinding],
    text: str,
    plain: Tally,
    placed: Tally,
    groups: defaultdict[str, Tally],
) -> None:
    """Counts one document's findings: without places, with places, by issue and by result (`= upheld`)."""
    ours, theirs = _by_cell(pred, text), _by_cell(gold, text)
    for key in sorted(set(ours) | set(theirs)):
        left, right = ours.get(key, []), theirs.get(key, [])
        same = min(len(left), len(right))
        plain.add(same, len(left), len(right))
        known = sum(p is not None for p in left)
        there = min(known, len(right)) if key[0] in REMEDIES else overlapping_pairs(left, right)
        placed.add(there, len(left), len(right))
        for group in (key[0], f"= {key[1]}"):
            groups[group].add(same, len(left), len(right))


def _by_cell(findings: Sequence[CodedFinding], text: str) -> dict[Cell, list[Place | None]]:
    cells: defaultdict[Cell, list[Place | None]] = defaultdict(list)
    for finding in findings:
        cells[cell(finding)].append(place(finding, text))
    return dict(cells)


def add_sections(pred: Sequence[CodedSection], gold: Sequence[CodedSection], text: str, tally: Tally) -> None:
    """Counts sections whose kind agrees and whose start lies within NEAR code points."""
    left = _starts(pred, text)
    hits = 0
    for kind, start in _starts(gold, text):
        near = next((s for s in left if s[0] == kind and abs(s[1] - start) <= NEAR), None)
        if near:
            left.remove(near)
            hits += 1
    tally.add(hits, len(pred), len(gold))


def _starts(sections: Sequence[CodedSection], text: str) -> list[tuple[str, int]]:
    missing = "\0"  # stands in no text: an absent quote is found nowhere
    return [(s.kind, s.start if s.start is not None else text.find(s.start_quote or missing)) for s in sections]


def as_sections(value: tuple[CodedSection, ...] | msgspec.UnsetType) -> tuple[CodedSection, ...]:
    """The sections of a coding, none where it states none."""
    return () if isinstance(value, msgspec.UnsetType) else value
