"""SQLite access: one file, WAL, a connection per thread, short write transactions, a backup before a migration."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import StoreError
from corpus.store.schema import MIGRATIONS, SCHEMA_VERSION

DATABASE_NAME = "corpus.sqlite"
LEAST_FREE = 1_000_000  # bytes; with less, nothing can be written in practice
BUSY_SECONDS = 60.0  # another app or an import may hold the write lock for one transaction


def now() -> str:
    """The time in UTC, ISO 8601 with seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Database:
    """The corpus file of one home folder; safe to use from several threads and processes."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.path = home / DATABASE_NAME
        self._local = threading.local()
        try:
            home.mkdir(parents=True, exist_ok=True)
            self._prepare()
        except (OSError, sqlite3.Error) as fault:
            raise StoreError(explain(fault, self.path), stage="store") from fault

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        held: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if held is None:
            held = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
            held.row_factory = sqlite3.Row
            held.execute("PRAGMA foreign_keys = ON")
            held.execute("PRAGMA synchronous = FULL")
            self._local.connection = held
        return held

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A write transaction: all of it or nothing. Nested use joins the outer one."""
        connection = self.connection
        if connection.in_transaction:
            yield connection
            return
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except BaseException as fault:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(fault, sqlite3.Error):
                raise StoreError(explain(fault, self.path), stage="store") from fault
            raise

    def backup(self, name: str) -> Path:
        """Copies the database to <home>/backups/<name>-<time>.sqlite and returns that path."""
        folder = self.home / "backups"
        folder.mkdir(parents=True, exist_ok=True)
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        target = folder / f"{name}-{stamp}.sqlite"
        copy = sqlite3.connect(target)
        try:
            self.connection.backup(copy)
        finally:
            copy.close()
        return target

    def close(self) -> None:
        """Closes this thread's connection."""
        held: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if held is not None:
            held.close()
            self._local.connection = None

    def _prepare(self) -> None:
        version = self._version()
        if version > SCHEMA_VERSION:
            raise StoreError(
                f"数据库 {self.path} 由更新版本的 Micha 建立（结构版本 {version}，本程序为 {SCHEMA_VERSION}）。"
                "请升级程序。"
            )
        if version < SCHEMA_VERSION:
            self.connection.execute("PRAGMA journal_mode = WAL")
            if version:
                self.backup(f"schema-{version}")
            with self.writing() as connection:
                self._migrate(connection)

    def _migrate(self, connection: sqlite3.Connection) -> None:
        for number in range(self._version() + 1, SCHEMA_VERSION + 1):  # read again: another process may have done it
            for statement in MIGRATIONS[number - 1].split(";\n"):
                if statement.strip():
                    connection.execute(statement)
            if number == 1:
                connection.execute("INSERT INTO meta VALUES ('store_id', ?)", (uuid.uuid4().hex,))
                connection.execute("INSERT INTO meta VALUES ('generation', '0')")
            connection.execute(f"PRAGMA user_version = {number}")

    def _version(self) -> int:
        row = self.connection.execute("PRAGMA user_version").fetchone()
        return int(row[0])


def _no_space(path: Path) -> bool:
    """Whether the disk is as good as full: SQLite calls it an I/O error where it cannot make its shared memory."""
    try:
        return shutil.disk_usage(path.parent).free < LEAST_FREE
    except OSError:
        return False


def explain(fault: Exception, path: Path) -> str:
    """What a database or disk fault means for the user, and what to do."""
    text = str(fault)
    if isinstance(fault, FileExistsError | NotADirectoryError):
        return f"{path.parent} 或其上级是一个文件，不是文件夹，不能存放数据。请用环境变量 MICHA_HOME 指定一个文件夹。"
    if "full" in text or getattr(fault, "errno", None) == errno.ENOSPC or ("I/O" in text and _no_space(path)):
        return f"磁盘已满，{path} 无法写入。已确认保存的内容没有丢失；请腾出空间后重试。"
    if "locked" in text or "busy" in text:
        return f"另一个程序正在写入 {path}，等待超时。请稍后重试，或关闭另一个窗口。"
    if "readonly" in text or isinstance(fault, PermissionError) or getattr(fault, "errno", None) == errno.EROFS:
        return f"没有写入权限：{path}。请用环境变量 MICHA_HOME 指定一个可写的文件夹。"
    if "not a database" in text or "malformed" in text:
        return f"数据库文件已损坏：{path}。请从 {path.parent / 'backups'} 恢复备份，或移走该文件后重新导入。"
    return f"数据库 {path} 无法使用（{text}）。请确认磁盘可写且路径存在；可用 MICHA_HOME 另选文件夹。"
