"""DuckDB over one window of a CSV, or over a Parquet file: the rows that match, and how many there were.

No Python object is made of a row that does not match. DuckDB reads a window through a file system of ours, so that
unpacked bytes need no temporary file; it parses them in all its threads.
"""

from __future__ import annotations

import datetime
import tempfile
import uuid
from collections.abc import Iterator
from typing import Any

import duckdb
from fsspec.spec import AbstractFileSystem  # type: ignore[import-untyped]
from msgspec import Struct

from corpus.intake.tables.csv_head import CsvHead
from corpus.intake.tables.windows import LONGEST_ROW, Window

MEMORY = "400MB"
BUFFER = LONGEST_ROW  # bytes that one thread parses at once; DuckDB wants at least one longest row
SCHEME = "window"
Cells = tuple[str | None, ...]


class Hit(Struct, frozen=True):
    """A row that matches. number: its place among the window's rows from 1 (rejected ones not counted)."""

    number: int
    cells: Cells


class Reject(Struct, frozen=True):
    """A row that cannot be read. offset: bytes of the window before it (as UTF-8)."""

    offset: int
    why: str


class Scanned(Struct, frozen=True):
    """What one window holds: rows read (without rejects), hits in their order, rejects."""

    rows: int
    hits: list[Hit]
    rejects: list[Reject]


class Condition(Struct, frozen=True):
    """A condition in SQL on columns c0, c1 ... with its parameters; empty: every row."""

    sql: str = "TRUE"
    parameters: tuple[str | int, ...] = ()


class Scanner:
    """A DuckDB connection of bounded memory. Not for several threads at once."""

    def __init__(self) -> None:
        self._connection = connect()
        self._files = _WindowFiles()
        self._connection.register_filesystem(self._files)

    def scan(self, window: Window, head: CsvHead, condition: Condition) -> Scanned:
        """The rows of a window that match."""
        width = len(head.columns.headings)
        mark = uuid.uuid4().hex
        ending = b"" if window.size and window.read_at(window.size - 1, 1) in b"\r\n" else head.line_end
        self._files.window = window
        self._files.ending = ending + head.delimiter.join([mark] * width).encode() + head.line_end
        query = (
            f"SELECT * FROM (SELECT row_number() OVER () AS n, * FROM {_reader(head, width)}) "
            f"WHERE c0 = '{mark}' OR ({condition.sql})"
        )
        try:
            found = self._connection.execute(query, condition.parameters).fetchall()
            rejects = self._rejects(window.size)
        finally:
            self._connection.execute("DROP TABLE IF EXISTS reject_errors")
            self._connection.execute("DROP TABLE IF EXISTS reject_scans")
        ends = [row[0] for row in found if row[1] == mark]
        hits = [Hit(row[0], row[1:]) for row in found if row[1] != mark]
        if not ends:  # an open quote swallowed the mark: its row is among the rejects
            count = self._connection.execute(f"SELECT count(*) FROM {_reader(head, width)}").fetchone()
            return Scanned(int(count[0]) if count else 0, hits, rejects)
        return Scanned(ends[0] - 1, hits, rejects)

    def _rejects(self, size: int) -> list[Reject]:
        rows = self._connection.execute(
            "SELECT line_byte_position, min(error_type::VARCHAR) FROM reject_errors "
            "GROUP BY line_byte_position ORDER BY line_byte_position"
        ).fetchall()
        return [Reject(offset - 1, str(why)) for offset, why in rows if 0 < offset <= size]  # counted from 1

    def close(self) -> None:
        """Closes the connection."""
        self._connection.close()


def connect() -> duckdb.DuckDBPyConnection:
    """A connection in memory that reaches nothing outside this machine."""
    connection = duckdb.connect()
    for setting in (
        f"memory_limit = '{MEMORY}'",
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "enable_progress_bar = false",
    ):
        connection.execute(f"SET {setting}")
    connection.execute("SET temp_directory = ?", (tempfile.gettempdir(),))
    return connection


def parquet_columns(path: str) -> list[str]:
    """The column names of a Parquet file. duckdb.Error where it is none."""
    with connect() as connection:
        described = connection.execute("SELECT * FROM read_parquet(?) LIMIT 0", (path,)).description
    return [str(column[0]) for column in described or ()]


def scan_parquet(path: str, width: int, condition: Condition) -> Iterator[Hit]:
    """The matching rows of a Parquet file as text; number: the row in the file from 1."""
    names = ", ".join(f"c{place}" for place in range(width))
    cast = ", ".join(f"c{place}::VARCHAR AS c{place}" for place in range(width))
    query = (
        f"SELECT * FROM (SELECT n + 1 AS n, {cast} FROM read_parquet(?, file_row_number = true) AS t({names}, n)) "
        f"WHERE {condition.sql}"
    )
    with connect() as connection:
        result = connection.execute(query, (path, *condition.parameters))
        while rows := result.fetchmany(256):
            for row in rows:
                yield Hit(int(row[0]), tuple(row[1:]))


def _reader(head: CsvHead, width: int) -> str:
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(width))
    return (
        f"read_csv('{SCHEME}://rows', auto_detect = false, header = false, columns = {{{columns}}}, "
        f"delim = '{_quoted(head.delimiter)}', quote = '\"', escape = '\"', store_rejects = true, "
        f"rejects_limit = 0, max_line_size = {LONGEST_ROW}, buffer_size = {BUFFER})"
    )


def _quoted(delimiter: str) -> str:
    return "\\t" if delimiter == "\t" else delimiter


class _OpenWindow:
    """What DuckDB holds of an open window: a place in it."""

    def __init__(self, window: Window, ending: bytes) -> None:
        self._window, self._ending, self._place = window, ending, 0

    def read(self, length: int = -1) -> bytes:
        length = self._window.size + len(self._ending) - self._place if length < 0 else length
        found = b""
        if self._place < self._window.size:
            found = self._window.read_at(self._place, length)
        if len(found) < length:
            behind = self._place + len(found) - self._window.size
            found += self._ending[behind : behind + length - len(found)]
        self._place += len(found)
        return found

    def seek(self, place: int, whence: int = 0) -> int:
        self._place = place
        return place

    def tell(self) -> int:
        return self._place

    def close(self) -> None:
        """Nothing is held open."""


class _WindowFiles(AbstractFileSystem):  # type: ignore[misc]  # fsspec has no types
    """One file: the window that is scanned now, and the mark behind its last row."""

    protocol = SCHEME
    cachable = False

    def __init__(self) -> None:
        super().__init__()
        self.window: Window | None = None
        self.ending = b""

    def open(self, path: str, mode: str = "rb", **_: Any) -> _OpenWindow:
        if self.window is None:
            raise FileNotFoundError(path)
        return _OpenWindow(self.window, self.ending)

    def size(self, path: str) -> int:
        return (self.window.size if self.window else 0) + len(self.ending)

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        return {"name": path, "size": self.size(path), "type": "file"}

    def glob(self, path: str, **_: Any) -> list[str]:
        return [path]

    def exists(self, path: str, **_: Any) -> bool:
        return True

    def isfile(self, path: str) -> bool:
        return True

    def modified(self, path: str) -> datetime.datetime:
        return datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
