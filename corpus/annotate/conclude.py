"""From many statements to the findings of one court: one a result, unless persons or customers differ."""

from __future__ import annotations

from corpus.annotate.statements import Statement
from corpus.codes import STAGES, Issue, Result

_WEAK = 1


def conclude(statements: list[Statement]) -> list[Statement]:
    """The statements that stand for the findings, in the order of the text. One passage or court at a time."""
    found: list[Statement] = []
    for issue in dict.fromkeys(s.issue for s in statements):
        found += _of_issue(issue, [s for s in statements if s.issue == issue])
    return sorted(found, key=lambda s: s.start)


def _of_issue(issue: Issue, held: list[Statement]) -> list[Statement]:
    plain = [s for s in held if s.strength > _WEAK] or held
    decided = [s for s in plain if s.result != "not_reached"]
    if not decided:
        return [plain[0]]
    up = [s for s in decided if s.result == "upheld"]
    down = [s for s in decided if s.result == "rejected"]
    if up and down and not _apart(issue, up, down):
        best = max(decided, key=lambda s: (s.strength - s.heading * 2, s.start))
        up, down = (up, []) if best.result == "upheld" else ([], down)
    return [best for side in (up, down) for best in _distinct(issue, side)]


def _apart(issue: Issue, up: list[Statement], down: list[Statement]) -> bool:
    """Whether both results can stand: said of different customers or different persons."""
    if issue in STAGES["right"]:
        return any(_other_groups(a, b) for a in up for b in down)
    return any(_freed(a, b) or _other_groups(a, b) for a in up for b in down)


def _other_groups(one: Statement, other: Statement) -> bool:
    if one.groups and other.groups:
        return one.groups != other.groups
    return bool(one.groups or other.groups) and (one.contrast or other.contrast)


def _other_persons(one: Statement, other: Statement) -> bool:
    return bool(other.persons) and bool(one.persons) and not (other.persons & one.persons)


def _freed(up: Statement, down: Statement) -> bool:
    """Whether the refusal names someone of whom the other statement does not speak."""
    return bool(down.persons - up.persons) and bool(up.persons)


def _distinct(issue: Issue, side: list[Statement]) -> list[Statement]:
    """One statement for each scope of its own; among equals the plainest, then the last."""
    kept: list[Statement] = []
    for statement in sorted(side, key=lambda s: (-(s.strength - s.heading * 2), -s.start)):
        if not kept or all(_own(issue, statement, other) for other in kept):
            kept.append(statement)
    return kept


def _own(issue: Issue, statement: Statement, other: Statement) -> bool:
    if issue in STAGES["right"]:
        return bool(statement.groups and other.groups and statement.groups != other.groups) and statement.contrast
    if statement.result == "rejected" and issue in {"use", "infringement", "joint_liability"}:
        return _other_persons(statement, other) or _other_groups(statement, other)
    return False


def results_of(statements: list[Statement], issue: Issue) -> set[Result]:
    """The results that some statements give on an issue."""
    return {s.result for s in statements if s.issue == issue}
