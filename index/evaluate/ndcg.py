"""Normalised discounted cumulative gain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2


def ndcg(ranking: Sequence[str], relevance: Mapping[str, int], k: int = 10) -> float:
    """DCG / ideal DCG of the first k, with DCG = sum of rel(i) / log2(i + 1) over ranks i = 1..k.

    Linear gain, as trec_eval has it; 0 where nothing is relevant.
    """
    ideal = _dcg(sorted(relevance.values(), reverse=True)[:k])
    return _dcg([relevance.get(name, 0) for name in ranking[:k]]) / ideal if ideal else 0.0


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1))
