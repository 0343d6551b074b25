"""Reads the remedies: what was claimed, what an order grants, refuses, keeps or changes."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from corpus.annotate.rules import FOLDER, compile_pattern, read_rows
from corpus.codes import Issue, Result

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
    remand: str
    preserve: str
    preserve_refused: str
    preserve_case: str
    ordered: str
    items: str
    withdrawn: str
    reasons: str
    second: str
    plaintiff_word: str


class Decided(msgspec.Struct, frozen=True):
    """One remedy decided by an order, with the words that decide it (positions in the folded text)."""

    issue: Issue
    result: Result
    start: int
    end: int
    rule: str


class Order(msgspec.Struct, frozen=True):
    """What an order does. granted: item by item; items: number of the item -> remedies in it.

    dismisses: "all" claims, the "rest" of them, or nothing; keeps: numbers of earlier items kept ("*" all).
    """

    granted: tuple[Decided, ...]
    items: dict[int, tuple[Issue, ...]]
    start: int
    end: int
    dismisses: str | None = None
    dismissal: tuple[int, int] = (0, 0)
    keeps: tuple[int, ...] = ()
    affirms: bool = False
    kept: tuple[int, int] = (0, 0)


@cache
def load_remedies() -> dict[str, re.Pattern[str]]:
    """remedies.yaml compiled: its fields and, under their codes, the remedies. Raises KnowledgeError."""
    words = msgspec.convert(read_rows(FOLDER / "remedies.yaml", RemedyWords), RemedyWords)
    plain = {name: getattr(words, name) for name in RemedyWords.__struct_fields__ if name != "remedies"}
    return {name: compile_pattern(text, f"remedies.yaml:{name}") for name, text in {**plain, **words.remedies}.items()}


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


def read_order(text: str, start: int, end: int) -> Order:
    """What the order in text[start:end] does."""
    patterns = load_remedies()
    granted: list[Decided] = []
    items: dict[int, tuple[Issue, ...]] = {}
    dismisses: str | None = None
    dismissal = kept = (0, 0)
    keeps: list[int] = []
    affirms = False
    for number, (low, high) in _pieces(text, start, end):
        words = text[low:high]
        if patterns["refuse_retrial"].search(words) or patterns["refuse_appeal"].search(words):
            continue
        if patterns["dismiss_rest"].search(words):
            dismisses, dismissal = dismisses or "rest", (low, high)
        elif patterns["dismiss_all"].search(words):
            dismisses, dismissal = "all", (low, high)
        elif patterns["keep_items"].search(words):
            found = patterns["keep_items"].search(words)
            assert found is not None
            keeps += [_value(part) for part in re.findall(r"[一二三四五六七八九十]+|\d+", found[1])]
            kept = (low, high)
        elif patterns["affirm"].search(words):
            affirms, kept = True, (low, high)
        elif not patterns["quash"].search(words) or patterns["change_item"].search(words):
            named = remedies_in(words)
            items[number] = named
            granted += [Decided(issue, "upheld", low, high, "order.grants") for issue in named]
    return Order(tuple(granted), items, start, end, dismisses, dismissal, tuple(keeps), affirms, kept)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, tuple[int, int]]]:
    """(number, place) of each item of an order; without numbers its sentences, numbered 0."""
    marks = [m for m in load_remedies()["items"].finditer(text, start, end)]
    if text[start : start + 1] and not marks:
        return [
            (0, (m.start(), m.end())) for m in re.finditer(r"[^。；\n]+[。；]?", text[start:end]) for m in [m]
        ] and [(0, (start + m.start(), start + m.end())) for m in re.finditer(r"[^。；\n]+[。；]?", text[start:end])]
    found = []
    edges = [m.start(1) for m in marks] + [end]
    if marks[0].start(1) - start > 8:
        found.append((0, (start, marks[0].start(1))))
    for mark, (low, high) in zip(marks, zip(edges, edges[1:], strict=False), strict=False):
        stop = re.compile(r"[。；]").search(text, low, high)
        found.append((_value(mark[1]), (low, stop.end() if stop else high)))
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
