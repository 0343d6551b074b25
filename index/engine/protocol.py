"""What every search engine must do. Contract tests in tests/index/test_engine_contract.py run on each engine.

Two collections: judgments (whole records: facets, filters, whole-document score) and passages (what is
ranked and shown). Grouping, fusion, highlighting and tie-breaks live above this protocol; raw scores
are never compared between engines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Collection = Literal["judgments", "passages"]
Vectors = NDArray[np.float32]
Keywords = tuple[str, ...]


class JudgmentDoc(Struct, frozen=True):
    """One record as the engine holds it. words: analysed tokens joined by spaces; chars: its characters, ditto."""

    key: str
    words: str
    chars: str
    keywords: dict[str, Keywords]  # filter field -> codes, e.g. finding -> ("secrecy:rejected", ...)
    date: str = ""  # ISO, "" where unknown
    year: int = 0


class PassageDoc(Struct, frozen=True):
    """One passage. id = `key#ordinal`; view: whose words these are (court / party / other)."""

    id: str
    key: str
    ordinal: int
    section: str
    view: str
    start: int
    end: int
    words: str
    chars: str
    keywords: dict[str, Keywords]  # the judgment's, so that filters work on passages
    date: str = ""
    year: int = 0


class Filter(Struct, frozen=True):
    """Same field = or, different fields = and. date/year take closed ranges (low, high), "" or 0 = open."""

    terms: dict[str, Keywords] = {}
    date: tuple[str, str] | None = None
    exclude_keys: Keywords = ()

    def __bool__(self) -> bool:
        return bool(self.terms or self.date or self.exclude_keys)


class Scored(Struct, frozen=True):
    """id of a passage (or key of a judgment) with the engine's raw score, best first."""

    id: str
    score: float


class Engine(Protocol):
    """A search engine over both collections. Not thread-safe for writing; reading is."""

    name: str

    def upsert(self, judgments: Sequence[JudgmentDoc], passages: Sequence[PassageDoc]) -> None:
        """Replaces whole judgments with all their passages; visible after refresh()."""

    def delete(self, keys: Sequence[str]) -> None:
        """Removes judgments, their passages and vectors; unknown keys are ignored."""

    def put_vectors(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Vectors (n, dim), L2-normalised, of passages by id; replaces those that are there."""

    def drop_vectors(self) -> None:
        """Forgets all vectors (another encoder)."""

    def refresh(self, generation: int) -> None:
        """Makes everything written so far durable and visible, as the state of store generation `generation`."""

    def generation(self) -> int:
        """The store generation that the visible state reflects; 0 for a new index."""

    def bm25(
        self, collection: Collection, tokens: Sequence[str], k: int, where: Filter,
        boosts: Mapping[str, float] | None = None,
    ) -> list[Scored]:  # fmt: skip
        """The k best by BM25 over `words`; boosts: section view (court/party/other) -> factor, passages only."""

    def phrase(self, collection: Collection, text: str, k: int, where: Filter) -> list[Scored]:
        """What holds `text` as consecutive characters (on `chars`); BM25-scored."""

    def knn(self, vector: Vectors, k: int, where: Filter) -> list[Scored]:
        """The k passages nearest to vector (dim,) by inner product."""

    def facets(self, fields: Sequence[str], keys: Sequence[str] | None, where: Filter) -> dict[str, dict[str, int]]:
        """Counts of judgments by field and code; within keys where given."""

    def match_keys(self, tokens: Sequence[str], phrases: Sequence[str], where: Filter) -> set[str]:
        """All judgments that hold any token (all where none is given), every phrase, and pass the filter."""

    def count(self, collection: Collection, where: Filter) -> int:
        """How many pass the filter."""

    def vector_ids(self) -> set[str]:
        """Ids of the passages that have a vector."""

    def scan(self, collection: Collection, where: Filter) -> Iterator[str]:
        """All ids (keys) that pass the filter, in a stable order."""

    def passages(self, ids: Iterable[str]) -> dict[str, PassageDoc]:
        """The stored passages by id (words and chars may be empty)."""

    def passages_of(self, key: str) -> list[PassageDoc]:
        """All passages of a judgment in the order of the text."""

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """Stored float32 vectors by id."""

    def close(self) -> None:
        """Releases files and locks."""
