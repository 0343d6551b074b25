"""Causes of action by name, never by number (the numbers changed in 2020 and 2026).

causes.csv: name as documents of any year write it, today's name, group (trade_secret or neighbour), example.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from corpus.knowledge.table import read_table


class Cause(msgspec.Struct, frozen=True):
    """A row of causes.csv. today: the name of the list in force; group: whether it is about trade secrets."""

    name: str
    today: str
    group: Literal["trade_secret", "neighbour"]
    example: str


@cache
def causes() -> tuple[Cause, ...]:
    """causes.csv, the longest names first, so that the first that ends a text is the whole name."""
    return tuple(sorted(read_table("causes", Cause), key=lambda cause: -len(cause.name)))


def find_cause(text: str) -> Cause | None:
    """The cause whose name stands at the end of `text` (the words before 一案), None if none does."""
    return next((cause for cause in causes() if text.endswith(cause.name)), None)
