"""Counts of hits, predictions and gold items, with precision, recall and F1 = 2 hits / (predicted + gold)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TypeVar

from msgspec import Struct

Item = TypeVar("Item", bound=Hashable)


class Figures(Struct, frozen=True):
    """p, r, f1: null where nothing was predicted, nothing is in the gold, or neither."""

    p: float | None
    r: float | None
    f1: float | None
    hit: int
    pred: int
    gold: int


@dataclass
class Tally:
    """Running counts over documents (micro average)."""

    hit: int = 0
    pred: int = 0
    gold: int = 0

    def add(self, hit: int, pred: int, gold: int) -> None:
        """Counts one document's items."""
        self.hit, self.pred, self.gold = self.hit + hit, self.pred + pred, self.gold + gold

    def add_bags(self, pred: Counter[Item], gold: Counter[Item]) -> None:
        """Counts two multisets: an item hits as often as it stands in both."""
        self.add((pred & gold).total(), pred.total(), gold.total())

    def figures(self) -> Figures:
        """The three rates with their counts."""
        total = self.pred + self.gold
        return Figures(
            p=self.hit / self.pred if self.pred else None,
            r=self.hit / self.gold if self.gold else None,
            f1=2 * self.hit / total if total else None,
            hit=self.hit,
            pred=self.pred,
            gold=self.gold,
        )
