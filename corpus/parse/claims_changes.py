"""How requests are changed at trial: sums put anew, lists told anew, requests added or withdrawn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from corpus.parse.order import OrderItem, item_numbers, read_order
from corpus.parse.values_rules import Rule, compiled, load_rules
from corpus.parse.values_sums import Sum, heads_of, labelled_sums

SENTENCE = re.compile(r"[^。\n]{1,4000}[。\n]*")  # bounded: the rules take quadratic time on a sentence
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[.、](?!\d)|（[一二三四五六七八九十\d]{1,2}）|[①-⑩])")


def claim_rule(kind: str) -> Rule:
    """The row of claims.yaml of a kind."""
    return next(rule for rule in load_rules("parse_values/claims") if rule.kind == kind)


def requests_end(text: str, begin: int, end: int) -> int:
    """The end of the requests that begin at a place: of one sentence, and of the sentences behind it that go on."""
    held = compiled(claim_rule("stop").pattern).search(text, begin, end)
    close = begin
    for sentence in SENTENCE.finditer(text, begin, held.start() if held else end):
        if close > begin and not (_NUMBERED.match(sentence.group()) or claim_rule("more").find(sentence.group())):
            break
        close = sentence.end()
    return close


def _paired(items: list[OrderItem], sentence: str, place: int) -> list[tuple[Sum, tuple[int, ...]]]:
    """The new sums behind a word of change, each with the items it is for; 分别 gives each item or head its own.

    place: where the word of change ends in the sentence.
    """
    numbers, heads = item_numbers(sentence[:place]), list(dict.fromkeys(heads_of(sentence[:place])))
    new = [one for one in labelled_sums(sentence, "other") if one.start >= place - 1]
    if len(new) > 1 and len(numbers) == len(new):
        return [(replace(one, head="other"), (number,)) for one, number in zip(new, numbers, strict=True)]
    if len(new) > 1 and not numbers and len(heads) == len(new):
        return [(replace(one, head=head), ()) for one, head in zip(new, heads, strict=True)]
    asked = [one.head for item in items for one in item.sums]
    if not numbers and {one.head for one in new} == {"other"} and len(asked) == len(new) == len(set(asked)):
        return [(replace(one, head=head), ()) for one, head in zip(new, asked, strict=True)]
    return [(one, numbers) for one in new]


def _changes(sentence: str) -> Iterator[tuple[int, str, int]]:
    """The parts of a sentence that each change something: (start, words, where the word of change ends in them)."""
    if claim_rule("change").find(sentence) is None:
        return
    found = list(compiled(claim_rule("change").pattern).finditer(sentence))
    starts = [0, *(max(sentence.rfind(mark, 0, held.start()) for mark in "，；") + 1 for held in found[1:])]
    for held, start, stop in zip(found, starts, [*starts[1:], len(sentence)], strict=True):
        yield start, sentence[start:stop], held.end() - start


def _retold(items: list[OrderItem], text: str, begin: int, end: int) -> list[OrderItem] | None:
    """The requests where a list told anew begins at a place; None where none does."""
    begin += text[begin : begin + 1] == "："
    if not _NUMBERED.match(text[begin : begin + 8]):
        return None
    new = list(read_order(text, begin, requests_end(text, begin, end)))
    numbers = {item.number for item in new}
    if not new:
        return None
    return new if 1 in numbers else [*(item for item in items if item.number not in numbers), *new]


def _added(items: list[OrderItem], text: str, start: int, stop: int) -> list[OrderItem]:
    """The requests and those that a sentence adds to them."""
    held = claim_rule("add").find(text[start:stop])
    return [*items, *read_order(text, start + held.end(), stop)] if held else items


def change(items: list[OrderItem], text: str, place: tuple[int, int, int]) -> list[OrderItem]:
    """The requests after one sentence that may change them. place: its start and end, and the section's end."""
    start, stop, end = place
    sentence = text[start:stop]
    for at, words, behind in _changes(sentence):
        anew = _retold(items, text, start + at + behind, end)
        if anew is not None:
            return anew
        for one, numbers in _paired(items, words, behind):
            items = _put(items, replace(one, start=one.start + start + at, end=one.end + start + at), numbers)
    items = _added(items, text, start, stop)
    gone = claim_rule("withdraw").find(sentence)
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
    priced = [at for at, item in enumerate(items) if item.sums and (not numbers or item.number in numbers)]
    if head is None and new.head in ("damages", "costs") and priced:
        changed[priced[-1]] = replace(items[priced[-1]], sums=(*items[priced[-1]].sums, new))
    return changed
