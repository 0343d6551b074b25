"""The bytes of one member of a ZIP archive, in blocks: stored, Deflate, Deflate64 and bzip2."""

from __future__ import annotations

import bz2
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol

import inflate64

from corpus.errors import IntakeError

DEFLATE64 = 9
PACKED_BLOCK = 256 * 1024
DEFLATE64_BLOCK = 4 * 1024  # bytes given to it at once: it has no limit of its own and unpacks up to 1,032 times that
UNPACKED_BLOCK = 4 * 1024 * 1024
LOCAL_HEADER = struct.Struct("<4s5H3I2H")
LOCAL_MARK = b"PK\x03\x04"
DAMAGED = "压缩包中的这个文件已损坏（解压或校验失败），没有导入。请重新下载压缩包，或先用解压软件修复。"
UNKNOWN_METHOD = (
    "压缩包中的这个文件用了不支持的压缩方法（编号 {method}）。请解压后改用普通 ZIP，或直接导入解压后的文件。"
)


class _Unpacker(Protocol):
    def unpack(self, block: bytes) -> Iterator[bytes]: ...


class _Stored:
    def unpack(self, block: bytes) -> Iterator[bytes]:
        yield block


class _Deflate:
    def __init__(self) -> None:
        self._inner = zlib.decompressobj(-zlib.MAX_WBITS)

    def unpack(self, block: bytes) -> Iterator[bytes]:
        while block and not self._inner.eof:
            yield self._inner.decompress(block, UNPACKED_BLOCK)
            block = self._inner.unconsumed_tail


class _Deflate64:
    def __init__(self) -> None:
        self._inner = inflate64.Inflater()

    def unpack(self, block: bytes) -> Iterator[bytes]:
        for at in range(0, len(block), DEFLATE64_BLOCK):
            if self._inner.eof:
                return
            yield self._inner.inflate(block[at : at + DEFLATE64_BLOCK])


class _Bzip2:
    def __init__(self) -> None:
        self._inner = bz2.BZ2Decompressor()

    def unpack(self, block: bytes) -> Iterator[bytes]:
        while not self._inner.eof:
            found = self._inner.decompress(block, UNPACKED_BLOCK)
            block = b""
            yield found
            if self._inner.needs_input:
                return


def member_blocks(archive: BinaryIO, info: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """The unpacked bytes of a member, checked against its size and checksum. Reads archive by its own position only.

    Raises IntakeError: unknown_layout for a method that is not known, truncated_file for damage or more than declared.
    """
    damaged = IntakeError(DAMAGED, reason="truncated_file", document=name)
    size = checksum = 0
    try:
        unpacker = _unpacker(info, name)
        for packed in _packed(archive, info, damaged):
            for block in unpacker.unpack(packed):
                size, checksum = size + len(block), zlib.crc32(block, checksum)
                if size > info.file_size:
                    raise damaged
                if block:
                    yield block
    except (zlib.error, OSError, ValueError, EOFError, struct.error, RuntimeError) as fault:
        raise damaged from fault
    if size != info.file_size or checksum != info.CRC:
        raise damaged


def _unpacker(info: zipfile.ZipInfo, name: str) -> _Unpacker:
    method = info.compress_type
    if method == zipfile.ZIP_STORED:
        return _Stored()
    if method == zipfile.ZIP_DEFLATED:
        return _Deflate()
    if method == DEFLATE64:
        return _Deflate64()
    if method == zipfile.ZIP_BZIP2:
        return _Bzip2()
    raise IntakeError(UNKNOWN_METHOD.format(method=method), reason="unknown_layout", document=name)


def _packed(archive: BinaryIO, info: zipfile.ZipInfo, damaged: IntakeError) -> Iterator[bytes]:
    """The packed bytes: where they begin stands in the member's own header."""
    archive.seek(info.header_offset)
    header = archive.read(LOCAL_HEADER.size)
    if len(header) < LOCAL_HEADER.size or not header.startswith(LOCAL_MARK):
        raise damaged
    *_, name_length, extra_length = LOCAL_HEADER.unpack(header)
    at, left = info.header_offset + LOCAL_HEADER.size + name_length + extra_length, info.compress_size
    while left:
        archive.seek(at)  # another member may be read in between
        block = archive.read(min(PACKED_BLOCK, left))
        if not block:
            raise damaged
        yield block
        at, left = at + len(block), left - len(block)
