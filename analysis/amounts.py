"""Amounts claimed and awarded, in yuan: median and quartiles, never a mean that one large case makes."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median, quantiles
from typing import Literal

from msgspec import Struct

from corpus.codes import WINS
from corpus.model import Document, Record

AmountField = Literal["claimed_amount", "awarded_amount"]


class AmountRow(Struct, frozen=True):
    """of: records asked (claimed: all; awarded: won); n: those that state the amount; quartiles null under four."""

    field: AmountField
    of: int
    n: int
    low_quartile: float | None
    median: float | None
    high_quartile: float | None
    smallest: float | None
    largest: float | None


def amounts(records: Sequence[Record]) -> list[AmountRow]:
    """Claimed over all records, awarded over those that the plaintiff won."""
    heads = [r.judgment.document for r in records]
    won = [head for head in heads if head.plaintiff_outcome in WINS]
    return [_row("claimed_amount", heads), _row("awarded_amount", won)]


def _row(field: AmountField, heads: Sequence[Document]) -> AmountRow:
    values = [float(value) for head in heads if (value := getattr(head, field)) is not None]
    if not values:
        return AmountRow(field, len(heads), 0, None, None, None, None, None)
    low, _, high = quantiles(values, n=4, method="inclusive") if len(values) >= 4 else (None, None, None)
    return AmountRow(field, len(heads), len(values), low, median(values), high, min(values), max(values))
