"""Concludes the remedies of one court: what its order decides, placed where its reasoning says so."""

from __future__ import annotations

from msgspec import Struct, structs

from corpus.annotate.instances import Instance
from corpus.annotate.orders import (
    REMEDIES,
    Decided,
    Order,
    claimed_remedies,
    is_preservation,
    load_remedies,
    preserved,
    read_order,
)
from corpus.annotate.statement import Statement
from corpus.codes import Issue, Result
from corpus.model import Judgment
from corpus.parse.values_fold import Folded


class Suit(Struct, frozen=True):
    """What the remedies of a document turn on.

    claimed: the remedies asked for as last maintained; plaintiff_appeals: whether the plaintiff attacks the judgment
    below; preservation: a ruling on an interim injunction, not on the claims.
    """

    claimed: tuple[Issue, ...]
    plaintiff_appeals: bool
    preservation: bool


def read_suit(judgment: Judgment, folded: Folded) -> Suit:
    """The claims of the suit, as its own or the appeal court's text quotes them."""
    kinds = {section.kind for section in judgment.sections}
    wanted = "claims" if "claims" in kinds else "earlier_claims"
    claimed: tuple[Issue, ...] = ()
    for section in judgment.sections:
        if section.kind == wanted and not claimed:
            claimed = claimed_remedies(folded.text[folded.at(section.start) : folded.at(section.end)])
    appeals = any(
        p.side == "plaintiff" and load_remedies()["appellant"].match(p.role) for p in judgment.document.parties
    )
    return Suit(claimed, appeals, judgment.document.doc_type == "ruling" and is_preservation(folded.text))


def remedies(instance: Instance, statements: list[Statement], suit: Suit, earlier: list[Decided]) -> list[Statement]:
    """The remedy statements of one court. statements: its reasoning's; earlier: what the court below decided."""
    reasoned = {(s.issue, s.result): s for s in reversed(statements) if s.issue in REMEDIES}
    if suit.preservation and instance.holder == "this_court":
        return _preserved(instance, statements)
    ordered = decided(instance, suit, earlier)
    found = [_placed(one, reasoned) for one in ordered]
    named = {one.issue for one in ordered}
    return found + [s for (issue, _), s in reasoned.items() if issue not in named]


def decided(instance: Instance, suit: Suit, earlier: list[Decided]) -> list[Decided]:
    """What a court's orders decide, one entry a remedy."""
    found: dict[Issue, Decided] = {}
    for passage in instance.orders:
        order = read_order(passage.text, passage.start, passage.end)
        for one in [*order.granted, *_kept(order, suit, earlier), *_dismissed(order, instance, suit, earlier)]:
            found.setdefault(one.issue, one)
    return list(found.values())


def below(instance: Instance, told: list[list[Decided]]) -> list[Decided]:
    """What stands below a court: the last earlier decision, or the first where the order quashes the one between."""
    if not told:
        return []
    orders = [read_order(p.text, p.start, p.end) for p in instance.orders]
    return told[0] if any(order.quashes and order.affirms for order in orders) else told[-1]


def joint_order(instance: Instance, statements: list[Statement]) -> list[Statement]:
    """Joint liability by an order to pay jointly, where the reasoning says nothing of it (CODEBOOK)."""
    told = instance.holder == "earlier_court"
    if told or any(s.issue == "joint_liability" and s.result == "upheld" for s in statements):
        return []
    for passage in instance.orders:
        held = load_remedies()["jointly"].search(passage.text, passage.start, passage.end)
        if held:
            return [Statement("joint_liability", "upheld", 2, held.start(), held.end(), "order.jointly")]
    return []


def _kept(order: Order, suit: Suit, earlier: list[Decided]) -> list[Decided]:
    if order.affirms and not order.granted:
        kept = [d for d in earlier if d.result == "upheld" or suit.plaintiff_appeals]
        return [Decided(d.issue, d.result, *order.kept, "order.affirms") for d in kept]
    if order.keeps:
        return [Decided(d.issue, d.result, *order.kept, "order.keeps") for d in earlier if d.result == "upheld"]
    return []


def _dismissed(order: Order, instance: Instance, suit: Suit, earlier: list[Decided]) -> list[Decided]:
    rest = order.dismisses == "rest" and instance.holder == "this_court" and not earlier and bool(order.granted)
    if order.dismisses != "all" and not rest:
        return []
    return [Decided(i, "rejected", *order.dismissal, f"order.dismisses_{order.dismisses}") for i in suit.claimed]


def _preserved(instance: Instance, statements: list[Statement]) -> list[Statement]:
    """A ruling on an interim injunction decides that and no remedy."""
    said = {s.result for s in statements if s.issue == "preservation"}
    found = [one for passage in instance.orders for one in preserved(passage.text, passage.start, passage.end)]
    return [_as_statement(one) for one in found if one.result not in said]


def _placed(one: Decided, reasoned: dict[tuple[Issue, Result], Statement]) -> Statement:
    return reasoned.get((one.issue, one.result)) or _as_statement(one)


def _as_statement(one: Decided) -> Statement:
    return Statement(one.issue, one.result, 2, one.start, min(one.end, one.start + 150), one.rule)


def let_off(statements: list[Statement]) -> list[Statement]:
    """Adds what follows for a defendant whose joint liability is refused: no infringement of that person."""
    freed = [s for s in statements if s.issue == "joint_liability" and s.result == "rejected"]
    held = [s for s in statements if s.issue == "infringement" and s.result == "rejected"]
    bound = [s for s in statements if s.issue == "joint_liability" and s.result == "upheld"]
    added = []
    for statement in freed:
        known = any(s.persons & statement.persons or not s.persons or not statement.persons for s in held)
        if not known and not any(s.persons & statement.persons for s in bound):
            added.append(structs.replace(statement, issue="infringement", rule="derived.let_off"))
    return [*statements, *added]
