"""One writer at a time across processes, on every system, freed when its process dies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.engine.embedded.guard import BUSY, guarded
from index.errors import EngineBusyError

WAIT = 30.0  # seconds a writer waits for another one; a transaction takes a second or two


@contextmanager
def write_lock(path: Path, wait: float = WAIT) -> Iterator[None]:
    """Holds the lock while the block runs. Raises EngineBusyError when another holds it longer than `wait` seconds.

    An SQLite file is the lock: its locks work on every system SQLite works on and die with the process.
    """
    with guarded("锁定索引"):
        connection = sqlite3.connect(path, isolation_level=None, timeout=wait)
    with closing(connection):
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as fault:
            if "locked" in str(fault):
                raise EngineBusyError(BUSY) from fault
            with guarded("锁定索引"):
                raise
        yield
        connection.execute("ROLLBACK")
