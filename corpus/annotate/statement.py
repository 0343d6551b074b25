"""What a sentence of a court's reasoning states, before anything is concluded from it."""

from __future__ import annotations

from msgspec import Struct

from corpus.codes import STAGES, Issue, Result, SectionKind


class Passage(Struct, frozen=True):
    """A court's reasoning within the folded text. told: an earlier court's, told by this one."""

    text: str
    start: int
    end: int
    kind: SectionKind = "reasoning"

    @property
    def told(self) -> bool:
        return self.kind.startswith("earlier_")


class Statement(Struct, frozen=True):
    """A result on an issue as one sentence states it; positions in the folded text.

    groups: the customers it speaks of (7家), own_groups: named in this very sentence; persons: the defendants;
    contrast: set against another group or person; sentence: where its sentence starts; aspect: the row's.
    """

    issue: Issue
    result: Result
    strength: int
    start: int
    end: int
    rule: str
    groups: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    contrast: bool = False
    heading: bool = False
    own_groups: bool = False
    sentence: int = 0
    aspect: str = ""


def one_voice(stated: list[Statement]) -> list[Statement]:
    """Of a sentence that seems to say both of the same customers and persons, only the plainest and last."""
    kept = []
    for statement in stated:
        against = [
            s
            for s in stated
            if (s.issue, s.groups) == (statement.issue, statement.groups)
            and (s.persons == statement.persons or s.issue not in STAGES["infringement"])
            and s.result != statement.result
            and (s.strength, s.start, s.end) > (statement.strength, statement.start, statement.end)
        ]
        if not against:
            kept.append(statement)
    return kept


def turned(result: Result, turns: int) -> Result:
    """A result after its sense was turned round so many times."""
    if turns % 2 == 0 or result == "not_reached":
        return result
    return "rejected" if result == "upheld" else "upheld"
