"""The background work: words first, vectors after, an import before vectors, and nothing lost when a step fails."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

import app.worker as worker_module
from app.importer import Importer, Upload
from app.worker import Worker
from corpus.settings import Settings
from corpus.store import Store
from index.embed import EncoderUnavailableError, Prompt, Vectors
from index.search import search
from index.types import SearchRequest
from tests.app.documents import HOSTILE_NUMBER, PLAIN_NUMBER, hostile, plain

SECONDS = 60.0


class SlowEncoder:
    """Vectors made of the texts' hashes; `gate` holds the first batch until it is opened."""

    identity = "test|none|||"
    dim = 8

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.started = threading.Event()

    def encode(self, texts: Sequence[str], prompt: Prompt) -> Vectors:
        self.started.set()
        assert self.gate.wait(SECONDS)
        made = np.array([[1.0 + (hash(text) >> place) % 7 for place in range(self.dim)] for text in texts])
        return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture
def small_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the digests and samples, and without waiting for the first page."""
    monkeypatch.setattr(worker_module, "seed", lambda store: 0)
    monkeypatch.setattr(worker_module, "CALM_SECONDS", 0.0)


def started(home: Path, monkeypatch: pytest.MonkeyPatch, load: Callable[..., object]) -> tuple[Worker, Store]:
    monkeypatch.setattr(worker_module, "load_encoder", load)
    store = Store(home)
    worker = Worker(Settings(home=str(home)), store)
    worker.start()
    worker.wait_for_words(SECONDS)
    return worker, store


def until(worker: Worker, phase: str) -> bool:
    with worker._changed:
        return worker._changed.wait_for(lambda: worker.status.phase == phase, SECONDS)


def take_in(store: Store, worker: Worker, text: str, name: str) -> tuple[str, ...]:
    importer = Importer(store, worker)
    assert importer.take_uploads([Upload(name, text.encode())], name)
    while importer.job.running:
        threading.Event().wait(0.02)
    assert importer.job.indexed
    return tuple(report.outcome for report in importer.job.reports)


@pytest.mark.usefixtures("small_corpus")
def test_an_import_is_searchable_by_words_while_vectors_are_being_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = SlowEncoder()
    worker, store = started(tmp_path, monkeypatch, lambda settings, say: encoder)
    assert take_in(store, worker, hostile(), "a.txt") == ("added",)
    assert encoder.started.wait(SECONDS)
    library = worker.library
    assert library is not None
    assert library.encoder is None
    assert search(SearchRequest(HOSTILE_NUMBER), library).hits[0].case_number == HOSTILE_NUMBER
    threading.Timer(0.3, encoder.gate.set).start()
    assert take_in(store, worker, plain(), "b.txt") == ("added",)
    assert search(SearchRequest(PLAIN_NUMBER), library).hits[0].case_number == PLAIN_NUMBER
    assert until(worker, "ready")
    assert worker.status.vectors
    assert worker.library is not None
    assert worker.library.encoder is not None


@pytest.mark.usefixtures("small_corpus")
def test_without_an_encoder_words_are_searched_and_the_reason_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(settings: Settings, say: object) -> object:
        raise EncoderUnavailableError("语义模型下载失败：请检查网络后重试。")

    worker, store = started(tmp_path, monkeypatch, none)
    assert until(worker, "failed")
    assert worker.status.trouble == "语义模型下载失败：请检查网络后重试。"
    assert take_in(store, worker, plain(), "a.txt") == ("added",)
    assert worker.library is not None
    assert search(SearchRequest(PLAIN_NUMBER), worker.library).hits


@pytest.mark.usefixtures("small_corpus")
def test_a_fault_of_ours_ends_neither_the_thread_nor_the_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(settings: Settings, say: object) -> object:
        raise ZeroDivisionError

    worker, store = started(tmp_path, monkeypatch, broken)
    assert until(worker, "failed")
    assert worker.status.trouble == ""
    assert len(worker.status.fault) == 6
    assert take_in(store, worker, plain(), "a.txt") == ("added",)


@pytest.mark.usefixtures("small_corpus")
def test_a_rebuild_finds_the_same_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = SlowEncoder()
    encoder.gate.set()
    worker, store = started(tmp_path, monkeypatch, lambda settings, say: encoder)
    take_in(store, worker, plain(), "a.txt")
    assert until(worker, "ready")
    worker.rebuild()
    assert until(worker, "words")
    assert until(worker, "ready")
    assert worker.library is not None
    assert [hit.case_number for hit in search(SearchRequest("客户微信"), worker.library).hits] == [PLAIN_NUMBER]


@pytest.mark.usefixtures("small_corpus")
def test_each_file_has_its_outcome_and_a_bad_one_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = SlowEncoder()
    encoder.gate.set()
    worker, store = started(tmp_path / "home", monkeypatch, lambda settings, say: encoder)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "1.txt").write_text(plain(), encoding="utf-8")
    (inbox / "2.txt").write_bytes(b"")
    (inbox / "3.txt").write_text(plain(), encoding="utf-8")
    importer = Importer(store, worker)
    assert importer.take_path(inbox)
    while importer.job.running:
        threading.Event().wait(0.02)
    told = [(Path(report.file).name, report.outcome, report.reason) for report in importer.job.reports]
    assert told == [("1.txt", "added", None), ("2.txt", "refused", "empty"), ("3.txt", "same", None)]
    assert (importer.job.done, importer.job.total) == (3, 3)
