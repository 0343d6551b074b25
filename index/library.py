"""What a search searches: the store, the engine and, where there is one, the encoder."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.model import Record
from corpus.settings import Settings
from index.build import INDEX_VERSION, BuildReport, Corpus, Progress, build
from index.embed import Encoder, EncoderUnavailableError, load_encoder
from index.embed.vectors import CachedEncoder, VectorCache, VectorCacheError
from index.engine import discard_index, open_engine
from index.engine.protocol import Engine
from index.errors import EngineBusyError, IndexBrokenError, IndexOutdatedError

LOG = logging.getLogger(__name__)
VECTOR_CACHE = "vectors.sqlite"
RECORDS_HELD = 256  # some 15 MB


@dataclass
class Library:
    """Store, engine, encoder (None: words alone). Safe for searching from several threads."""

    store: Corpus
    engine: Engine
    encoder: Encoder | None = None
    _held: Callable[[str, int], Record] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # The cases of a topic come back with every search on it, and reading one costs .4 ms.
        self._held = lru_cache(maxsize=RECORDS_HELD)(lambda key, _generation: self.store.get(key))

    def record(self, key: str) -> Record:
        """The record of a key as of the store's present generation. Raises UnknownKeyError."""
        return self._held(key, self.store.generation())

    def usable_encoder(self) -> Encoder | None:
        """The encoder, if the index's vectors are its own."""
        encoder = self.encoder
        return encoder if encoder and self.engine.versions().encoder == encoder.identity else None

    def check_version(self) -> None:
        """Raises IndexOutdatedError where the index was written by another version of the program."""
        held = self.engine.versions().analyser
        if held and held != INDEX_VERSION:
            raise IndexOutdatedError(
                f"检索索引由另一版本的分词与切分规则建立（索引 {held}，程序 {INDEX_VERSION}）。"
                "请运行 python -m index build 重建索引；文书与向量缓存不受影响。"
            )

    def close(self) -> None:
        """Releases the engine's files."""
        self.engine.close()


def _store(settings: Settings) -> Corpus:
    from corpus.seed import open_corpus  # the parser and its rules come with it: half a second

    return open_corpus(settings)


def open_library(settings: Settings, *, with_encoder: bool = True) -> Library:
    """The library of the settings' home. An encoder that cannot be had is a warning in the log, not an error.

    Raises StoreError, EngineError, IndexBrokenError.
    """
    store = _store(settings)
    return Library(store, open_engine(settings), find_encoder(settings) if with_encoder else None)


def find_encoder(settings: Settings) -> Encoder | None:
    """The encoder of the settings with its cache of vectors, or None with a line in the log that says why."""
    try:
        encoder = load_encoder(settings, LOG.info)
    except EncoderUnavailableError as fault:
        LOG.warning("%s", fault)
        return None
    try:
        return CachedEncoder(encoder, VectorCache(settings.cache_dir / VECTOR_CACHE))
    except VectorCacheError as fault:  # every vector is then computed, none kept
        LOG.warning("%s", fault)
        return encoder


def open_for_building(settings: Settings, *, anew: bool = False) -> Library:
    """Like open_library without its encoder, but a broken index (anew: any) is deleted and begun from the store."""
    store = _store(settings)
    if anew:
        discard_index(settings)
    try:
        return Library(store, open_engine(settings))
    except IndexBrokenError as fault:
        LOG.warning("%s", fault)
        discard_index(settings)
        return Library(store, open_engine(settings))


def open_current(settings: Settings, progress: Progress, *, with_encoder: bool = True) -> Library:
    """Like open_library, with the words of everything that the store took since the last build already searchable.

    Where another process writes the index at this moment, that process does it, and nothing is done here.
    """
    library = open_for_building(settings)
    if library.engine.generation() < library.store.generation():
        try:
            build_library(settings, library, progress)
        except EngineBusyError as busy:
            LOG.warning("%s", busy)
    library.encoder = find_encoder(settings) if with_encoder else None
    return library


def build_library(settings: Settings, library: Library, progress: Progress) -> BuildReport:
    """Brings the library's index up to its store."""
    return build(library.store, library.engine, library.encoder, progress, settings.batch)
