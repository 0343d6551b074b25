"""The values of a document: what was claimed, what was awarded, who won, which articles were applied."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from corpus.model import Document, FieldSpan, Metadata, Section, Statute
from corpus.parse.claims import Claims, read_claims
from corpus.parse.order import OrderItem, read_order
from corpus.parse.outcome import Award, Standing, appeal_result, apply_order, award, interim, plaintiff_outcome
from corpus.parse.statutes import read_statutes
from corpus.parse.told import Place, earlier_orders
from corpus.parse.values_fold import Folded, fold


class Values(Struct, frozen=True):
    """document: with sums, outcome and appeal result filled in; spans: where each of them stands."""

    document: Document
    statutes: tuple[Statute, ...]
    spans: dict[str, FieldSpan]


def _span(text: str, folded: Folded, places: Iterable[tuple[int, int]], rule: str) -> FieldSpan | None:
    held = sorted(places)
    if not held:
        return None
    start, end = folded.raw(held[0][0], max(end for _, end in held))
    return FieldSpan(start, end, text[start:end], rule)


def _orders(folded: Folded, sections: tuple[Section, ...]) -> list[tuple[OrderItem, ...]]:
    found = (read_order(folded.text, folded.at(s.start), folded.at(s.end)) for s in sections if s.kind == "order")
    return [items for items in found if items]


def _plaintiffs(document: Document) -> tuple[str, ...]:
    return tuple(party.name for party in document.parties if party.side == "plaintiff")


def _history(folded: Folded, sections: tuple[Section, ...], document: Document) -> list[Standing]:
    """The states after each earlier order; a first-instance document has none, whatever it quotes."""
    history: list[Standing] = []
    if document.procedure != "first":
        places: list[Place] = [(part.kind, folded.at(part.start), folded.at(part.end)) for part in sections]
        for items in earlier_orders(folded.text, places):
            history.append(apply_order(history, items))
    return history


def _places(sums: Claims | Award, head: tuple[str, ...]) -> list[tuple[int, int]]:
    held = sums.sums if isinstance(sums, Claims) else tuple(one for item in sums.items for one in item.sums)
    return [(one.start, one.end) for one in held if one.head in head]


def _spans(
    text: str, folded: Folded, document: Document, claims: Claims, given: Award, items: tuple[OrderItem, ...]
) -> dict[str, FieldSpan]:
    order = [(item.start, item.end) for item in items]
    nothing = [(item.start, item.end) for item in given.items]
    rows: dict[str, tuple[object, list[tuple[int, int]], str]] = {
        "claimed_amount": (document.claimed_amount, _places(claims, ("damages", "lump")), "claims"),
        "claimed_costs": (document.claimed_costs, _places(claims, ("costs",)), "claims"),
        "awarded_amount": (document.awarded_amount, _places(given, ("damages", "lump")) or nothing, "order"),
        "awarded_costs": (document.awarded_costs, _places(given, ("costs",)) or nothing, "order"),
        "plaintiff_outcome": (None if document.plaintiff_outcome == "unknown" else 1, order, "order"),
        "appeal_result": (document.appeal_result, order, "order"),
    }
    found = {
        name: _span(text, folded, places, rule) for name, (value, places, rule) in rows.items() if value is not None
    }
    return {name: span for name, span in found.items() if span is not None}


def _decided(
    folded: Folded, sections: tuple[Section, ...], document: Document, claims: Claims
) -> tuple[Document, Award, tuple[OrderItem, ...]]:
    """The document with what the orders settle."""
    orders = _orders(folded, sections)
    items = orders[-1] if orders else ()
    if document.case_type == "administrative" or not items or interim(items, document.doc_type):
        outcome = plaintiff_outcome(None, claims, Award(), document.doc_type)
        return replace(document, plaintiff_outcome=outcome), Award(), items
    history = _history(folded, sections, document)
    state = apply_order(history, items)
    given = award(state, claims, _plaintiffs(document))
    return (
        replace(
            document,
            awarded_amount=given.amount,
            awarded_costs=given.costs,
            plaintiff_outcome=plaintiff_outcome(state, claims, given, document.doc_type),
            appeal_result=None if document.procedure == "first" else appeal_result(history, items, state),
        ),
        given,
        items,
    )


def read_values(text: str, sections: tuple[Section, ...], document: Document, metadata: Metadata) -> Values:
    """Fill in the sums, the outcome and the statutes of a document whose head fields are known.

    metadata: what the carrier says; only its date is used, and only where the text has none.
    """
    folded = fold(text)
    claims = read_claims(folded, sections)
    filled = replace(document, claimed_amount=claims.amount, claimed_costs=claims.costs)
    filled, given, items = _decided(folded, sections, filled, claims)
    date = document.date or (metadata.date if document.year is None else None)
    statutes = read_statutes(text, sections, date, document.year)
    return Values(filled, statutes, _spans(text, folded, filled, claims, given, items))


def as_number(value: Decimal | None) -> int | float | None:
    """A sum as the gold writes it: whole yuan as an integer."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
