"""What a warm hybrid search costs beyond the raw calls it makes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import faiss
import msgspec
import numpy as np
import tantivy
from msgspec import Struct

from benchmarks.fake import DIM, FakePassages
from benchmarks.material import recombined
from benchmarks.measured import AbsentError, Clock, Measured, milliseconds, p95
from benchmarks.questions import read_questions
from corpus.commands.output import log
from corpus.importing import import_parts
from corpus.intake import read_parts
from corpus.settings import Settings, load_settings
from corpus.store import Store, start_batch
from index.build import build
from index.embed import Encoder, EncoderUnavailableError, Vectors, load_encoder
from index.engine import open_engine
from index.engine.protocol import Matching
from index.fields import FACET_FIELDS
from index.library import Library
from index.search import search
from index.search.query import parse_query
from index.types import SearchRequest

PASSAGES = 20_000
INDEX_FOLDER = "index/embedded"  # of a home
RAW_K = 100
ROUNDS = 5


class Turn(Struct, frozen=True):
    """One search and its raw calls."""

    search: Clock
    embed: Clock
    tantivy: Clock
    faiss: Clock
    facets: Clock  # counts for the filters, which the pages ask for besides: in neither sum

    def raw_wall(self) -> float:
        """Wall seconds of all raw calls together."""
        return self.embed.wall + self.tantivy.wall + self.faiss.wall

    def raw_cpu(self) -> float:
        """Their processor seconds."""
        return self.embed.cpu + self.tantivy.cpu + self.faiss.cpu


class RawCalls:
    """The calls that a hybrid search cannot do without, made directly: nothing is looked up, grouped or shown."""

    def __init__(self, encoder: Encoder, library: Library, home: Path) -> None:
        self._encoder = encoder
        indexes = [tantivy.Index.open(str(home / INDEX_FOLDER / name)) for name in ("passages", "judgments")]
        self._readers = [(index.schema, index.searcher()) for index in indexes]
        self._nearest = faiss.IndexScalarQuantizer(DIM, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT)
        ids = [
            place.id for places in library.engine.passages_of(list(library.engine.scan())).values() for place in places
        ]
        vectors = np.stack(list(library.engine.vectors(ids).values()))
        self._nearest.train(vectors)
        self._nearest.add(vectors)

    def embed(self, text: str) -> Vectors:
        """The query's vector (dim,)."""
        return np.asarray(self._encoder.encode([text], "query")[0], dtype=np.float32)

    def words(self, tokens: Sequence[str]) -> None:
        """BM25 over the passages and over the whole judgments."""
        for schema, searcher in self._readers:
            terms = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "words", token)) for token in tokens]
            searcher.search(tantivy.Query.boolean_query(terms), RAW_K, count=False)

    def nearest(self, vector: Vectors) -> None:
        """The nearest passages."""
        self._nearest.search(vector.reshape(1, -1), RAW_K)


def measure() -> Iterator[Measured]:
    """p95 of search over p95 of its raw calls; median processor time over theirs, which a busy machine spoils less."""
    settings = load_settings()
    encoders = {name: _encoder(settings, name) for name in ("fp32", "int8")}
    with tempfile.TemporaryDirectory(prefix="micha-benchmark-") as home:
        library = _library(Settings(home=home, cache=str(settings.cache_dir)))
        for name, encoder in encoders.items():
            held = Library(library.store, library.engine, FakePassages(encoder))
            yield from _compare(name, held, encoder, Path(home))
        library.close()


def _encoder(settings: Settings, precision: str) -> Encoder:
    try:
        return load_encoder(msgspec.structs.replace(settings, encoder="default", precision=precision), log)
    except EncoderUnavailableError as fault:
        raise AbsentError(fault.message) from fault


def _library(settings: Settings) -> Library:
    """PASSAGES passages of recombined judgments, imported and indexed as a user's are, with fake vectors."""
    store, engine, encoder = Store(settings.home_dir), open_engine(settings), FakePassages()
    batch = start_batch(store, "benchmark")
    texts = enumerate(recombined(PASSAGES))
    while (left := PASSAGES - engine.count_passages()) > 0:
        for number, text in (next(texts) for _ in range(max(1, left // 20))):
            name = f"{number}.txt"
            list(import_parts(store, read_parts(text.encode(), name), name, batch))
        build(store, engine, None, lambda *_: None)
        log(f"{engine.count_passages()} passages")
    build(store, engine, encoder, lambda *_: None, batch=1_000)
    return Library(store, engine, encoder)


def _compare(precision: str, library: Library, encoder: Encoder, home: Path) -> Iterator[Measured]:
    """ROUNDS over all questions after one that warms up; raw calls and search take turns, so that noise hits both."""
    questions, calls = [question.text for question in read_questions()], RawCalls(encoder, library, home)
    turns = [_turn(text, library, calls) for _ in range(ROUNDS + 1) for text in questions][len(questions) :]
    ours, raw = [turn.search.wall for turn in turns], [turn.raw_wall() for turn in turns]
    ours_cpu, raw_cpu = median(turn.search.cpu for turn in turns), median(turn.raw_cpu() for turn in turns)
    absolute = {
        "search_p95_ms": milliseconds(p95(ours)),
        "raw_p95_ms": milliseconds(p95(raw)),
        "search_median_ms": milliseconds(median(ours)),
        "raw_median_ms": milliseconds(median(raw)),
        "search_cpu_median_ms": milliseconds(ours_cpu),
        "raw_cpu_median_ms": milliseconds(raw_cpu),
        "raw_embed_median_ms": milliseconds(median(turn.embed.wall for turn in turns)),
        "raw_tantivy_median_ms": milliseconds(median(turn.tantivy.wall for turn in turns)),
        "raw_faiss_median_ms": milliseconds(median(turn.faiss.wall for turn in turns)),
        "facets_median_ms": milliseconds(median(turn.facets.wall for turn in turns)),
        "passages": float(library.engine.count_passages()),
        "judgments": float(len(library.engine.indexed())),
        "searches": float(len(turns)),
    }
    yield Measured(f"p95_over_raw_{precision}", p95(ours) / p95(raw), absolute)
    yield Measured(f"cpu_over_raw_{precision}", ours_cpu / raw_cpu, absolute)


def _turn(text: str, library: Library, calls: RawCalls) -> Turn:
    tokens = parse_query(text).tokens
    with Clock() as embed:
        vector = calls.embed(text)
    with Clock() as words:
        calls.words(tokens)
    with Clock() as nearest:
        calls.nearest(vector)
    with Clock() as facets:
        library.engine.facets(FACET_FIELDS, Matching(tokens))
        library.engine.count(Matching(tokens))
    with Clock() as whole:
        search(SearchRequest(text, facets=False), library)
    return Turn(whole, embed, words, nearest, facets)
