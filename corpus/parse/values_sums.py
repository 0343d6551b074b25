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
_BRACKET = re.compile(r"^整?（[^）\d]{1,40}）")
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


def labelled_sums(text: str, default: Head = "damages") -> list[Sum]:
    """The sums of one item of a claim or an order (folded text); parts of a sum and limits of liability are left out.

    default: the meaning of a sum that no word explains.
    """
    found: list[Sum] = []
    last, within = 0, False
    for amount in amounts_of(text):
        before, kind = text[last : amount.start], found[-1].head if found else default
        behind, last = text[amount.end : amount.end + 14], amount.end
        within = bool(found) and (_opens_parts(before) or (within and not re.search("[；。）]", before)))
        again = found and found[-1].value == amount.value and _AGAIN.search(before)
        aside = not found and behind.startswith("）") and _says("part", before)
        if within or again or aside or _says("limit", behind) or _says("from", behind) or _says("all", before):
            continue
        head = _head(before, behind[:9], kind)
        if found and _says("total", before) and (not heads_of(before) or _made_up(found, head, amount.value)):
            found = _totalled(found, amount)
        else:
            holds = head == "damages" and _holds_costs(text[amount.end :])
            found.append(Sum("lump" if holds else head, amount.value, amount.start, amount.end))
    return _apart(text, found)


def _made_up(found: list[Sum], head: Head, total: Decimal) -> bool:
    """Whether the sums before of one head (of both, for a lump) make up a total that names its head again."""
    wanted = ("damages", "costs") if head == "lump" else (head,)
    return sum((one.value for one in found if one.head in wanted), Decimal(0)) == total


def _holds_costs(behind: str) -> bool:
    """Whether a bracket right behind a sum says, with no sum of its own, that it holds costs: 8万元（含合理支出）."""
    held = _BRACKET.match(behind)
    return held is not None and _says("part", held.group()) is not None and "costs" in heads_of(held.group())


def _opens_parts(before: str) -> bool:
    """Whether the words between two sums make the second a part of the first: 120万元（其中合理开支8万元）."""
    return before.startswith("（") or _says("part", before) is not None


def _apart(text: str, sums: list[Sum]) -> list[Sum]:
    """Two sums behind one naming of damages and costs (分别为50万元、5万元): each gets its own head."""
    if [one.head for one in sums] != ["lump", "lump"] or not _says("each", text[: sums[0].start]):
        return sums
    heads = list(dict.fromkeys(head for head in heads_of(text[: sums[0].start]) if head in ("damages", "costs")))
    kinds: dict[str, Head] = {"damages": "damages", "costs": "costs"}
    return [Sum(kinds[head], one.value, one.start, one.end) for one, head in zip(sums, heads, strict=True)]


def _totalled(found: list[Sum], total: Amount) -> list[Sum]:
    """The single sums before a 共计; the total instead where they do not make it up."""
    if any(sum((one.value for one in found[at:]), Decimal(0)) == total.value for at in range(len(found))):
        return found
    heads = {one.head for one in found}
    head: Head = found[-1].head if len(heads) == 1 else "lump"
    return [Sum(head, total.value, total.start, total.end)]
