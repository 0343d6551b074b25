"""From many statements to the findings of one court: one a result, unless persons or customers differ."""

from __future__ import annotations

from corpus.annotate.statement import Statement
from corpus.codes import STAGES, Issue

_WEAK = 1
_EARLY: frozenset[Issue] = frozenset({"joint_liability", "duty", "access"})


def conclude(statements: list[Statement]) -> list[Statement]:
    """The statements that stand for the findings, in the order of the text. One passage or court at a time."""
    found: list[Statement] = []
    for issue in dict.fromkeys(s.issue for s in statements):
        found += _of_issue(issue, [s for s in _without_knowing_use(statements) if s.issue == issue])
    return sorted(found, key=lambda s: s.start)


def _without_knowing_use(statements: list[Statement]) -> list[Statement]:
    """A third party's knowing use is joint liability and no use of its own, where a use is found besides (CODEBOOK)."""
    knowing = {s.sentence for s in statements if s.issue == "joint_liability" and s.result == "upheld"}
    uses = [s for s in statements if s.issue == "use" and s.result == "upheld" and s.strength > _WEAK]
    if all(s.sentence in knowing for s in uses):
        return statements
    return [s for s in statements if s not in uses or s.sentence not in knowing]


def _of_issue(issue: Issue, held: list[Statement]) -> list[Statement]:
    plain = [s for s in held if s.strength > _WEAK] or held
    decided = [s for s in plain if s.result != "not_reached"]
    if not decided:
        return [plain[0]]
    up = [s for s in decided if s.result == "upheld"]
    down = [s for s in decided if s.result == "rejected"]
    if up and down and not _apart(issue, up, down):
        best = min(decided, key=_rank)
        up, down = (up, []) if best.result == "upheld" else ([], down)
    return [best for side in (up, down) for best in _distinct(issue, side)]


def _rank(statement: Statement) -> tuple[int, int]:
    """The plainest first; among equals the last, but for joint liability the first (the order's sum comes after)."""
    place = statement.start if statement.issue in _EARLY else -statement.start
    return -(statement.strength - 2 * statement.heading), place


def _apart(issue: Issue, up: list[Statement], down: list[Statement]) -> bool:
    """Whether both results can stand: said of different customers or different persons."""
    if issue in STAGES["right"]:
        return any(_other_groups(a, b) for a in up for b in down)
    return any(_freed(a, b) or _other_groups(a, b) for a in up for b in down)


def _freed(up: Statement, down: Statement) -> bool:
    """Whether the refusal names someone of whom the other statement does not speak."""
    return bool(down.persons - up.persons) and bool(up.persons)


def _other_groups(one: Statement, other: Statement) -> bool:
    if one.groups and other.groups:
        return one.groups != other.groups
    return bool(one.groups or other.groups) and (one.contrast or other.contrast)


def _distinct(issue: Issue, side: list[Statement]) -> list[Statement]:
    """One statement for each scope of its own."""
    kept: list[Statement] = []
    for statement in sorted(side, key=_rank):
        if all(_own(issue, statement, other) for other in kept):
            kept.append(statement)
    return kept


def _own(issue: Issue, one: Statement, other: Statement) -> bool:
    """Whether two equal results are two findings: a sentence of its own for other customers, persons or acts."""
    if one.sentence == other.sentence:
        return False
    groups = one.own_groups and other.own_groups and one.groups != other.groups
    if issue in STAGES["right"]:
        return groups
    if issue not in STAGES["infringement"]:
        return False
    if one.aspect != other.aspect and one.result == "upheld":
        return True
    if groups or ((one.own_groups or other.own_groups) and (one.contrast or other.contrast)):
        return True
    return bool(one.persons and other.persons) and not one.persons & other.persons
