"""Where bytes come from: a file, bytes at hand, or a member of an archive; read in blocks, never whole by need."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from corpus.errors import IntakeError

BLOCK = 1024 * 1024  # bytes read at once
HEAD = 64 * 1024  # bytes by which a kind of file is known
IN_MEMORY = 16 * 1024 * 1024  # bytes of a nested archive or table kept in memory; more goes to a temporary file
TOO_LARGE = "文件有 {size:.0f} MB，超过上限 {limit:.0f} MB，没有读取。请拆分成较小的文件（例如每份文书一个）后再导入。"


class Source(Struct, frozen=True):
    """Bytes under a name.

    size: as declared; blocks: the bytes from the start, each time it is called (raises IntakeError where they are
    damaged or more than declared); path: the file itself where it lies on disk as it is; depth: archives around it;
    budget: what the archives around it may still unpack to.
    """

    name: str
    size: int
    blocks: Callable[[], Iterator[bytes]]
    path: Path | None = None
    depth: int = 0
    budget: Budget | None = None

    def head(self) -> bytes:
        """The first HEAD bytes, or all."""
        held = b""
        for block in self.blocks():
            held += block
            if len(held) >= HEAD:
                break
        return held[:HEAD]

    def whole(self, limit: int) -> bytes:
        """All bytes. Raises IntakeError (too_large) where they are more than limit, before reading on."""
        if self.size > limit:
            raise too_large(self.size, limit, self.name)
        held = bytearray()
        for block in self.blocks():
            held += block
            if len(held) > limit:
                raise too_large(len(held), limit, self.name)
            self.spend(len(block))
        return bytes(held)

    def spend(self, size: int) -> None:
        """Counts bytes unpacked. Raises IntakeError (too_large) for a bomb."""
        if self.budget is not None:
            self.budget.spend(size, self.name)

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """A seekable file of the bytes: the file itself, or a temporary copy of a member."""
        if self.path is not None:
            with self.path.open("rb") as file:
                yield file
            return
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as spool:
            for block in self.blocks():
                self.spend(len(block))
                spool.write(block)
            spool.seek(0)
            yield spool  # type: ignore[misc]  # has all methods of BinaryIO

    @contextmanager
    def on_disk(self) -> Iterator[Path]:
        """A path where the bytes lie: the file itself, or a temporary copy."""
        if self.path is not None:
            yield self.path
            return
        with self.opened() as file, tempfile.NamedTemporaryFile(delete=False) as copy:
            shutil.copyfileobj(file, copy)
        try:
            yield Path(copy.name)
        finally:
            Path(copy.name).unlink(missing_ok=True)


class Budget:
    """What one archive with all archives in it may unpack to: a bomb of nested archives ends here."""

    FLOOR = 1024 * 1024 * 1024
    RATIO = 200  # of the outermost archive; text packs to a third or fifth

    def __init__(self, packed: int) -> None:
        self._left = max(self.FLOOR, self.RATIO * packed)

    def spend(self, size: int, name: str) -> None:
        """Counts bytes unpacked. Raises IntakeError (too_large) where they are more than any honest archive holds."""
        self._left -= size
        if self._left < 0:
            message = "压缩包解开后异常地大（疑为压缩炸弹），没有继续读取。请核对来源；确需导入的，请先解压再导入。"
            raise IntakeError(message, reason="too_large", document=name)


def too_large(size: int, limit: int, name: str) -> IntakeError:
    """The refusal of a file over the limit."""
    return IntakeError(TOO_LARGE.format(size=size / 2**20, limit=limit / 2**20), reason="too_large", document=name)


def file_source(path: Path, name: str) -> Source:
    """The file at path. OSError where it cannot be looked at."""
    return Source(name, path.stat().st_size, lambda: _file_blocks(path), path=path)


def bytes_source(data: bytes, name: str) -> Source:
    """Bytes at hand (an upload)."""
    return Source(name, len(data), lambda: _blocks(io.BytesIO(data)))


def _file_blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from _blocks(file)


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    while block := file.read(BLOCK):
        yield block
