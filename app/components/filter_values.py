"""Filter values as a person reads them, and the order in which they are offered."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import cast

from app.components.figures import money, when
from app.components.words import Language, word, words_under
from corpus.codes import Issue, Result
from corpus.knowledge.labels import chip, label, labels
from index.fields import FILTER_FIELDS, RANGE_FIELDS

OPEN = ".."  # between the sides of a range; either may be empty
FINDINGS = frozenset({"finding", "earlier_finding"})


def value_label(field: str, value: str, to: Language) -> str:
    """A filter value in words; a court's, a cause's or a law's own name stays as it is."""
    if field in RANGE_FIELDS:
        return _range_label(field, value, to)
    if field in FINDINGS:
        return _finding_label(value, to)
    if field == "statute":
        return statute_label(value, to)
    if field == "special":
        return word(f"filter.special_{value}", to) if value in ("yes", "no") else value
    if field == "layout":
        return words_under("layout", to).get(value, value)
    if field == "batch":
        return word("filter.batch", to, id=value)
    return _coded_label(field, value, to)


def _coded_label(field: str, value: str, to: Language) -> str:
    groups = FILTER_FIELDS[field].groups if field in FILTER_FIELDS else ()
    parts = value.split(":")
    if not groups or len(parts) != len(groups) or any(p not in labels(g) for p, g in zip(parts, groups, strict=True)):
        return value
    return word("filter.pair", to).join(label(group, part, to) for part, group in zip(parts, groups, strict=True))


def _finding_label(value: str, to: Language) -> str:
    issue, _, result = value.partition(":")
    if issue not in labels("issue") or result not in labels("result"):
        return value
    return chip(cast(Issue, issue), cast(Result, result), to)


def statute_label(value: str, to: Language) -> str:
    """`law`, `law:article` or `law:version:article` in words."""
    law, *rest = value.split(":")
    if not rest:
        return law
    version = word("case.version", to, year=rest[0]) if len(rest) > 1 else word("case.no_version", to)
    return law + word("case.bracket", to, text=version) + word("case.article", to, n=rest[-1])


def sides(value: str) -> tuple[str, str]:
    """The two sides of a range; a single value is both."""
    low, dots, high = value.partition(OPEN)
    return (low, high) if dots else (low, low)


def _range_label(field: str, value: str, to: Language) -> str:
    low, high = (_side_label(field, side, to) for side in sides(value))
    if low == high:
        return low
    if low and high:
        return word("filter.between", to, low=low, high=high)
    return word("filter.at_least", to, low=low) if low else word("filter.at_most", to, high=high)


def _side_label(field: str, side: str, to: Language) -> str:
    if not side or field == "date":
        return when(side, None, to) if side.count("-") == 2 else side
    return money(Decimal(side), to)


def ordered(field: str, counts: Mapping[str, int]) -> list[str]:
    """Years and batches newest first; codes in the codebook's order; articles by law; the rest by number of cases."""
    if field in ("year", "batch"):
        return sorted(counts, key=lambda value: (value.isdigit() and int(value), value), reverse=True)
    if field == "statute":
        return _articles(counts)
    known = FILTER_FIELDS[field].codes if field in FILTER_FIELDS else None
    if known:
        return sorted(counts, key=lambda value: known.index(value) if value in known else len(known))
    return sorted(counts, key=lambda value: (-counts[value], value))


def _articles(counts: Mapping[str, int]) -> list[str]:
    """Laws, the most cited first, each followed by its articles, the newest version first.

    An article without its version is offered only where no version of it is known: one number means different
    things in different versions.
    """
    parts = {value: value.split(":") for value in counts}
    versioned = {(held[0], held[-1]) for held in parts.values() if len(held) == 3}
    shown = [v for v, held in parts.items() if len(held) != 2 or (held[0], held[1]) not in versioned or not counts[v]]

    def place(value: str) -> tuple[int, str, int, str, int]:
        law, *rest = parts[value]
        version = rest[0] if len(rest) == 2 else ""
        number = int(rest[-1]) if rest and rest[-1].isdigit() else 0
        return -counts.get(law, 0), law, -int(version) if version.isdigit() else 0, version, number

    return sorted(shown, key=lambda value: (place(value)[:2], len(parts[value]) > 1, place(value)[2:]))
