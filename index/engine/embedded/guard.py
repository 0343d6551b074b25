"""Turns what tantivy, SQLite and the disk throw into errors that a person can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from corpus.errors import MichaError
from index.errors import EngineBusyError, EngineError, IndexBrokenError

BUSY = "另一个程序正在写入同一索引。请稍候再试；检索不受影响。"
_FULL_SIGNS = ("No space left", "disk is full", "os error 28", "Errno 28")
_READ_ONLY_SIGNS = ("readonly", "read-only", "Permission denied", "os error 13", "unable to open")


@contextmanager
def guarded(doing: str, *, opening: bool = False) -> Iterator[None]:
    """Errors of tantivy (its panics derive from BaseException), SQLite and files as EngineError.

    doing: what was being done, in Chinese, for the message. opening: a fault of no known kind means that the
    files are damaged (IndexBrokenError).
    """
    try:
        yield
    except (MichaError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as fault:
        raise _translated(doing, fault, opening) from fault


def _translated(doing: str, fault: BaseException, opening: bool) -> EngineError | EngineBusyError | IndexBrokenError:
    text = str(fault)
    if any(sign in text for sign in _FULL_SIGNS):
        return EngineError(f"{doing}失败：磁盘已满。请腾出空间后重试，已收入的文书不会丢失。")
    if any(sign in text for sign in _READ_ONLY_SIGNS):
        return EngineError(f"{doing}失败：索引文件夹不可写。请检查其权限，或在设置中换一个 home 文件夹。")
    if isinstance(fault, sqlite3.OperationalError) and "locked" in text:
        return EngineBusyError(BUSY)
    if opening or (isinstance(fault, sqlite3.DatabaseError) and not isinstance(fault, sqlite3.OperationalError)):
        return IndexBrokenError(f"{doing}失败：索引文件已损坏。请运行 python -m index build 重建，文书不会丢失。")
    return EngineError(f"{doing}失败：{type(fault).__name__}: {text}。可运行 python -m index build --anew 重建索引。")
