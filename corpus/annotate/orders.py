"""Reads the remedies: what was claimed, what an order grants, refuses, keeps or changes."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import msgspec
from msgspec import structs

from corpus.annotate.rules import FOLDER, compile_pattern, read_rows
from corpus.codes import Issue, Result

_SENTENCE = re.compile(r"[^。；\n]+[。；]?")
REMEDIES: tuple[Issue, ...] = ("injunction", "damages", "reasonable_costs", "apology", "punitive")


class RemedyWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """remedies.yaml: the words of claims and orders."""

    remedies: dict[Issue, str]
    costs_only: str
    dismiss_all: str
    dismiss_rest: str
    affirm: str
    keep_items: str
    change_item: str
    quash: str
    refuse_retrial: str
    refuse_appeal: str
    preserve: str
    preserve_refused: str
    preserve_case: str
    items: str
    withdrawn: str
    reasons: str
    second: str
    appellant: str
    jointly: str


class Decided(msgspec.Struct, frozen=True):
    """One remedy decided by an order, with the words that decide it (positions in the folded text)."""

    issue: Issue
    result: Result
    start: int
    end: int
    rule: str


class Order(msgspec.Struct, frozen=True):
    """What an order does. granted: remedy by remedy; dismisses: "all" claims, the "rest" of them, or nothing.

    keeps: items of the earlier order stand; affirms: the earlier judgment stands; quashes: one is set aside;
    dismissal, kept: where that is said.
    """

    granted: tuple[Decided, ...]
    start: int
    end: int
    dismisses: str | None = None
    dismissal: tuple[int, int] = (0, 0)
    keeps: bool = False
    quashes: bool = False
    affirms: bool = False
    kept: tuple[int, int] = (0, 0)


@cache
def load_remedies() -> dict[str, re.Pattern[str]]:
    """remedies.yaml compiled: its fields and, under their codes, the remedies. Raises KnowledgeError."""
    words = msgspec.convert(read_rows(FOLDER / "remedies.yaml", RemedyWords), RemedyWords)
    plain = {name: getattr(words, name) for name in RemedyWords.__struct_fields__ if name != "remedies"}
    written: dict[str, str] = {**plain, **{str(issue): text for issue, text in words.remedies.items()}}
    return {name: compile_pattern(text, f"remedies.yaml:{name}") for name, text in written.items()}


def claimed_remedies(text: str) -> tuple[Issue, ...]:
    """The remedies that a section of claims asks for, in the order of REMEDIES; those withdrawn are left out."""
    words = load_remedies()
    reasons = words["reasons"].search(text)
    asked = text[: reasons.start()] if reasons and reasons.start() > 20 else text
    numbered = dict(_numbered(asked))
    gone: set[Issue] = set()
    for match in words["withdrawn"].finditer(text):
        part = numbered.get(_value(match[1]), "") if match[1] else match[0]
        gone |= set(remedies_in(part))
    return tuple(issue for issue in remedies_in(asked) if issue not in gone)


def remedies_in(words: str) -> tuple[Issue, ...]:
    """The remedies named in some words. A payment of costs alone is no damages."""
    patterns = load_remedies()
    named = [issue for issue in REMEDIES if patterns[issue].search(words)]
    if "damages" in named and "reasonable_costs" in named and _costs_only(words):
        named.remove("damages")
    return tuple(named)


def _costs_only(words: str) -> bool:
    patterns = load_remedies()
    parts = re.split(r"[；。\n]|\d[.、]", words)
    money = [part for part in parts if patterns["damages"].search(part)]
    return all(patterns["costs_only"].search(part) and "损失" not in part for part in money)


def is_itemised(text: str, start: int, end: int) -> bool:
    """Whether an order is written in numbered items, rather than told in sentences."""
    return load_remedies()["items"].search(text, start, end) is not None


def is_preservation(text: str) -> bool:
    """Whether a ruling is one on an interim injunction."""
    return load_remedies()["preserve_case"].search(text) is not None


def preserved(text: str, start: int, end: int) -> list[Decided]:
    """What the order of such a ruling decides: 停止 grants, 驳回申请 refuses."""
    found = []
    for _, (low, high) in _pieces(text, start, end):
        words = text[low:high]
        if load_remedies()["preserve_refused"].search(words):
            found.append(Decided("preservation", "rejected", low, high, "order.preservation"))
        elif load_remedies()["preserve"].search(words):
            found.append(Decided("preservation", "upheld", low, high, "order.preservation"))
    kept = {one.result: one for one in reversed(found)}
    return list(kept.values())


def read_order(text: str, start: int, end: int) -> Order:
    """What the order in text[start:end] does."""
    order = Order((), start, end)
    for _, (low, high) in _pieces(text, start, end):
        order = _with_piece(order, text, low, high)
    return order


def _with_piece(order: Order, text: str, low: int, high: int) -> Order:
    """The order with what one item or sentence of it does."""
    patterns = load_remedies()
    words = text[low:high]
    if patterns["refuse_retrial"].search(words) or patterns["refuse_appeal"].search(words):
        return order
    for name, extent in (("dismiss_rest", "rest"), ("dismiss_all", "all")):
        found = patterns[name].search(words)
        if found:
            order = structs.replace(order, dismisses=extent, dismissal=(low + found.start(), high))
            high = low + found.start()
            words = text[low:high]
            break
    if patterns["keep_items"].search(words):
        return structs.replace(order, keeps=True, kept=(low, high))
    if patterns["affirm"].search(words):
        return structs.replace(order, affirms=True, kept=(low, high))
    if patterns["quash"].search(words) and not patterns["change_item"].search(words):
        return structs.replace(order, quashes=True)
    granted = tuple(Decided(issue, "upheld", low, high, "order.grants") for issue in remedies_in(words))
    return structs.replace(order, granted=order.granted + granted)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, tuple[int, int]]]:
    """(number, place) of each item of an order; without numbers its sentences, numbered 0."""
    marks = list(load_remedies()["items"].finditer(text, start, end))
    edges = [start, *(m.start(1) for m in marks), end]
    found = []
    for number, (low, high) in zip([0, *(_value(m[1]) for m in marks)], pairwise(edges), strict=True):
        sentences = [(number, (m.start(), m.end())) for m in _SENTENCE.finditer(text, low, high)]
        found += sentences if number == 0 else sentences[:1]
    return found


def _numbered(text: str) -> list[tuple[int, str]]:
    marks = list(re.finditer(r"(?:^|[；。：，\n])[（(]?([一二三四五六七八九十]|\d{1,2})[）)、.．]", text))
    edges = [m.start(1) for m in marks] + [len(text)]
    return [(_value(m[1]), text[low:high]) for m, low, high in zip(marks, edges, edges[1:], strict=False)]


def _value(word: str) -> int:
    if word.isdigit():
        return int(word)
    digits = "零一二三四五六七八九"
    if word.startswith("十"):
        return 10 + (digits.index(word[1]) if len(word) > 1 else 0)
    return digits.index(word[0])
