"""The engine's SQLite catalogue: which row number is which judgment or passage, where its vector lies.

tantivy and faiss know numbers only. The catalogue also holds what makes recovery possible: the keys that
a transaction is about to write (`pending`), committed before anything else is touched.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from index.engine.embedded.guard import guarded
from index.engine.protocol import JudgmentDoc, Passage, PassageDoc

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS judgments(row INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT UNIQUE NOT NULL,
  generation INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS passages(row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL,
  judgment INTEGER NOT NULL, key TEXT NOT NULL, ordinal INTEGER NOT NULL, section TEXT NOT NULL,
  view TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, slot INTEGER);
CREATE INDEX IF NOT EXISTS passages_judgment ON passages(judgment, ordinal);
CREATE INDEX IF NOT EXISTS passages_slot ON passages(slot) WHERE slot IS NOT NULL;
CREATE INDEX IF NOT EXISTS passages_waiting ON passages(judgment, ordinal) WHERE slot IS NULL;
CREATE TABLE IF NOT EXISTS pending(key TEXT PRIMARY KEY);
"""
_PASSAGE = 'id, key, ordinal, section, view, start, "end"'
_CHUNK = 500  # parameters of one statement; SQLite's floor is 999


class Catalogue:
    """One connection to the catalogue database. Thread-safe; a writer uses a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._guard = threading.RLock()
        with guarded("打开索引目录"):
            self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            # Not with every opening: it would wait for whoever is writing.
            if not self._all("SELECT 1 FROM sqlite_master WHERE name = 'pending'"):
                self._db.executescript(_SCHEMA)

    def close(self) -> None:
        self._db.close()

    def begin(self) -> None:
        self._run("BEGIN IMMEDIATE")

    def commit(self) -> None:
        self._run("COMMIT")

    def rollback(self) -> None:
        if self._db.in_transaction:
            self._run("ROLLBACK")

    def version(self) -> int:
        """Changes whenever another connection commits (SQLite's data_version)."""
        return int(self._one("PRAGMA data_version")[0])

    def meta(self, name: str, default: str = "") -> str:
        rows = self._all("SELECT value FROM meta WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else default

    def set_meta(self, name: str, value: str) -> None:
        self._run("INSERT INTO meta VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value", (name, value))

    def pending(self) -> tuple[str, ...]:
        """Keys that a transaction began to write and did not finish."""
        return tuple(row[0] for row in self._all("SELECT key FROM pending ORDER BY key"))

    def announce(self, keys: Iterable[str]) -> None:
        """Durable before anything is written: these keys are about to change."""
        self.begin()
        self._many("INSERT OR IGNORE INTO pending VALUES(?)", [(key,) for key in sorted(keys)])
        self.commit()

    def clear_pending(self) -> None:
        self._run("DELETE FROM pending")

    def put(self, judgment: JudgmentDoc) -> int:
        """A new row for this judgment; its old row and passages must have been deleted."""
        sql = "INSERT INTO judgments(key, generation) VALUES(?, ?)"
        return int(self._run(sql, (judgment.key, judgment.generation)).lastrowid or 0)

    def put_passage(self, judgment: int, passage: PassageDoc) -> int:
        """A new row for this passage of the judgment with that row."""
        place = (passage.id, passage.key, passage.ordinal, passage.section, passage.view, passage.start, passage.end)
        sql = f"INSERT INTO passages({_PASSAGE}, judgment) VALUES(?, ?, ?, ?, ?, ?, ?, ?)"
        return int(self._run(sql, (*place, judgment)).lastrowid or 0)

    def delete(self, keys: Iterable[str]) -> None:
        """Removes judgments and their passages."""
        for key in keys:
            self._run("DELETE FROM passages WHERE judgment = (SELECT row FROM judgments WHERE key = ?)", (key,))
            self._run("DELETE FROM judgments WHERE key = ?", (key,))

    def clear(self) -> None:
        for table in ("passages", "judgments", "pending"):
            self._run(f"DELETE FROM {table}")

    def holds(self, passage: str, generation: int) -> bool:
        """Whether the passage is there and its judgment still has this generation."""
        sql = "SELECT 1 FROM passages p JOIN judgments j ON j.row = p.judgment WHERE p.id = ? AND j.generation = ?"
        return bool(self._all(sql, (passage, generation)))

    def place_vector(self, passage: str, slot: int) -> None:
        """Notes where the passage's vector lies."""
        self._run("UPDATE passages SET slot = ? WHERE id = ?", (slot, passage))

    def drop_vectors(self) -> None:
        self._run("UPDATE passages SET slot = NULL WHERE slot IS NOT NULL")

    def vector_slots(self, above: int = -1) -> list[tuple[int, int, int]]:
        """(slot, passage row, judgment row) of every vector in a slot above, by slot."""
        sql = "SELECT slot, row, judgment FROM passages WHERE slot > ? ORDER BY slot"
        return [(slot, row, judgment) for slot, row, judgment in self._all(sql, (above,))]

    def move_vectors(self, slots: Sequence[int]) -> None:
        """After a compaction: the vector of slots[i] now lies in slot i (slots ascending)."""
        self._many("UPDATE passages SET slot = ? WHERE slot = ?", list(enumerate(slots)))

    def judgment_rows(self) -> list[tuple[int, str, int]]:
        """(row, key, generation) of every judgment, by key."""
        return [tuple(row) for row in self._all("SELECT row, key, generation FROM judgments ORDER BY key")]

    def sizes(self) -> tuple[int, int, int]:
        """Judgments, passages, vectors."""
        # Asked with every batch of vectors: this form is answered from the indexes, eight times faster at 150,000.
        judgments, passages, vectors = self._one(
            "SELECT (SELECT count(*) FROM judgments), (SELECT count(*) FROM passages), "
            "(SELECT count(*) FROM passages WHERE slot IS NOT NULL)"
        )
        return judgments, passages, vectors

    def passages_in(self, rows: Iterable[int]) -> dict[int, Passage]:
        """Passages by row number."""
        found = self._chunked(f"SELECT {_PASSAGE}, row FROM passages WHERE row IN", rows)
        return {record[-1]: Passage(*record[:-1]) for record in found}

    def passages_by_id(self, ids: Iterable[str]) -> dict[str, tuple[Passage, int | None]]:
        """Passages with the slot of their vector, by id."""
        found = self._chunked(f"SELECT {_PASSAGE}, slot FROM passages WHERE id IN", ids)
        return {record[0]: (Passage(*record[:-1]), record[-1]) for record in found}

    def passages_of(self, keys: Iterable[str]) -> dict[str, list[Passage]]:
        """All passages of judgments, in the order of the text."""
        rows = self._chunked("SELECT row, key FROM judgments WHERE key IN", keys)
        grouped: dict[str, list[Passage]] = {key: [] for _, key in rows}
        found = self._chunked(f"SELECT {_PASSAGE} FROM passages WHERE judgment IN", [row for row, _ in rows])
        for record in sorted(found, key=lambda record: record[2]):
            grouped[record[1]].append(Passage(*record))
        return grouped

    def without_vectors(self, skip_sections: Sequence[str]) -> list[str]:
        marks = ", ".join("?" * len(skip_sections))
        sql = f"SELECT id FROM passages WHERE slot IS NULL AND section NOT IN ({marks}) ORDER BY judgment, ordinal"
        return [row[0] for row in self._all(sql, tuple(skip_sections))]

    def _chunked(self, sql: str, values: Iterable[object]) -> list[tuple]:  # type: ignore[type-arg]
        rows = []
        for chunk in _chunks(values, _CHUNK):
            rows += self._all(f"{sql} ({', '.join('?' * len(chunk))})", tuple(chunk))
        return rows

    def _one(self, sql: str) -> tuple:  # type: ignore[type-arg]
        return self._all(sql)[0]

    def _all(self, sql: str, values: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        with self._guard, guarded("读取索引目录"):
            return self._db.execute(sql, tuple(values)).fetchall()

    def _run(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        with self._guard, guarded("写入索引目录"):
            return self._db.execute(sql, tuple(values))

    def _many(self, sql: str, values: Sequence[Sequence[object]]) -> None:
        with self._guard, guarded("写入索引目录"):
            self._db.executemany(sql, values)


def _chunks(values: Iterable[object], size: int) -> Iterator[list[object]]:
    source = iter(values)
    while chunk := list(islice(source, size)):
        yield chunk
