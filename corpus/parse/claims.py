"""What the plaintiff asked for, as last maintained: the requests as items, and the sums of them.

Codebook, claimed_amount and claimed_costs: the changed claim where it was changed at trial; on appeal the original
claim as the document quotes it. The words are rows of knowledge/parse_values/claims.yaml.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from corpus.model import Section
from corpus.parse.order import OrderItem, item_numbers, read_order
from corpus.parse.values_fold import Folded
from corpus.parse.values_rules import Rule, compiled, load_rules
from corpus.parse.values_sums import Sum, heads_of, labelled_sums

_SENTENCE = re.compile(r"[^。\n]{1,4000}[。\n]*")  # bounded: the rules take quadratic time on a sentence
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[.、](?!\d)|（[一二三四五六七八九十\d]{1,2}）|[①-⑩])")
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


def _rule(kind: str) -> Rule:
    return next(rule for rule in load_rules("parse_values/claims") if rule.kind == kind)


def _close(text: str, begin: int, end: int) -> int:
    """The end of the requests proper: of one sentence, and of the numbered sentences that follow it."""
    held = compiled(_rule("stop").pattern).search(text, begin, end)
    close = begin
    for sentence in _SENTENCE.finditer(text, begin, held.start() if held else end):
        if close > begin and not _NUMBERED.match(sentence.group()):
            break
        close = sentence.end()
    return close


def _requests(text: str, start: int, end: int, kind: str) -> tuple[OrderItem, ...]:
    """The requests behind a beginning of one kind: the first that name a sum, else the first at all."""
    found = islice(compiled(_rule(kind).pattern).finditer(text, start, end), MOST_BEGINS)
    read = (read_order(text, held.end(), _close(text, held.end(), end)) for held in found)
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


def _paired(sentence: str, held: re.Match[str]) -> list[tuple[Sum, tuple[int, ...]]]:
    """The new sums behind a word of change, each with the items it is for; 分别 gives each item or head its own."""
    numbers, heads = item_numbers(sentence[: held.end()]), list(dict.fromkeys(heads_of(sentence[: held.end()])))
    new = [one for one in labelled_sums(sentence, "other") if one.start >= held.end() - 1]
    if len(new) > 1 and len(numbers) == len(new):
        return [(replace(one, head="other"), (number,)) for one, number in zip(new, numbers, strict=True)]
    if len(new) > 1 and not numbers and len(heads) == len(new):
        return [(replace(one, head=head), ()) for one, head in zip(new, heads, strict=True)]
    return [(one, numbers) for one in new]


def _changed(items: list[OrderItem], sentence: str, at: int) -> list[OrderItem]:
    """The requests after one sentence that may change them."""
    held, gone = _rule("change").find(sentence), _rule("withdraw").find(sentence)
    for one, numbers in _paired(sentence, held) if held else []:
        items = _put(items, replace(one, start=one.start + at, end=one.end + at), numbers)
    if gone is None:
        return items
    dropped, heads = item_numbers(gone.group()), set(heads_of(gone.group()))
    return [item for item in items if item.number not in dropped and not heads & {one.head for one in item.sums}]


def _meant(item: OrderItem, new: Sum, items: list[OrderItem]) -> set[str]:
    """The heads whose sums a changed sum takes the place of: its own, a lump's parts, or a lump that held it."""
    if new.head == "other":
        return {one.head for one in item.sums}
    if new.head == "lump":
        return {"damages", "costs", "lump"}
    return {new.head} if any(one.head == new.head for i in items for one in i.sums) else {"lump"}


def _put(items: list[OrderItem], new: Sum, numbers: tuple[int, ...]) -> list[OrderItem]:
    """The requests with the sum of the named item, or else those of the same kind, replaced."""
    if not numbers and new.head == "other":
        new = replace(new, head="damages")
    changed, head = list(items), None
    for at, item in enumerate(items):
        heads = _meant(item, new, items) if not numbers or item.number in numbers else set()
        kept = tuple(one for one in item.sums if one.head not in heads)
        if len(kept) < len(item.sums):
            first = next(one.head for one in item.sums if one.head in heads)
            added = (replace(new, head=first if new.head == "other" else new.head),) if head is None else ()
            changed[at], head = replace(item, sums=(*kept, *added)), first
    return changed


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
        for held in _SENTENCE.finditer(text, start, end):
            if kind in _CHANGED_IN or _rule("trial").find(held.group()):
                items = _changed(items, held.group(), held.start())
    sums = [one for item in items for one in item.sums if one.head in ("damages", "costs", "lump")]
    costs = total(sums, "costs")
    amount = total(sums, "damages", "lump")
    return Claims(tuple(items), amount, costs, tuple(sums))
