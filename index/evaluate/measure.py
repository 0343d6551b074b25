"""Measures search on a judged set: the same build and the same search as the program's own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from statistics import fmean

from msgspec import Struct

from corpus.settings import Settings
from index.build import Progress, build
from index.embed import Encoder
from index.engine import open_engine
from index.evaluate.beir import BeirSet
from index.evaluate.memory import MemoryCorpus
from index.evaluate.mrr import reciprocal_rank
from index.evaluate.ndcg import ndcg
from index.evaluate.recall import recall
from index.library import Library
from index.search.run import find, understand
from index.types import Mode, SearchRequest

DEPTH = 100


class Measured(Struct, frozen=True):
    """One mode on one set; means over its queries."""

    mode: Mode
    queries: int
    ndcg_10: float
    mrr_10: float
    recall_100: float


def evaluate(judged: BeirSet, encoder: Encoder | None, settings: Settings, progress: Progress) -> list[Measured]:
    """bm25, and with an encoder dense and hybrid, over an index of the set made in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="micha-evaluate-") as home:
        store = MemoryCorpus(judged.records())
        engine = open_engine(Settings(home=home, engine=settings.engine))
        build(store, engine, encoder, progress, settings.batch)
        library = Library(store, engine, encoder)
        modes: Sequence[Mode] = ("bm25", "dense", "hybrid") if encoder else ("bm25",)
        rows = [_measure(judged, library, mode) for mode in modes]
        library.close()
    return rows


def _measure(judged: BeirSet, library: Library, mode: Mode) -> Measured:
    rankings = dict(run(judged.queries, library, mode))
    pairs = [(rankings[name], judged.relevance[name]) for name in judged.queries]
    return Measured(
        mode=mode,
        queries=len(pairs),
        ndcg_10=fmean(ndcg(ranking, relevance) for ranking, relevance in pairs),
        mrr_10=fmean(reciprocal_rank(ranking, relevance) for ranking, relevance in pairs),
        recall_100=fmean(recall(ranking, relevance) for ranking, relevance in pairs),
    )


def run(queries: dict[str, str], library: Library, mode: Mode) -> Iterator[tuple[str, list[str]]]:
    """Each query with the keys it finds, best first."""
    for name, text in queries.items():
        yield name, find(understand(SearchRequest(text, mode=mode), library), library).keys[:DEPTH]
