"""What every search engine must do. Contract tests in tests/index/test_engine_contract.py run on each engine.

Two collections: judgments (whole records: facets, filters, whole-document score) and passages (what is
ranked and shown). Tokens come analysed from above; grouping, fusion, highlighting and tie-breaks live
above this protocol too. Raw scores are never compared between engines.
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
Range = tuple[float | None, float | None]  # closed; None = open

AMOUNTS = ("claimed", "awarded")


class JudgmentDoc(Struct, frozen=True):
    """One record as the engine holds it.

    words: analysed tokens joined by spaces; chars: its analysed characters, ditto.
    earliest, latest: the decision's date as a number yyyymmdd (both the same), the bounds of its year
    where only that is known, 0 where nothing is. amounts: AMOUNTS -> yuan.
    generation: the store's, of this record.
    """

    key: str
    words: str
    chars: str
    keywords: dict[str, Keywords] = {}  # filter field -> codes, e.g. finding -> ("secrecy:rejected", ...)
    earliest: int = 0
    latest: int = 0
    amounts: dict[str, float] = {}
    generation: int = 0


class Passage(Struct, frozen=True):
    """A passage's place. id = `key#ordinal`; start, end: in the record's text; view: court / party / other."""

    id: str
    key: str
    ordinal: int
    section: str
    view: str
    start: int
    end: int


class PassageDoc(Passage, frozen=True):
    """A passage as it is written to the engine; it takes the filter values of its judgment."""

    words: str
    chars: str


class Filter(Struct, frozen=True):
    """Different fields = and; values or ranges of one field = or.

    dates: ranges of yyyymmdd; a judgment passes when all of [earliest, latest] lies within one of them.
    keys: only these judgments (None: all).
    """

    terms: dict[str, Keywords] = {}
    dates: tuple[Range, ...] = ()
    amounts: dict[str, tuple[Range, ...]] = {}
    keys: Keywords | None = None
    exclude_keys: Keywords = ()

    def __bool__(self) -> bool:
        return bool(self.terms or self.dates or self.amounts or self.keys is not None or self.exclude_keys)


class Matching(Struct, frozen=True):
    """A set of judgments: any of the tokens (all judgments if none), every phrase (characters), the filter."""

    tokens: Keywords = ()
    phrases: tuple[Keywords, ...] = ()
    where: Filter = Filter()


class Scored(Struct, frozen=True):
    """id of a passage (or key of a judgment) with the engine's raw score, best first."""

    id: str
    score: float


class Versions(Struct, frozen=True):
    """Who made the tokens and the vectors, and of which corpus (Store.store_id); empty where there are none yet."""

    analyser: str = ""
    encoder: str = ""
    corpus: str = ""


class RepairReport(Struct, frozen=True):
    """What an engine found half-written when it was opened, and dropped. The next build writes it anew.

    keys: judgments dropped; reset: the whole index was inconsistent and has been emptied.
    """

    keys: Keywords = ()
    reset: bool = False

    def __bool__(self) -> bool:
        return bool(self.keys or self.reset)


class Engine(Protocol):
    """A search engine over both collections. One writer at a time, any number of readers and threads.

    Writing starts at the first upsert, delete, put_vectors, drop_vectors, clear or set_versions and ends
    with refresh() or rollback(); only in between is the index locked against other writers.
    """

    name: str

    def upsert(self, judgments: Sequence[JudgmentDoc], passages: Sequence[PassageDoc]) -> None:
        """Replaces whole judgments with all their passages (a passage's judgment must be among them)."""

    def delete(self, keys: Sequence[str]) -> None:
        """Removes judgments, their passages and vectors; unknown keys are ignored."""

    def put_vectors(self, ids: Sequence[str], vectors: Vectors, generations: Sequence[int]) -> None:
        """Vectors (n, dim), L2-normalised, of passages by id; replaces those that are there.

        generations: of the judgments that were read to make them; a passage that is gone or whose judgment
        has another generation by now is passed over.
        """

    def drop_vectors(self) -> None:
        """Forgets all vectors (another encoder)."""

    def clear(self) -> None:
        """Forgets everything; the generation becomes 0."""

    def set_versions(self, versions: Versions) -> None:
        """Records who made what is being written."""

    def refresh(self, generation: int) -> None:
        """Makes everything written so far durable and visible, as the state of store generation `generation`."""

    def rollback(self) -> None:
        """Gives up what was written since the last refresh."""

    def generation(self) -> int:
        """The store generation that the visible state reflects; 0 for a new index."""

    def versions(self) -> Versions:
        """Who made the visible state."""

    def indexed(self) -> Mapping[str, int]:
        """Every judgment in the index with its generation."""

    def bm25(
        self, collection: Collection, tokens: Sequence[str], k: int, where: Filter,
        boosts: Mapping[str, float] | None = None,
    ) -> list[Scored]:  # fmt: skip
        """The k best by BM25 over `words`; boosts: view (court/party/other) -> factor, passages only."""

    def phrase(self, collection: Collection, chars: Sequence[str], k: int, where: Filter) -> list[Scored]:
        """What holds the characters one after another; BM25-scored."""

    def knn(self, vector: Vectors, k: int, where: Filter) -> list[Scored]:
        """The k passages nearest to vector (dim,) by inner product."""

    def facets(self, fields: Sequence[str], matching: Matching) -> dict[str, dict[str, int]]:
        """Counts of the matching judgments by field and code, most frequent first (ties by code)."""

    def match_keys(self, matching: Matching) -> set[str]:
        """All judgments of the set."""

    def count(self, matching: Matching) -> int:
        """How many judgments are in the set."""

    def count_passages(self) -> int:
        """How many passages the index holds."""

    def without_vectors(self, skip_sections: Sequence[str]) -> list[str]:
        """Ids of the passages outside these sections that have no vector yet, in a stable order."""

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The stored passages by id; unknown ids are left out."""

    def passages_of(self, keys: Sequence[str]) -> dict[str, list[Passage]]:
        """All passages of these judgments in the order of the text."""

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """Stored float32 vectors by id; ids without one are left out."""

    def repaired(self) -> RepairReport:
        """What was repaired when this engine was opened."""

    def scan(self) -> Iterator[str]:
        """All keys in a stable order."""

    def close(self) -> None:
        """Releases files and locks; unfinished writing is rolled back."""
