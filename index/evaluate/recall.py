"""Recall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def recall(ranking: Sequence[str], relevance: Mapping[str, int], k: int = 100) -> float:
    """Share of the relevant that are among the first k; 0 where nothing is relevant."""
    wanted = {name for name, gain in relevance.items() if gain > 0}
    return len(wanted & set(ranking[:k])) / len(wanted) if wanted else 0.0
