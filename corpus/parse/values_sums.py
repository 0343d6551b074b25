"""What a sum in a claim or an order stands for: damages, costs, both in one (lump), a fee, something else.

The words are rows of knowledge/parse_values/heads.yaml.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from corpus.parse.amounts import Amount, amounts_of
from corpus.parse.values_rules import compiled, load_rules

Head = Literal["damages", "costs", "lump", "fee", "other"]


class Sum(Struct, frozen=True):
    """A sum with its meaning; start, end in the folded text it was read from."""

    head: Head
    value: Decimal
    start: int
    end: int


_CLAUSE = re.compile("[，；。、（）\n及和]")
_AGAIN = re.compile("^[整正]?（[^，；。）]{0,6}$")


def _says(kind: str, text: str) -> re.Match[str] | None:
    rule = next(rule for rule in load_rules("parse_values/heads") if rule.kind == kind)
    return compiled(rule.pattern).search(text)


def heads_of(text: str) -> list[str]:
    """The heads of a piece of text in the order of the text."""
    found = [
        (held.end(), -held.start(), rule.kind)
        for rule in load_rules("parse_values/heads")
        if rule.id.startswith("head.")
        for held in compiled(rule.pattern).finditer(text)
    ]
    return [kind for _, _, kind in sorted(found)]


def _head(before: str, behind: str, default: Head) -> Head:
    """What the words before a sum, or right behind it, make of it; `default` where they say nothing."""
    part = _says("part", before)
    open_part = part and "）" not in before[part.end() :]
    heads = (
        (heads_of(before[part.end() :]) if part and open_part else [])
        or heads_of(before)
        or heads_of(_CLAUSE.split(behind)[0])
    )
    if {"damages", "costs"} <= set(heads) and heads[-1] in ("damages", "costs"):
        return "lump"
    kinds: dict[str, Head] = {"damages": "damages", "costs": "costs", "fee": "fee"}
    return kinds.get(heads[-1], "other") if heads else default


def _broken_down(total: Sum, parts: list[Sum]) -> list[Sum]:
    """A lump sum, or its parts where they name the damages too and make it up."""
    whole = sum((part.value for part in parts), Decimal(0)) == total.value
    return parts if whole and any(part.head == "damages" for part in parts) else [total]


def labelled_sums(text: str, default: Head = "damages") -> list[Sum]:
    """The sums of one item of a claim or an order (folded text); parts of a sum and limits of liability are left out.

    default: the meaning of a sum that no word explains.
    """
    found: list[Sum] = []
    parts: list[Sum] = []
    last = 0
    for amount in amounts_of(text):
        before, last_kind = text[last : amount.start], found[-1].head if found else default
        last = amount.end
        behind = text[amount.end : amount.end + 14]
        again = found and found[-1].value == amount.value and _AGAIN.search(before)
        if again or _says("limit", behind) or _says("from", behind) or _says("all", before):
            continue
        new = Sum(_head(before, behind[:9], last_kind), amount.value, amount.start, amount.end)
        if found and (_says("part", before) or before.startswith("（")):
            parts = [new]
        elif parts and not re.search("[；。）]", before):
            parts.append(new)
        elif found and _says("total", before) and not heads_of(before):
            found = _totalled(found, amount)
        else:
            found, parts = _closed(found, parts), []
            found.append(new)
    return _closed(found, parts)


def _closed(found: list[Sum], parts: list[Sum]) -> list[Sum]:
    return [*found[:-1], *_broken_down(found[-1], parts)] if found and parts else list(found)


def _totalled(found: list[Sum], total: Amount) -> list[Sum]:
    """The single sums before a 共计; the total instead where they do not make it up."""
    if sum((one.value for one in found), Decimal(0)) == total.value:
        return found
    heads = {one.head for one in found}
    head: Head = found[-1].head if len(heads) == 1 else "lump"
    return [Sum(head, total.value, total.start, total.end)]
