"""The embedded engine: tantivy for words, faiss for vectors, SQLite for what is where. No server to start."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from tantivy import Query

from index.engine.embedded.catalogue import Catalogue
from index.engine.embedded.queries import filter_query, matching_query, phrase_query, scored_query, words_query
from index.engine.embedded.text import Rows, TextIndex, TextSnapshot
from index.engine.embedded.vectors import Nearest, VectorFile
from index.engine.embedded.writer import Stage, Writer
from index.engine.protocol import (
    Collection,
    Filter,
    JudgmentDoc,
    Keywords,
    Matching,
    Passage,
    PassageDoc,
    RepairReport,
    Scored,
    Vectors,
    Versions,
)
from index.errors import EngineBusyError, EngineError

LOG = logging.getLogger(__name__)

_MOST_HELD = 50_000  # passages kept in memory, some 15 MB
_FILTERS_HELD = 32


class _Snapshot(Struct, frozen=True):
    """One consistent visible state."""

    version: int
    judgments: TextSnapshot
    passages: TextSnapshot
    keys: dict[int, str]  # judgment row -> key
    indexed: dict[str, int]  # key -> generation
    nearest: Nearest | None
    by_row: dict[int, Passage]  # passages met so far, by row and by id
    by_id: dict[str, Passage]
    lacking: dict[Keywords, list[str]]  # sections left out -> passages without a vector; every search asks for it
    passing: dict[bytes, Rows]  # filters met so far -> the judgments that pass


def _passing(snapshot: _Snapshot, where: Filter) -> Rows | None:
    """The rows of the judgments that pass a filter, looked up once a snapshot; None where nothing is filtered."""
    if not where:
        return None
    key = msgspec.json.encode(where)
    if key not in snapshot.passing:
        if len(snapshot.passing) >= _FILTERS_HELD:
            snapshot.passing.clear()
        snapshot.passing[key] = snapshot.judgments.rows(filter_query(snapshot.judgments.schema, where))
    return snapshot.passing[key]


class EmbeddedEngine:
    """Files of one folder; see protocol.Engine for what the methods promise."""

    name = "embedded"

    def __init__(self, folder: Path) -> None:
        """Opens or creates the index and repairs it. Raises EngineError, IndexBrokenError."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._guard = threading.RLock()
        self._catalogue = Catalogue(folder / "catalogue.sqlite")
        self._texts: dict[Collection, TextIndex] = {
            "judgments": TextIndex(folder / "judgments"),
            "passages": TextIndex(folder / "passages"),
        }
        self._writer = Writer(folder, self._texts)
        self._stage = Stage()
        self._repaired = self._repair()
        self._snapshot = self._read(None)

    def _repair(self) -> RepairReport:
        try:
            return self._writer.repair(wait=0)
        except EngineBusyError:  # its writer is alive and will finish
            return RepairReport()
        except EngineError as fault:
            # A full disk must not stop searching: what is half-written is passed over until a repair succeeds.
            LOG.warning("%s", fault)
            return RepairReport()

    def upsert(self, judgments: Sequence[JudgmentDoc], passages: Sequence[PassageDoc]) -> None:
        self._stage.upsert(judgments, passages)

    def delete(self, keys: Sequence[str]) -> None:
        self._stage.delete(keys)

    def put_vectors(self, ids: Sequence[str], vectors: Vectors, generations: Sequence[int]) -> None:
        if len(ids):
            self._stage.vectors.append((ids, vectors, generations))

    def drop_vectors(self) -> None:
        self._stage.drop_vectors = True
        self._stage.vectors.clear()

    def clear(self) -> None:
        self._stage = Stage(clear=True)

    def set_versions(self, versions: Versions) -> None:
        self._stage.versions = versions

    def refresh(self, generation: int) -> None:
        stage, self._stage = self._stage, Stage()
        self._writer.apply(stage, generation)

    def rollback(self) -> None:
        self._stage = Stage()

    def generation(self) -> int:
        return int(self._catalogue.meta("generation", "0"))

    def versions(self) -> Versions:
        return Versions(*(self._catalogue.meta(name) for name in Versions.__struct_fields__))

    def indexed(self) -> Mapping[str, int]:
        return self._now().indexed

    def bm25(
        self,
        collection: Collection,
        tokens: Sequence[str],
        k: int,
        where: Filter,
        boosts: Mapping[str, float] | None = None,
    ) -> list[Scored]:
        snapshot = self._now()
        text = _text(snapshot, collection)
        query = scored_query(text.schema, words_query(text.schema, tokens), where)
        if collection == "judgments":
            return self._named(snapshot, collection, text.best(query, k))
        return self._boosted(snapshot, query, k, boosts or {})

    def phrase(self, collection: Collection, chars: Sequence[str], k: int, where: Filter) -> list[Scored]:
        snapshot = self._now()
        text = _text(snapshot, collection)
        query = scored_query(text.schema, phrase_query(text.schema, chars), where)
        return self._named(snapshot, collection, text.best(query, k))

    def knn(self, vector: Vectors, k: int, where: Filter) -> list[Scored]:
        snapshot = self._now()
        if snapshot.nearest is None:
            return []
        return self._named(snapshot, "passages", snapshot.nearest.search(vector, k, _passing(snapshot, where)))

    def facets(self, fields: Sequence[str], matching: Matching) -> dict[str, dict[str, int]]:
        text = self._now().judgments
        return text.facets(matching_query(text.schema, matching), fields)

    def match_keys(self, matching: Matching) -> set[str]:
        snapshot = self._now()
        rows = snapshot.judgments.rows(matching_query(snapshot.judgments.schema, matching))
        return {snapshot.keys[row] for row in rows.tolist() if row in snapshot.keys}

    def count(self, matching: Matching) -> int:
        text = self._now().judgments
        return text.count(matching_query(text.schema, matching))

    def count_passages(self) -> int:
        return self._catalogue.sizes()[1]

    def without_vectors(self, skip_sections: Sequence[str]) -> list[str]:
        held, skipped = self._now().lacking, tuple(skip_sections)
        if skipped not in held:
            held[skipped] = self._catalogue.without_vectors(skipped)
        return list(held[skipped])

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        snapshot, wanted = self._now(), list(ids)
        held = {id_: snapshot.by_id[id_] for id_ in wanted if id_ in snapshot.by_id}
        missing = (id_ for id_ in wanted if id_ not in held)
        return held | {id_: passage for id_, (passage, _) in self._catalogue.passages_by_id(missing).items()}

    def passages_of(self, keys: Sequence[str]) -> dict[str, list[Passage]]:
        return self._catalogue.passages_of(keys)

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        slots = {id_: slot for id_, (_, slot) in self._catalogue.passages_by_id(ids).items() if slot is not None}
        file = self._vector_file()
        if file is None or not slots:
            return {}
        return dict(zip(slots, file.read(list(slots.values())), strict=True))

    def repaired(self) -> RepairReport:
        return self._repaired

    def scan(self) -> Iterator[str]:
        yield from self._now().indexed

    def close(self) -> None:
        self.rollback()
        self._catalogue.close()

    def _now(self) -> _Snapshot:
        with self._guard:
            if self._catalogue.version() != self._snapshot.version:
                self._snapshot = self._read(self._snapshot.nearest)
            return self._snapshot

    def _read(self, nearest: Nearest | None) -> _Snapshot:
        version = self._catalogue.version()
        rows = self._catalogue.judgment_rows()
        return _Snapshot(
            version=version,
            judgments=self._texts["judgments"].snapshot(),
            passages=self._texts["passages"].snapshot(),
            keys={row: key for row, key, _ in rows},
            indexed={key: generation for _, key, generation in rows},
            nearest=self._nearest(nearest),
            by_row={},
            by_id={},
            lacking={},
            passing={},
        )

    def _nearest(self, held: Nearest | None) -> Nearest | None:
        file = self._vector_file()
        if file is None:
            return None
        if held is not None and held.path == file.path:
            more = self._catalogue.vector_slots(above=held.last_slot)
            if held.size + len(more) == self._catalogue.sizes()[2]:
                held.extend(more)
                return held
        return Nearest(file, self._catalogue.vector_slots())

    def _vector_file(self) -> VectorFile | None:
        dim = int(self._catalogue.meta("dim", "0"))
        return VectorFile(self._folder / self._catalogue.meta("vector_file"), dim) if dim else None

    def _boosted(self, snapshot: _Snapshot, query: Query, k: int, boosts: Mapping[str, float]) -> list[Scored]:
        """Top k after the boosts: fetches more until nothing unseen could still enter."""
        highest = max(boosts.values(), default=1.0)
        wanted = k if not boosts else 2 * k
        while True:
            found = snapshot.passages.best(query, wanted)
            places = self._places(snapshot, found)
            scored = [
                Scored(places[row].id, score * boosts.get(places[row].view, 1.0))
                for row, score in found
                if row in places
            ]
            scored.sort(key=lambda item: (-item.score, item.id))
            unseen = found[-1][1] * max(highest, 1.0) if found and len(found) == wanted else 0.0
            if not boosts or len(scored) < k or not unseen or scored[k - 1].score >= unseen:
                return scored[:k]
            wanted *= 2

    def _places(self, snapshot: _Snapshot, found: Sequence[tuple[int, float]]) -> dict[int, Passage]:
        """The passages in these rows; a row's passage never changes, so it is looked up once a snapshot."""
        if len(snapshot.by_row) > _MOST_HELD:
            snapshot.by_row.clear()
            snapshot.by_id.clear()
        new = self._catalogue.passages_in(row for row, _ in found if row not in snapshot.by_row)
        snapshot.by_row.update(new)
        snapshot.by_id.update({place.id: place for place in new.values()})
        return {row: snapshot.by_row[row] for row, _ in found if row in snapshot.by_row}

    def _named(self, snapshot: _Snapshot, collection: Collection, found: Sequence[tuple[int, float]]) -> list[Scored]:
        names = snapshot.keys
        if collection == "passages":
            names = {row: place.id for row, place in self._places(snapshot, found).items()}
        scored = [Scored(names[row], score) for row, score in found if row in names]
        return sorted(scored, key=lambda item: (-item.score, item.id))


def _text(snapshot: _Snapshot, collection: Collection) -> TextSnapshot:
    return snapshot.judgments if collection == "judgments" else snapshot.passages
