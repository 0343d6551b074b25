"""Does a judgment cost more to import and index in a large corpus than in a small one?"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from benchmarks.fake import FakePassages
from benchmarks.material import recombined
from benchmarks.measured import Clock, Measured, milliseconds
from corpus.commands.output import log
from corpus.importing import import_paths
from corpus.settings import Settings
from corpus.store import Store
from index.build import build, build_vectors
from index.engine import open_engine

SMALL, LARGE = 1_000, 10_000


class Cost(Struct, frozen=True):
    """Seconds of one corpus, processor and wall: import (read, parse, annotate, store), words, vectors."""

    documents: int
    imported: Clock
    words: Clock
    vectors: Clock
    passages: int

    def cpu(self) -> float:
        """Processor seconds a document for import and word index."""
        return (self.imported.cpu + self.words.cpu) / self.documents

    def wall(self) -> float:
        """Wall seconds a document for import and word index."""
        return (self.imported.wall + self.words.wall) / self.documents

    def absolute(self) -> dict[str, float]:
        """Milliseconds a document and passages, named by the corpus's size."""
        parts = {"import": self.imported, "words": self.words, "fake_vectors": self.vectors}
        values: dict[str, float] = {f"passages_{self.documents}": self.passages}
        for name, clock in parts.items():
            values[f"{name}_{self.documents}_cpu_ms"] = milliseconds(clock.cpu / self.documents)
            values[f"{name}_{self.documents}_wall_ms"] = milliseconds(clock.wall / self.documents)
        return values


def measure() -> Iterator[Measured]:
    """Cost a document of LARGE over that of SMALL, by processor time and by wall time."""
    small, large = cost(SMALL), cost(LARGE)
    absolute = small.absolute() | large.absolute()
    yield Measured("cpu_ratio", large.cpu() / small.cpu(), absolute)
    yield Measured("wall_ratio", large.wall() / small.wall(), absolute)
    vectors = (large.vectors.cpu / large.passages) / (small.vectors.cpu / small.passages)
    yield Measured("vectors_cpu_ratio", vectors, absolute)


def cost(documents: int) -> Cost:
    """Imports and indexes that many recombined judgments in a home of their own."""
    with tempfile.TemporaryDirectory(prefix="micha-benchmark-") as folder:
        files = Path(folder) / "files"
        files.mkdir()
        for number, text in enumerate(recombined(documents)):
            (files / f"{number:05d}.txt").write_text(text, encoding="utf-8")
        return _cost(documents, files, Settings(home=f"{folder}/home"))


def _cost(documents: int, files: Path, settings: Settings) -> Cost:
    store, engine, encoder = Store(settings.home_dir), open_engine(settings), FakePassages()
    with Clock() as imported:
        added = _import(store, files)
    if added != documents:
        raise AssertionError(f"{added} of {documents} documents were added: the material repeats itself")
    with Clock() as words:
        build(store, engine, None, lambda *_: None)
    with Clock() as vectors:
        build_vectors(store, engine, encoder, lambda *_: None)
    passages = engine.count_passages()
    engine.close()
    store.close()
    return Cost(documents, imported, words, vectors, passages)


def _import(store: Store, files: Path) -> int:
    added = 0
    for report in import_paths(store, [files]):
        added += report.outcome == "added"
        if added % 500 == 0:
            log(f"import {added}")
    return added
