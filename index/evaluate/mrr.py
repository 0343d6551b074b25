"""Reciprocal rank; its mean over queries is MRR."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def reciprocal_rank(ranking: Sequence[str], relevance: Mapping[str, int], k: int = 10) -> float:
    """1 / rank of the first relevant among the first k; 0 where none is."""
    return next((1 / rank for rank, name in enumerate(ranking[:k], start=1) if relevance.get(name, 0) > 0), 0.0)
