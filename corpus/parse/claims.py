"""What the plaintiff asked for, as last maintained: the requests as items, and the sums of them.

Codebook, claimed_amount and claimed_costs: the changed claim where it was changed at trial; on appeal the original
claim as the document quotes it. The words are rows of knowledge/parse_values/claims.yaml.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import islice

from msgspec import Struct

from corpus.model import Section
from corpus.parse.claims_changes import SENTENCE, change, claim_rule, requests_end
from corpus.parse.order import OrderItem, read_order
from corpus.parse.values_fold import Folded
from corpus.parse.values_rules import compiled
from corpus.parse.values_sums import Sum

_TOLD_IN = (
    ("earlier_claims", "trigger"), ("claims", "trigger"), ("earlier_claims", "weak"), ("claims", "weak"),
    ("procedure", "trigger"), ("facts", "trigger"), ("earlier_facts", "trigger"), ("earlier_order", "trigger"),
    ("earlier_facts", "weak"), ("procedure", "weak"), ("earlier_order", "weak"),
)  # fmt: skip
MOST_BEGINS = 50  # places in one section looked at where requests may begin
_CHANGED_IN = ("procedure", "claims", "earlier_claims")


class Claims(Struct, frozen=True):
    """The requests last maintained. amount, costs: yuan, None where not asked for; sums: the places they stand at."""

    items: tuple[OrderItem, ...] = ()
    amount: Decimal | None = None
    costs: Decimal | None = None
    sums: tuple[Sum, ...] = ()


def _requests(text: str, start: int, end: int, kind: str) -> tuple[OrderItem, ...]:
    """The requests behind a beginning of one kind: the first that name a sum, else the first at all."""
    found = islice(compiled(claim_rule(kind).pattern).finditer(text, start, end), MOST_BEGINS)
    read = (read_order(text, held.end(), requests_end(text, held.end(), end)) for held in found)
    told = [items for items in read if items]
    return next((items for items in told if _priced(items)), told[0] if told else ())


def _priced(items: tuple[OrderItem, ...]) -> bool:
    return any(item.sums for item in items)


def _stated(text: str, sections: list[tuple[str, int, int]]) -> tuple[OrderItem, ...]:
    """The requests as first told: in the statement of claim, else where the document retells it."""
    held: list[tuple[OrderItem, ...]] = []
    for wanted, kind in _TOLD_IN:
        held += [_requests(text, start, end, kind) for name, start, end in sections if name == wanted]
    told = [items for items in held if items]
    return next((items for items in told if _priced(items)), told[0] if told else ())


def total(sums: list[Sum], *heads: str) -> Decimal | None:
    """The total of the sums of these heads, None where there is none."""
    held = [one.value for one in sums if one.head in heads]
    return sum(held, Decimal(0)) if held else None


def read_claims(folded: Folded, sections: tuple[Section, ...]) -> Claims:
    """The plaintiff's requests of a document; empty where its text does not tell them."""
    text = folded.text
    places: list[tuple[str, int, int]] = [(part.kind, folded.at(part.start), folded.at(part.end)) for part in sections]
    items = list(_stated(text, places))
    for kind, start, end in places if items else []:
        for held in SENTENCE.finditer(text, start, end):
            if kind in _CHANGED_IN or claim_rule("trial").find(held.group()):
                items = change(items, text, (held.start(), held.end(), end))
    sums = [one for item in items for one in item.sums if one.head in ("damages", "costs", "lump")]
    costs = total(sums, "costs")
    amount = total(sums, "damages", "lump")
    return Claims(tuple(items), amount, costs, tuple(sums))
