"""Bringing stored results up to the program's stage versions: only what changed is done again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corpus.codes import KINDS, Kind
from corpus.derive import derive
from corpus.store.intake import settle
from corpus.store.rows import read_raw, read_stages, write_stages
from corpus.store.store import Store

Progress = Callable[[int, int], None]  # done, of


def refresh(store: Store, progress: Progress | None = None, kinds: Sequence[Kind] = KINDS) -> int:
    """Re-derives the sources whose stage version or input changed; returns how many. Resumable."""
    rows = store.database.connection.execute("SELECT id, record, kind FROM sources ORDER BY id").fetchall()
    rows = [row for row in rows if row["kind"] in kinds]
    changed = 0
    for number, row in enumerate(rows, start=1):
        connection = store.database.connection
        raw = read_raw(connection, row["id"])
        _, fresh = derive(raw, read_stages(connection, row["id"]))
        if fresh:
            with store.database.writing() as connection:
                write_stages(connection, row["id"], fresh)
                settle(connection, row["record"])
            changed += 1
        if progress:
            progress(number, len(rows))
    return changed
