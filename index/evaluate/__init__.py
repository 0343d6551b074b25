"""How well search ranks, on judged queries in BEIR layout."""

from __future__ import annotations

from index.evaluate.beir import BeirSet, read_beir
from index.evaluate.measure import Measured, evaluate
from index.evaluate.memory import MemoryCorpus
from index.evaluate.mrr import reciprocal_rank
from index.evaluate.ndcg import ndcg
from index.evaluate.recall import recall

__all__ = ["BeirSet", "Measured", "MemoryCorpus", "evaluate", "ndcg", "read_beir", "recall", "reciprocal_rank"]
