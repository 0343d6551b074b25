"""Folders of the cache that are whole or not there: made aside, renamed into place, checked when opened."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import msgspec
from filelock import FileLock, Timeout
from msgspec import Struct

from index.embed.types import EncoderUnavailableError, Progress

MANIFEST = "manifest.json"
_MAKING = ".making-"


class FileMark(Struct, frozen=True):
    """What a file of the folder must be."""

    size: int
    sha256: str


def ensure_folder(folder: Path, make: Callable[[Path], None], progress: Progress) -> Path:
    """`folder`, made by `make(empty folder)` unless it is there and whole.

    A second process waits for the first. Raises EncoderUnavailableError where the place cannot be written.
    """
    if is_whole(folder):
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _lock(folder, progress):
            if not is_whole(folder):
                _make(folder, make, progress)
    except OSError as fault:
        raise EncoderUnavailableError(
            f"语义模型无法写入缓存目录 {folder.parent}（{fault.strerror or fault}）。"
            "请腾出约 500 MB 空间、确认可写，或用 MICHA_CACHE 指定别处。"
        ) from fault
    return folder


def is_whole(folder: Path) -> bool:
    """Whether the folder holds exactly what its manifest says."""
    try:
        marks = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=dict[str, FileMark])
        return bool(marks) and all(_mark(folder / name) == mark for name, mark in marks.items())
    except (OSError, msgspec.DecodeError):
        return False


@contextmanager
def _lock(folder: Path, progress: Progress) -> Iterator[None]:
    lock = FileLock(folder.parent / f".{folder.name}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress("另一个程序正在准备语义模型，请稍候……")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _make(folder: Path, make: Callable[[Path], None], progress: Progress) -> None:
    for left in folder.parent.glob(f"{_MAKING}{folder.name}-*"):
        shutil.rmtree(left, ignore_errors=True)  # of a process that was killed: we hold the lock
    if folder.exists():
        progress("缓存中的语义模型已损坏，正在重新制作……")
        shutil.rmtree(folder)
    aside = Path(mkdtemp(dir=folder.parent, prefix=f"{_MAKING}{folder.name}-"))
    try:
        make(aside)
        _write_manifest(aside)
        _let_all_read(aside)
        os.replace(aside, folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _let_all_read(folder: Path) -> None:
    """A model prepared by an administrator serves every user: temporary folders are their maker's alone."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _write_manifest(folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    marks = {path.relative_to(folder).as_posix(): _mark(path) for path in files}
    (folder / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(marks)))


def _mark(path: Path) -> FileMark:
    with path.open("rb") as file:
        return FileMark(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())
