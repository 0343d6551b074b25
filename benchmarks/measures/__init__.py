"""One module a measure, each with `measure() -> Iterator[Measured]`; figures.yaml names them."""

from __future__ import annotations

from importlib import import_module

from benchmarks.measured import Measured

MEASURES = ("parsing", "searching", "first_page", "memory", "importing", "embedding", "accuracy", "retrieval")
SLOW = frozenset({"importing"})
"""Measured only when named: a quarter of an hour and more."""


def run(name: str) -> list[Measured]:
    """All figures of one measure. Raises AbsentError where this machine lacks what it needs."""
    found: list[Measured] = list(import_module(f"{__name__}.{name}").measure())
    return found
