"""How the dispute stands after a document: what is ordered and in force, and how the appeal ended.

The state is computed from the orders, oldest first: each order is applied to the state the one before it left.
Codebook: awarded_*, plaintiff_outcome and appeal_result are read off the last state, never off single words.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from corpus.codes import AppealResult, DocType, Outcome
from corpus.parse.claims import Claims, total
from corpus.parse.order import OrderItem, names_payer
from corpus.parse.values_sums import Sum

GRANTS = frozenset({"pay", "stop", "apology", "destroy", "confirm", "joint", "convict"})
REFUSALS = frozenset({"dismiss_rest", "dismiss_claims", "acquit"})
End = Literal["withdrawn", "suit_dismissed", "remanded", "open"]
_ENDS: dict[str, End] = {
    "withdraw_suit": "withdrawn", "dismiss_suit": "suit_dismissed", "remand": "remanded", "retrial": "open",
}  # fmt: skip


_BUILDING = frozenset({"affirm", "change", "revoke", "dismiss_appeal", "dismiss_retrial", "withdraw_appeal"})


class Standing(Struct, frozen=True):
    """What stands after an order. items: (which order it comes from, item); end: a way to end without a decision.

    known: False where the order builds on an earlier one that the document does not tell.
    """

    items: tuple[tuple[int, OrderItem], ...] = ()
    end: End | None = None
    known: bool = True


class Award(Struct, frozen=True):
    """Damages and costs in yuan that stand after the document, None where nothing was decided on them."""

    amount: Decimal | None = None
    costs: Decimal | None = None
    items: tuple[OrderItem, ...] = ()


def _whole(items: tuple[OrderItem, ...], kind: str, instance: int | None) -> bool:
    return any(i.kind == kind and not i.refers and (instance is None or i.instance == instance) for i in items)


def _base(history: list[Standing], items: tuple[OrderItem, ...]) -> tuple[Standing, frozenset[int]]:
    """The state an order works on, and the instances whose orders it has set aside to get there."""
    named = {i.instance for i in items if i.kind in ("affirm", "change") or (i.kind == "revoke" and i.refers)}
    if len(history) > 1 and 1 in named and _whole(items, "revoke", 2):
        return history[0], frozenset({2})
    return history[-1], frozenset()


def _replaced(standing: list[tuple[int, OrderItem]], item: OrderItem, order: int) -> list[tuple[int, OrderItem]]:
    """The state with the named items, or where none is named the sums of the same kind, put anew."""
    if item.refers:
        return [row for row in standing if row[1].number not in item.refers or row[0] == order] + [(order, item)]
    heads = {one.head for one in item.sums}
    heads |= {"lump"} if heads & {"damages", "costs"} else {"damages", "costs"} if "lump" in heads else set()
    kept = [row for row in standing if not ({one.head for one in row[1].sums} & heads)]
    return [*kept, (order, item)]


def _act(standing: list[tuple[int, OrderItem]], item: OrderItem, order: int) -> list[tuple[int, OrderItem]]:
    if item.kind == "revoke":
        return [row for row in standing if (item.refers and row[1].number not in item.refers) or row[0] == order]
    if item.kind == "change":
        return _replaced(standing, item, order)
    if item.kind in GRANTS | REFUSALS:
        return [*standing, (order, item)]
    return standing


def apply_order(history: list[Standing], items: tuple[OrderItem, ...]) -> Standing:
    """The state after an order, given the states after each earlier one (oldest first, may be empty)."""
    ends = [_ENDS[item.kind] for item in items if item.kind in _ENDS]
    if ends:
        return Standing((), ends[-1])
    first = next((i.kind for i in items), None)
    if not history:
        base, skipped = Standing((), None, first not in _BUILDING or _whole(items, "revoke", None)), frozenset[int]()
    else:
        base, skipped = _base(history, items)
    standing = list(base.items)
    for item in items:
        if not (item.kind == "revoke" and item.instance in skipped and not item.refers):
            standing = _act(standing, item, len(history))
    whole = _whole(items, "revoke", None)
    return Standing(tuple(standing), None if whole or standing != list(base.items) else base.end, base.known or whole)


def award(state: Standing, claims: Claims, plaintiffs: tuple[str, ...]) -> Award:
    """The damages and costs in force. plaintiffs: their names, whose own payments are no award."""
    if state.end or not state.items:
        return Award()
    paying = [i for _, i in state.items if i.kind == "pay" or i.inner == "pay" or (i.kind == "change" and i.sums)]
    paying = [item for item in paying if not names_payer(item, plaintiffs)]
    sums: list[Sum] = [one for item in paying for one in item.sums]
    amount, costs = total(sums, "damages", "lump"), total(sums, "costs")
    lump = any(one.head == "lump" for one in sums)
    if amount is None and state.known and (claims.amount is not None or _lost(state)):
        amount = Decimal(0)
    if costs is None and state.known and claims.costs is not None and not lump:
        costs = Decimal(0)
    return Award(amount, costs, tuple(paying) or tuple(i for _, i in state.items if i.kind in REFUSALS))


def _granted(state: Standing) -> bool:
    return any(i.kind in GRANTS or (i.kind == "change" and i.inner not in REFUSALS) for _, i in state.items)


def _lost(state: Standing) -> bool:
    return not _granted(state) and any(i.kind in REFUSALS or i.inner in REFUSALS for _, i in state.items)


def _short(granted: Decimal | None, claimed: Decimal | None) -> bool:
    return claimed is not None and granted is not None and granted < claimed


def _everything(state: Standing, claims: Claims, given: Award) -> bool:
    """Whether every request was granted: nothing refused, no sum reduced."""
    if any(i.kind in REFUSALS or i.inner in REFUSALS for _, i in state.items):
        return False
    asked = claims.amount
    if given.costs is None and asked is not None:
        asked += claims.costs or 0
    return not _short(given.amount, asked) and not _short(given.costs, claims.costs)


def plaintiff_outcome(state: Standing | None, claims: Claims, given: Award, doc_type: DocType) -> Outcome:
    """The plaintiff's success as it stands. state: None where the document has no order."""
    if doc_type == "mediation":
        return "settled"
    if state is None or state.end == "open":
        return "unknown"
    if state.end:
        return "withdrawn" if state.end == "withdrawn" else state.end
    if not state.known or not (_granted(state) or _lost(state)):
        return "unknown"
    if _lost(state):
        return "none"
    return "full" if _everything(state, claims, given) else "partial"


def appeal_result(history: list[Standing], items: tuple[OrderItem, ...], state: Standing) -> AppealResult | None:
    """How the attack on the earlier order ended; None where the document decides on no earlier order."""
    kinds = {item.kind for item in items}
    if state.end == "remanded":
        return "remanded"
    if kinds & {"withdraw_appeal"} or (state.end == "withdrawn" and (history or "revoke" in kinds)):
        return "withdrawn"
    if kinds & {"change", "revoke"}:
        if _whole(items, "revoke", None) and not any(i.refers for i in items if i.kind in ("affirm", "change")):
            return "changed"
        stands = any(order < len(history) for order, _ in state.items) or "affirm" in kinds
        return "partly_changed" if stands or not history else "changed"
    return "affirmed" if kinds & {"dismiss_appeal", "affirm", "dismiss_retrial"} else None


def interim(items: tuple[OrderItem, ...], doc_type: DocType) -> bool:
    """Whether an order only rules for the time being: a ruling that stops something ends no dispute."""
    return doc_type == "ruling" and not any(i.kind in _ENDS or i.kind in _BUILDING for i in items)
