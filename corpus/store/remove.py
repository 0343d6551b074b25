"""Taking records out: logged, with a backup from which `import` brings them back."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from corpus.errors import StoreError
from corpus.store.database import now
from corpus.store.intake import mark_deleted, settle
from corpus.store.store import Store
from corpus.store.transfer import write_sources


class Removal(Struct, frozen=True):
    """What was removed and where its backup lies (`python -m corpus import BACKUP` undoes it)."""

    key: str
    title: str
    backup: str


def remove(store: Store, keys: Sequence[str]) -> list[Removal]:
    """Removes records by key or alias, all or none. Raises UnknownKeyError before anything is touched."""
    rows = [store.row(key) for key in dict.fromkeys(keys)]
    rows = list({row["id"]: row for row in rows}.values())
    backup = _backup_path(store)
    with store.database.writing() as connection:
        for row in rows:
            write_sources(connection, row["id"], backup)
            _delete_record(connection, row, backup)
        _drop_unused_raw(connection)
    return [Removal(row["key"], row["title"], str(backup)) for row in rows]


def remove_batch(store: Store, batch: int) -> list[Removal]:
    """Undoes an import: its sources go; a record that other imports brought too keeps their copies."""
    connection = store.database.connection
    rows = connection.execute(
        "SELECT DISTINCT r.* FROM sources s JOIN records r ON r.id = s.record WHERE s.batch = ? ORDER BY r.key",
        (batch,),
    ).fetchall()
    if not rows:
        raise StoreError(f"没有编号为 {batch} 的导入批次，或其文书已全部移除。", stage="store")
    backup = _backup_path(store)
    with store.database.writing() as connection:
        for row in rows:
            write_sources(connection, row["id"], backup)
            connection.execute("DELETE FROM sources WHERE record = ? AND batch = ?", (row["id"], batch))
            if connection.execute("SELECT 1 FROM sources WHERE record = ?", (row["id"],)).fetchone():
                settle(connection, row["id"])
            else:
                _delete_record(connection, row, backup)
        _drop_unused_raw(connection)
    return [Removal(row["key"], row["title"], str(backup)) for row in rows]


def _backup_path(store: Store) -> Path:
    folder = store.home / "backups"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise StoreError(f"无法建立备份文件夹 {folder}：{fault.strerror}。没有移除任何文书。") from fault
    return folder / f"removed-{datetime.now(UTC).strftime('%Y%m%d-%H%M%S-%f')}.jsonl"


def _delete_record(connection: sqlite3.Connection, row: sqlite3.Row, backup: Path) -> None:
    connection.execute("DELETE FROM records WHERE id = ?", (row["id"],))
    mark_deleted(connection, row["key"])
    connection.execute(
        "INSERT INTO removals (key, title, at, backup) VALUES (?, ?, ?, ?)",
        (row["key"], row["title"], now(), str(backup)),
    )


def _drop_unused_raw(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM raw WHERE sha256 NOT IN (SELECT sha256 FROM sources)")
