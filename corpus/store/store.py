"""The corpus as other rooms see it: records by key, by kind, by change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from corpus.codes import Kind
from corpus.errors import UnknownKeyError
from corpus.model import Record
from corpus.store.database import DATABASE_NAME, Database
from corpus.store.rows import read_record


class Change(Struct, frozen=True):
    """A record that changed (or went) in store generation `generation`."""

    key: str
    generation: int
    deleted: bool


class Batch(Struct, frozen=True):
    """One import: when, from where, by which program version, and how many sources it brought."""

    id: int
    started_at: str
    origin: str
    importer: str
    sources: int
    refused: int


class Refusal(Struct, frozen=True):
    """A file that an import did not take, with the reason code and the message that was shown."""

    batch: int
    file: str
    reason: str
    message: str
    at: str


class Store:
    """Reads the corpus database of one home folder; writing lives in intake.py, remove.py and transfer.py.

    Usable from several threads; each has its own connection.
    """

    def __init__(self, home: Path) -> None:
        self.database = Database(home)

    @property
    def home(self) -> Path:
        return self.database.home

    def get(self, key: str) -> Record:
        """The record of a key or alias. Raises UnknownKeyError."""
        return read_record(self.database.connection, self.row(key))

    def row(self, key: str) -> sqlite3.Row:
        """The row of `records` for a key or alias. Raises UnknownKeyError."""
        row = self.database.connection.execute(
            "SELECT * FROM records WHERE key = ? UNION "
            "SELECT r.* FROM aliases a JOIN records r ON r.id = a.record WHERE a.alias = ?",
            (key, key),
        ).fetchone()
        if row is None:
            raise UnknownKeyError(f"语料库中没有这份文书：{key}。可用 python -m corpus list 查看全部。", stage="store")
        found: sqlite3.Row = row
        return found

    def records(self, kinds: Sequence[Kind] | None = None) -> Iterator[Record]:
        """All records, or those of some kinds, by key."""
        for row in self.database.connection.execute("SELECT * FROM records ORDER BY key").fetchall():
            if kinds is None or row["kind"] in kinds:
                yield read_record(self.database.connection, row)

    def find_number(self, number: str) -> list[str]:
        """Keys of the records whose own case number is `number` (normalised)."""
        rows = self.database.connection.execute("SELECT key FROM records WHERE case_number = ? ORDER BY key", (number,))
        return [row[0] for row in rows]

    def generation(self) -> int:
        """Grows with every change of the corpus."""
        row = self.database.connection.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()
        return int(row[0])

    def store_id(self) -> str:
        """The identity of this corpus, made with the database."""
        row = self.database.connection.execute("SELECT value FROM meta WHERE name = 'store_id'").fetchone()
        return str(row[0])

    def changes(self, since: int) -> Iterator[Change]:
        """What changed after generation `since`, oldest first, a record once with its last change."""
        rows = self.database.connection.execute(
            "SELECT key, generation, deleted FROM changes WHERE generation > ? ORDER BY generation, key", (since,)
        ).fetchall()
        for row in rows:
            yield Change(row["key"], row["generation"], bool(row["deleted"]))

    def kinds_count(self) -> dict[str, int]:
        """Records by kind."""
        rows = self.database.connection.execute("SELECT kind, COUNT(*) FROM records GROUP BY kind ORDER BY kind")
        return {row[0]: row[1] for row in rows}

    def layouts_count(self) -> dict[tuple[str, str], int]:
        """Sources by (kind, layout)."""
        rows = self.database.connection.execute(
            "SELECT kind, layout, COUNT(*) FROM sources GROUP BY kind, layout ORDER BY kind, layout"
        )
        return {(row[0], row[1]): row[2] for row in rows}

    def batches(self) -> list[Batch]:
        """All imports, newest first."""
        rows = self.database.connection.execute(
            "SELECT b.*, (SELECT COUNT(*) FROM sources s WHERE s.batch = b.id), "
            "(SELECT COUNT(*) FROM refusals f WHERE f.batch = b.id) FROM batches b ORDER BY b.id DESC"
        )
        return [Batch(*row) for row in rows]

    def refusals(self, batch: int | None = None) -> list[Refusal]:
        """What imports did not take, newest first."""
        rows = self.database.connection.execute(
            "SELECT batch, file, reason, message, at FROM refusals WHERE ? IS NULL OR batch = ? ORDER BY id DESC",
            (batch, batch),
        )
        return [Refusal(*row) for row in rows]

    def meta(self, name: str) -> str | None:
        """A note that the program keeps in the store."""
        row = self.database.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, name: str, value: str) -> None:
        """Writes such a note."""
        with self.database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def removed_keys(self) -> set[str]:
        """Keys that a user removed and did not bring back."""
        rows = self.database.connection.execute("SELECT key FROM removals WHERE key NOT IN (SELECT key FROM records)")
        return {row[0] for row in rows}

    def copy_to(self, folder: Path) -> Store:
        """A copy of the whole corpus in another folder (for a dry run)."""
        target = sqlite3.connect(folder / DATABASE_NAME)
        try:
            self.database.connection.backup(target)
        finally:
            target.close()
        return Store(folder)

    def close(self) -> None:
        """Closes this thread's connection."""
        self.database.close()
