"""A judgment's findings: issue, result, whose, and the sentence that says it (CODEBOOK, "Findings")."""

from __future__ import annotations

from corpus.annotate.conclude import conclude
from corpus.annotate.instances import Instance, instances
from corpus.annotate.orders import REMEDIES, Decided
from corpus.annotate.people import People, read_people
from corpus.annotate.remedies import Suit, below, decided, joint_order, let_off, read_suit, remedies
from corpus.annotate.statement import Statement
from corpus.annotate.statements import read_statements
from corpus.codes import STAGES
from corpus.model import Finding, Judgment
from corpus.parse.values_fold import Folded, fold

PRELIMINARY = "初步"
OF_PERSONS = frozenset({*STAGES["infringement"], *STAGES["defence"], *STAGES["liability"], "burden_shift"})
"""Issues decided for or against persons; whether there is a right at all is no question of persons."""


def read_findings(judgment: Judgment) -> tuple[Finding, ...]:
    """All findings of a judgment, in the order of the text; positions are code points of its text."""
    folded = fold(judgment.text)
    people = read_people(judgment.document, folded.text)
    suit = read_suit(judgment, folded)
    told: list[list[Decided]] = []
    found: list[Finding] = []
    for instance in instances(folded, judgment.sections):
        earlier = below(instance, told)
        statements = _court(instance, people, suit, earlier)
        found += [_finding(one, instance, suit, folded) for one in statements]
        told.append(decided(instance, suit, earlier))
    return tuple(sorted(found, key=lambda f: (f.start or 0, f.end or 0)))


def _court(instance: Instance, people: People, suit: Suit, earlier: list[Decided]) -> list[Statement]:
    """One court's findings as statements."""
    said = [s for passage in instance.reasoning for s in read_statements(passage, people)]
    concluded = conclude(said)
    ordered = [*remedies(instance, concluded, suit, earlier), *joint_order(instance, concluded)]
    return [*let_off([s for s in concluded if s.issue not in REMEDIES]), *ordered]


def _finding(statement: Statement, instance: Instance, suit: Suit, folded: Folded) -> Finding:
    start, end = folded.raw(statement.start, statement.end)
    court = PRELIMINARY if suit.preservation and instance.holder == "this_court" else instance.scope
    persons = statement.persons if statement.issue in OF_PERSONS else ()
    scope = "；".join([*([court] if court else []), *sorted(persons), *sorted(statement.groups)])
    return Finding(statement.issue, statement.result, instance.holder, start, end, scope or None, statement.rule)
