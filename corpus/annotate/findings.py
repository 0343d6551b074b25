"""A judgment's findings: issue, result, whose, and the sentence that says it (CODEBOOK, "Findings")."""

from __future__ import annotations

from msgspec import Struct, structs

from corpus.annotate.conclude import conclude
from corpus.annotate.orders import REMEDIES, Decided, Order, claimed_remedies, load_remedies, read_order
from corpus.annotate.people import People, read_people
from corpus.annotate.statements import Passage, Statement, read_statements
from corpus.codes import Holder, Issue
from corpus.model import Finding, Judgment, Section
from corpus.parse.values_fold import Folded, fold


class _Instance(Struct, frozen=True):
    """One court's part of a document: its reasoning and its order, as sections."""

    holder: Holder
    sections: tuple[Section, ...]
    scope: str | None = None


def read_findings(judgment: Judgment) -> tuple[Finding, ...]:
    """All findings of a judgment, in the order of the text; positions are code points of its text."""
    return _Reader(judgment).read()


class _Reader:
    """Holds the folded text, the parties and the claims of one judgment."""

    def __init__(self, judgment: Judgment) -> None:
        self.judgment = judgment
        self.folded: Folded = fold(judgment.text)
        self.people: People = read_people(judgment.document, self.folded.text)
        self.claimed = self._claims()
        self.earlier: list[Decided] = []

    def read(self) -> tuple[Finding, ...]:
        found: list[Finding] = []
        for instance in self._instances():
            statements = self._reasoned(instance)
            remedies = self._remedies(instance, statements)
            rest = [s for s in statements if s.issue not in REMEDIES]
            found += [self._finding(s, instance) for s in [*rest, *remedies]]
        return tuple(sorted(found, key=lambda f: (f.start or 0, f.end or 0)))

    def _instances(self) -> list[_Instance]:
        """The courts that speak, earliest first: an earlier_order closes an earlier court's part."""
        earlier: list[list[Section]] = [[]]
        own: list[Section] = []
        for section in self.judgment.sections:
            if section.kind in {"reasoning", "order"}:
                own.append(section)
            elif section.kind in {"earlier_reasoning", "earlier_order"}:
                if earlier[-1] and earlier[-1][-1].kind == "earlier_order" and section.kind == "earlier_reasoning":
                    earlier.append([])
                earlier[-1].append(section)
        told = [part for part in earlier if part]
        names = ["一审", "二审", "再审"] if len(told) > 1 else [None, None, None]
        parts = [_Instance("earlier_court", tuple(part), name) for part, name in zip(told, names, strict=False)]
        return [*parts, _Instance("this_court", tuple(own))]

    def _reasoned(self, instance: _Instance) -> list[Statement]:
        statements: list[Statement] = []
        for section in instance.sections:
            if section.kind.endswith("reasoning"):
                low, high = self.folded.at(section.start), self.folded.at(section.end)
                statements += read_statements(Passage(self.folded.text, low, high, section.kind), self.people)
        return let_off(conclude(statements))

    def _claims(self) -> tuple[Issue, ...]:
        kinds = {s.kind for s in self.judgment.sections}
        wanted = "claims" if "claims" in kinds else "earlier_claims"
        for section in self.judgment.sections:
            if section.kind == wanted:
                return claimed_remedies(self.folded.text[self.folded.at(section.start) : self.folded.at(section.end)])
        return ()

    def _remedies(self, instance: _Instance, statements: list[Statement]) -> list[Statement]:
        """The remedies that the order decides, placed in the reasoning where it says so; else the reasoning's own."""
        reasoned = {(s.issue, s.result): s for s in reversed(statements) if s.issue in REMEDIES}
        decided: dict[Issue, Decided] = {}
        for section in instance.sections:
            if section.kind.endswith("order"):
                order = read_order(self.folded.text, self.folded.at(section.start), self.folded.at(section.end))
                for one in self._decided(order, instance):
                    decided.setdefault(one.issue, one)
        if instance.holder == "earlier_court":
            self.earlier = list(decided.values())
        found = [reasoned.get((d.issue, d.result)) or _as_statement(d) for d in decided.values()]
        found += [s for (issue, _), s in reasoned.items() if issue not in decided]
        return found

    def _decided(self, order: Order, instance: _Instance) -> list[Decided]:
        found = list(order.granted)
        before = {d.issue: d for d in self.earlier}
        if order.affirms and not order.granted:
            asked = [i for i in (self.claimed or tuple(before)) if i in before]
            found += [Decided(i, before[i].result, *order.kept, "order.affirms") for i in asked]
        found += [
            Decided(d.issue, d.result, *order.kept, "order.keeps")
            for d in self.earlier
            if order.keeps and d.result == "upheld" and d.issue not in {g.issue for g in order.granted}
        ]
        named = {d.issue for d in found}
        if order.dismisses == "all" or (order.dismisses == "rest" and self._rest_counts(instance, order)):
            found += [
                Decided(i, "rejected", *order.dismissal, f"order.dismisses_{order.dismisses}")
                for i in self.claimed
                if i not in named
            ]
        return found

    def _rest_counts(self, instance: _Instance, order: Order) -> bool:
        return instance.holder == "this_court" and not self.earlier and bool(order.granted)

    def _finding(self, statement: Statement, instance: _Instance) -> Finding:
        start, end = self.folded.raw(statement.start, statement.end)
        scope = "；".join([*filter(None, [instance.scope]), *sorted(statement.persons), *sorted(statement.groups)])
        return Finding(statement.issue, statement.result, instance.holder, start, end, scope or None, statement.rule)


def let_off(statements: list[Statement]) -> list[Statement]:
    """Adds what follows for a defendant whose joint liability is refused: no infringement of that person."""
    freed = [s for s in statements if s.issue == "joint_liability" and s.result == "rejected"]
    held = [s for s in statements if s.issue == "infringement" and s.result == "rejected"]
    bound = [s for s in statements if s.issue == "joint_liability" and s.result == "upheld"]
    added = []
    for statement in freed:
        if any(s.persons == statement.persons or not s.persons for s in held):
            continue
        if any(s.persons & statement.persons for s in bound):
            continue
        added.append(structs.replace(statement, issue="infringement", rule="derived.let_off"))
    return [*statements, *added]


def _as_statement(decided: Decided) -> Statement:
    end = min(decided.end, decided.start + 150)
    return Statement(decided.issue, decided.result, 2, decided.start, end, decided.rule)

