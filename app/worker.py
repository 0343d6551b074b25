"""The background thread of the app: seeds the corpus, builds the word index, fetches the encoder, makes vectors.

Pages never wait for it: they read a snapshot. It alone writes to the index in this process; an import that
arrives while vectors are being made comes first (the making stops between two batches and goes on after).
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import Literal

import msgspec
from msgspec import Struct

from app.components.faults import report
from corpus.errors import MichaError
from corpus.seed import seed
from corpus.settings import Settings
from corpus.store import Store
from index.build import build, build_vectors
from index.embed import Encoder, EncoderUnavailableError, load_encoder
from index.embed.vectors import CachedEncoder, VectorCache, VectorCacheError
from index.engine import discard_index, open_engine
from index.errors import EngineBusyError, IndexBrokenError
from index.library import VECTOR_CACHE, Library

Phase = Literal["seed", "words", "encoder", "vectors", "ready", "words_only", "failed"]
CALM_SECONDS = 4.0  # before torch is imported, which would slow the first page's search down to a third
JUDGMENTS_PER_GAP = 2  # more passages without a vector than that, and a ranking by meaning would pass them over
POLL_SECONDS = 15.0  # another process may import into the same home


class Status(Struct, frozen=True):
    """A snapshot for the pages.

    generation: of the store as the word index shows it (-1: none yet); vectors: whether meaning search is on;
    done, total: of the phase's work, 0 where unknown; line: what the encoder's fetching says of itself (Chinese).
    trouble: why there is no meaning search or no new index (Chinese; empty for a fault of ours).
    fault: its id in the log.
    """

    phase: Phase = "seed"
    done: int = 0
    total: int = 0
    generation: int = -1
    vectors: bool = False
    line: str = ""
    repaired: bool = False
    trouble: str = ""
    fault: str = ""


class _InterruptedError(Exception):
    """The corpus changed, or a rebuild was asked for, while vectors were being made."""


class Worker:
    """One a process; `start` once."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings, self._store = settings, store
        self._library: Library | None = None
        self._status = Status()
        self._changed = threading.Condition()
        self._wake = threading.Event()
        self._drop = False
        self._busy = False

    def start(self) -> None:
        """Starts the thread."""
        threading.Thread(target=self._run, name="micha-worker", daemon=True).start()

    @property
    def status(self) -> Status:
        """What is being done."""
        return self._status

    @property
    def library(self) -> Library | None:
        """What a search needs; None until the words are indexed. With the encoder once all vectors were made."""
        status, held = self._status, self._library
        if held is None or status.generation < 0:
            return None
        return held if status.vectors else Library(held.store, held.engine, None)

    def wait_for_words(self, seconds: float) -> None:
        """Until words can be searched, or the work has failed, or the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._status.generation >= 0 or self._status.phase == "failed", seconds)

    def wake(self) -> None:
        """Looks at the corpus now."""
        self._wake.set()

    def rebuild(self) -> None:
        """Makes the index anew from the corpus."""
        self._drop = True
        self._wake.set()

    def wait_for(self, generation: int, seconds: float) -> bool:
        """Whether the word index has reached a store generation within `seconds`."""
        self._wake.set()
        with self._changed:
            return self._changed.wait_for(lambda: self._status.generation >= generation, seconds)

    def _run(self) -> None:
        while True:
            self._wake.clear()
            self._busy = False
            try:
                self._round()
            except _InterruptedError:
                continue
            except EncoderUnavailableError as fault:
                self._set(phase="failed", trouble=fault.message, fault=report(fault), vectors=False)
            except Exception as fault:  # the thread must outlive any fault: pages go on with what there is
                trouble = fault.message if isinstance(fault, MichaError) else ""
                self._set(phase="failed", trouble=trouble, fault=report(fault))
                self._give_up()
                self._busy = isinstance(fault, EngineBusyError)
            self._wait()

    def _give_up(self) -> None:
        """Takes back what was half written, so that the next round starts from what was acknowledged."""
        if self._library is not None:
            with suppress(MichaError):
                self._library.engine.rollback()

    def _wait(self) -> None:
        """Until something changes, here or by another process; where that one was writing, a moment."""
        while not self._wake.wait(POLL_SECONDS):
            with suppress(MichaError):
                if self._busy or self._store.generation() != self._status.generation:
                    return

    def _round(self) -> None:
        """One pass over everything that is not up to date."""
        if self._library is None:
            self._set(phase="seed", done=0, total=0, trouble="", fault="")
            seed(self._store)
        library = self._open()
        self._set(phase="words", done=0, total=0, trouble="", fault="")
        built = build(self._store, library.engine, None, self._watch)
        few = built.without_vectors * JUDGMENTS_PER_GAP <= len(library.engine.indexed())
        self._set(
            generation=built.generation,
            vectors=self._status.vectors and few,
            repaired=self._status.repaired or bool(built.repaired),
        )
        if self._settings.encoder == "none":
            self._set(phase="words_only")
            return
        if library.encoder is None:
            self._set(phase="encoder", done=0, total=0)
            if self._wake.wait(CALM_SECONDS):
                raise _InterruptedError
            library.encoder = self._kept(load_encoder(self._settings, self._say))
        self._set(phase="vectors", done=0, total=0, line="")
        build_vectors(self._store, library.engine, library.encoder, self._watch, self._settings.batch)
        self._set(phase="ready", vectors=True)

    def _open(self) -> Library:
        """The library; an index that cannot be read is begun anew, since the corpus holds all it was made of."""
        if self._library is None:
            if self._drop:
                discard_index(self._settings)
            try:
                engine = open_engine(self._settings)
            except IndexBrokenError as fault:
                report(fault)
                discard_index(self._settings)
                engine = open_engine(self._settings)
                self._set(repaired=True)
            self._library = Library(self._store, engine)
        elif self._drop:
            self._set(generation=-1, vectors=False)
            self._library.engine.clear()
            self._library.engine.refresh(0)
        self._drop = False
        return self._library

    def _kept(self, encoder: Encoder) -> Encoder:
        """The encoder with its file of vectors; without it, where that file cannot be used."""
        try:
            return CachedEncoder(encoder, VectorCache(self._settings.cache_dir / VECTOR_CACHE))
        except VectorCacheError as fault:
            report(fault)
            return encoder

    def _watch(self, _stage: str, done: int, total: int) -> None:
        self._set(done=done, total=total)
        if self._status.phase == "vectors" and self._wake.is_set():
            raise _InterruptedError

    def _say(self, line: str) -> None:
        self._set(line=line)

    def _set(self, **values: object) -> None:
        with self._changed:
            self._status = msgspec.structs.replace(self._status, **values)
            self._changed.notify_all()
