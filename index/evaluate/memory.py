"""A corpus in memory: an evaluation set, or a test's handful of records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from corpus.codes import Kind
from corpus.errors import UnknownKeyError
from corpus.model import Record


class MemoryChange(Struct, frozen=True):
    """See index.build.Changed."""

    key: str
    generation: int
    deleted: bool


class MemoryCorpus:
    """Behaves as corpus.store.Store does towards the index. Each put or remove is a generation of its own."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._records: dict[str, Record] = {}
        self._changes: dict[str, MemoryChange] = {}
        self._generation = 0
        self.put(*records)

    def put(self, *records: Record) -> None:
        """Adds or replaces records."""
        for record in records:
            self._records[record.key] = replace(record, generation=self._note(record.key, deleted=False))

    def remove(self, key: str) -> None:
        """Takes a record out."""
        del self._records[key]
        self._note(key, deleted=True)

    def get(self, key: str) -> Record:
        """The record. Raises UnknownKeyError."""
        if key not in self._records:
            raise UnknownKeyError(f"没有这份文书：{key}。", stage="store")
        return self._records[key]

    def records(self, kinds: Sequence[Kind] | None = None) -> Iterator[Record]:
        """All records, or those of some kinds, by key."""
        return (self._records[key] for key in sorted(self._records) if not kinds or self._records[key].kind in kinds)

    def generation(self) -> int:
        """Grows with every change."""
        return self._generation

    def store_id(self) -> str:
        """One corpus in memory is as good as another."""
        return "memory"

    def changes(self, since: int) -> Iterator[MemoryChange]:
        """What changed after generation `since`, oldest first, a record once with its last change."""
        return iter(sorted((c for c in self._changes.values() if c.generation > since), key=lambda c: c.generation))

    def find_number(self, number: str) -> list[str]:
        """Keys of the records whose own case number is `number`."""
        return [key for key, held in sorted(self._records.items()) if held.judgment.document.case_number == number]

    def _note(self, key: str, *, deleted: bool) -> int:
        self._generation += 1
        self._changes[key] = MemoryChange(key, self._generation, deleted)
        return self._generation
