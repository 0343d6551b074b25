"""The order of a judgment as typed items: what is paid, stopped, dismissed, affirmed, revoked, changed.

An order told by a later court is read the same way. The words are rows of knowledge/parse_values/order.yaml;
the numbering of items is form and lies here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from corpus.parse.amounts import number_value
from corpus.parse.values_rules import first_fit, fit_of, load_rules
from corpus.parse.values_sums import Sum, labelled_sums

# The longest piece in 221 real files has 454 characters. Bounded, since the rules search a piece once a clause.
_PIECE = re.compile(r"[^；。\n]{1,2000}")
_NUMBER = re.compile(
    r"^(?:([一二三四五六七八九十]{1,3})、(?![一二再]审)|(\d{1,2})[.、](?!\d)|（([一二三四五六七八九十\d]{1,2})）(?!项))"
)
_LISTED = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}(?:[、,，和及与第一二三四五六七八九十\d]*)项(?:[、，和及与]第[一二三四五六七八九十\d]{1,3}项)*"
)
_INLINE_NUMBER = re.compile(r"(?<=[：；。，])(?=[一二三四五六七八九十]{1,3}、(?![一二再]审))")


class OrderItem(Struct, frozen=True):
    """One act of an order, in one clause.

    kind: a kind of order.yaml. number: of the item it stands in. refers: the items of an earlier order that it
    names; instance: which earlier judgment it names (1, 2), None where it names none. sums: what is to be paid.
    start, end: the clause in the folded text; told: the item's words up to the end of the clause.
    """

    kind: str
    number: int | None
    start: int
    end: int
    told: str
    sums: tuple[Sum, ...] = ()
    refers: tuple[int, ...] = ()
    instance: int | None = None
    inner: str | None = None


def _digit(text: str) -> int:
    return int(number_value(text))


def item_numbers(text: str) -> tuple[int, ...]:
    """The numbers of the items that a folded clause names: 第一项、第三项 or 第一、二项."""
    held = _LISTED.search(text)
    if held is None:
        return ()
    return tuple(_digit(number) for number in re.findall(r"[一二三四五六七八九十\d]{1,3}", held.group()))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for held in _PIECE.finditer(text, start, end):
        cuts = [held.start(), *(c.start() for c in _INLINE_NUMBER.finditer(text, held.start(), held.end())), held.end()]
        yield from ((a, b) for a, b in pairwise(cuts) if b > a)


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The clauses of a piece that do something, each stretched over the clauses before it that do nothing."""
    rules, begin = load_rules("parse_values/order"), start
    for held in re.finditer("[^，]+", text[start:end]):
        place = start + held.end()
        rule = first_fit(rules, text[begin:place])
        if rule:
            yield begin, place, rule.kind
            begin = place + 1


def _instance(text: str) -> int | None:
    words = load_rules("parse_values/order_words")
    if fit_of(words, text, "second"):
        return 2
    return 1 if fit_of(words, text, "first") else None


def _inner(clause: str, kind: str) -> str | None:
    """What a changed item now says: the kind of the words behind 为."""
    if kind != "change":
        return None
    rest = re.split("为[：，]?", clause, maxsplit=1)[-1]
    rule = first_fit(tuple(r for r in load_rules("parse_values/order") if r.kind != "change"), rest)
    return rule.kind if rule else None


def _item(text: str, place: tuple[int, int, str], number: int | None, told: str, sums: list[Sum]) -> OrderItem:
    start, end, kind = place
    head = re.split("为[：，]?", text[start:end], maxsplit=1)[0] if kind == "change" else text[start:end]
    own = tuple(one for one in sums if start <= one.start < end)
    refers = item_numbers(head) if kind in ("affirm", "revoke", "change", "joint") else ()
    named = _instance(head) if kind in ("affirm", "revoke", "change") else None
    return OrderItem(kind, number, start, end, told, own, refers, named, _inner(text[start:end], kind))


def _with_rest(items: list[OrderItem], sums: list[Sum]) -> list[OrderItem]:
    """The acts of a piece; sums behind its last verb go to the payment they continue (赔偿50万元，合理开支3万元)."""
    rest = tuple(one for one in sums if items and one.start >= items[-1].end)
    paying = [at for at, item in enumerate(items) if item.sums]
    if rest and paying:
        last = paying[-1]
        items[last] = replace(items[last], sums=(*items[last].sums, *rest), end=rest[-1].end)
    return items


def read_order(text: str, start: int = 0, end: int | None = None) -> tuple[OrderItem, ...]:
    """The items of an order in text[start:end] (folded); notices and fees are left out."""
    items: list[OrderItem] = []
    number: int | None = None
    for begin, stop in _pieces(text, start, len(text) if end is None else end):
        piece = text[begin:stop]
        held = _NUMBER.match(piece)
        number = _digit(next(filter(None, held.groups()))) if held else number
        sums = [Sum(s.head, s.value, s.start + begin, s.end + begin) for s in labelled_sums(piece)]
        acts = [_item(text, place, number, text[begin : place[1]], sums) for place in _clauses(text, begin, stop)]
        items += [item for item in _with_rest(acts, sums) if item.kind not in ("notice", "fee")]
    return tuple(items)


def names_payer(item: OrderItem, names: tuple[str, ...]) -> bool:
    """Whether one of the names stands before the word of payment, i.e. that party is to pay."""
    held = next(rule for rule in load_rules("parse_values/order_words") if rule.kind == "payment").find(item.told)
    before = item.told[: held.start()] if held else item.told
    return any(name in before for name in names)
