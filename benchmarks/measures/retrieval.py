"""How good the ranking is: the judged sets of the shared folder, and the judged questions over the digests."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

from benchmarks.measured import AbsentError, Measured
from benchmarks.questions import read_questions
from benchmarks.shared import shared_data
from corpus.commands.output import log
from corpus.seed import seed
from corpus.settings import Settings, load_settings
from corpus.store import Store
from index.build import build
from index.embed import Encoder
from index.engine import open_engine
from index.evaluate import evaluate, read_beir
from index.evaluate.measure import run
from index.evaluate.ndcg import ndcg
from index.library import Library, find_encoder
from index.types import Mode

SETS = ("consultation", "judgment_questions", "scenario_statute")
MODES: tuple[Mode, ...] = ("bm25", "dense", "hybrid")


def measure() -> Iterator[Measured]:
    """`SET_MODE_METRIC` for the judged sets, `digests_MODE_ndcg_10` for the questions over the digests."""
    settings = load_settings()
    encoder = find_encoder(settings)
    if encoder is None:
        raise AbsentError("没有语义模型，混合检索无从测量")
    yield from _digests(settings, encoder)
    for name in SETS:
        yield from _judged(name, settings, encoder)


def _judged(name: str, settings: Settings, encoder: Encoder) -> Iterator[Measured]:
    rows = {row.mode: row for row in evaluate(read_beir(shared_data() / "retrieval" / name), encoder, settings, _quiet)}
    for mode, row in rows.items():
        absolute = {"queries": float(row.queries)}
        yield Measured(f"{name}_{mode}_mrr_10", row.mrr_10, absolute)
        yield Measured(f"{name}_{mode}_ndcg_10", row.ndcg_10, absolute)
        yield Measured(f"{name}_{mode}_recall_100", row.recall_100, absolute)
    loss = max(rows["bm25"].mrr_10, rows["dense"].mrr_10) - rows["hybrid"].mrr_10
    yield Measured(f"{name}_hybrid_loss", loss)


def _digests(settings: Settings, encoder: Encoder) -> Iterator[Measured]:
    questions = read_questions()
    with tempfile.TemporaryDirectory(prefix="micha-benchmark-") as home:
        library = _digest_library(Path(home), settings, encoder)
        origins = {r.key: r.digest.origin for r in library.store.records(("digest",)) if r.digest}
        for mode in MODES:
            found = dict(run({question.id: question.text for question in questions}, library, mode))
            scores = [ndcg([origins.get(key, key) for key in found[q.id]], q.relevance) for q in questions]
            yield Measured(f"digests_{mode}_ndcg_10", fmean(scores), {"queries": float(len(questions))})
        library.close()


def _digest_library(home: Path, settings: Settings, encoder: Encoder) -> Library:
    store, engine = Store(home), open_engine(Settings(home=str(home)))
    seed(store)
    build(store, engine, encoder, _quiet, settings.batch)
    return Library(store, engine, encoder)


def _quiet(stage: str, done: int, total: int) -> None:
    if done == total:
        log(f"{stage} {done}")
