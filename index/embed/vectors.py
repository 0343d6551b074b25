"""Vectors kept on disk, so that a rebuild or a change of engine embeds nothing twice."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import MichaError
from index.embed.types import Encoder, Prompt, Vectors

_SCHEMA = """
CREATE TABLE IF NOT EXISTS models (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS vectors (
    model INTEGER NOT NULL REFERENCES models (id),
    sha256 BLOB NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (model, sha256)
);
"""
_ASKED_AT_ONCE = 500  # SQLite's limit on parameters was 999 before 3.32
_WAIT = 60.0  # seconds for another process that writes


class VectorCacheError(MichaError):
    """The file of vectors cannot be read or written."""


def passage_hash(text: str) -> bytes:
    """The key of a text: sha256 over its UTF-8 (lone surrogates included)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


class VectorCache:
    """identity (Encoder.identity plus the prompt) and passage hash -> float32 vector, in one SQLite file.

    Safe for several processes (WAL) and threads. A file that is no database is set aside as *.broken and
    begun anew: it holds nothing that cannot be computed again.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._turn = threading.Lock()
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._connection = _open(path)
            except sqlite3.DatabaseError as fault:
                self._begin_anew(fault)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """One turn at the file. Damage found on the way sets the file aside: the block then ends without its result."""
        with self._turn, _told(self.path):
            try:
                yield
            except sqlite3.DatabaseError as fault:
                self._connection.close()
                self._begin_anew(fault)

    def _begin_anew(self, fault: sqlite3.DatabaseError) -> None:
        if isinstance(fault, sqlite3.OperationalError):
            raise fault  # locked, full or not writable: not broken
        self.path.replace(self.path.with_name(f"{self.path.name}.broken"))
        self._connection = _open(self.path)

    def get_many(self, identity: str, hashes: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """The vectors that are held, by hash; those that are not held are absent."""
        found: dict[bytes, NDArray[np.float32]] = {}
        with self._asking():
            for start in range(0, len(hashes), _ASKED_AT_ONCE):
                part = hashes[start : start + _ASKED_AT_ONCE]
                for key, vector in self._connection.execute(
                    "SELECT sha256, vector FROM vectors JOIN models ON models.id = model"
                    f" WHERE identity = ? AND sha256 IN ({','.join('?' * len(part))})",
                    (identity, *part),
                ):
                    found[key] = np.frombuffer(vector, dtype="<f4")
        return found

    def put_many(self, identity: str, vectors: Mapping[bytes, NDArray[np.float32]]) -> None:
        """Keep vectors by hash, in one transaction."""
        rows = [(identity, key, np.asarray(vector, dtype="<f4").tobytes()) for key, vector in vectors.items()]
        with self._asking(), self._connection:
            self._connection.execute("INSERT OR IGNORE INTO models (identity) VALUES (?)", (identity,))
            self._connection.executemany(
                "INSERT OR REPLACE INTO vectors (model, sha256, vector)"
                " VALUES ((SELECT id FROM models WHERE identity = ?), ?, ?)",
                rows,
            )

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


class CachedEncoder:
    """An Encoder that computes a passage once. Queries are never written: they are a client's secret."""

    def __init__(self, encoder: Encoder, cache: VectorCache, chunk: int = 256) -> None:
        self._encoder = encoder
        self._cache = cache
        self._chunk = chunk  # texts computed between two writes: what an interruption can lose

    @property
    def identity(self) -> str:
        return self._encoder.identity

    @property
    def dim(self) -> int:
        return self._encoder.dim

    def encode(self, texts: Sequence[str], prompt: Prompt) -> Vectors:
        """See Encoder.encode."""
        if prompt == "query":
            return self._encoder.encode(texts, prompt)
        keys = [passage_hash(text) for text in texts]
        known = self._cache.get_many(self._place, keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        for part in _parts(list(missing), self._chunk):
            vectors = self._encoder.encode([missing[key] for key in part], prompt)
            new = dict(zip(part, vectors, strict=True))
            self._cache.put_many(self._place, new)
            known |= new
        return np.array([known[key] for key in keys], dtype=np.float32).reshape(len(texts), self.dim)

    @property
    def _place(self) -> str:
        return f"{self._encoder.identity}|passage"


def _parts(keys: list[bytes], size: int) -> Iterator[list[bytes]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(_SCHEMA)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as fault:
        raise VectorCacheError(
            f"向量缓存 {path} 无法读写（{fault}）。请确认磁盘有空间且可写；必要时可删除该文件，向量会重新计算。",
            stage="embed",
        ) from fault
