"""The orders of earlier courts that a document tells, oldest first: in a section of their own or within a sentence.

The words are rows of knowledge/parse_values/told.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from corpus.parse.claims_changes import requests_end
from corpus.parse.order import OrderItem, read_order
from corpus.parse.values_rules import compiled, fit_of, load_rules

Place = tuple[str, int, int]
Order = tuple[OrderItem, ...]

_BEFORE = 60  # code points in front of a word of judgment that say whose it is
_RETOLD_IN = ("procedure", "earlier_claims", "earlier_facts", "earlier_reasoning", "facts")


def _begins(text: str, start: int, end: int) -> Iterator[int]:
    """Where in text[start:end] an earlier court's order begins."""
    rules = load_rules("parse_values/told")
    for held in compiled(next(rule.pattern for rule in rules if rule.kind == "begin")).finditer(text, start, end):
        before = text[max(start, held.start() - _BEFORE) : held.start()]
        if not fit_of(rules, before, "not_told"):
            yield held.end()


def _listed(text: str, start: int, end: int) -> list[Order]:
    """The orders of a section that holds nothing else: one behind another."""
    cuts = sorted({start, *_begins(text, start, end), end})
    return [items for a, b in pairwise(cuts) if (items := read_order(text, a, b))]


def _within(text: str, start: int, end: int) -> list[Order]:
    """The orders told inside a section about other things."""
    found = (read_order(text, begin, requests_end(text, begin, end)) for begin in _begins(text, start, end))
    return [items for items in found if items]


def _lost(text: str, start: int, end: int) -> list[Order]:
    """The order that this court's reasoning says the plaintiff lost by."""
    for rule in load_rules("parse_values/told"):
        held = compiled(rule.pattern).search(text, start, end) if rule.kind == "lost" else None
        if held and rule.find(held.group()):
            return [read_order(text, held.start(), held.end())]
    return []


def earlier_orders(text: str, places: list[Place]) -> list[Order]:
    """The earlier orders in a folded text, oldest first. places: (kind, start, end) of its sections there."""
    listed = [order for kind, a, b in places if kind == "earlier_order" for order in _listed(text, a, b)]
    if listed:
        return listed
    told = [order for kind, a, b in places if kind in _RETOLD_IN for order in _within(text, a, b)]
    return told or [order for kind, a, b in places if kind == "reasoning" for order in _lost(text, a, b) if order][:1]
