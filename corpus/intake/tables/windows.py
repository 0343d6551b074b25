"""A CSV of any size in windows of whole rows: each is small enough for memory and known by its byte offset."""

from __future__ import annotations

import codecs
import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from corpus.errors import IntakeError
from corpus.intake.sources import Source
from corpus.intake.tables.csv_head import CsvHead, utf8_blocks

LONGEST_ROW = 8 * 1024 * 1024  # bytes; the longest judgment of 85 million has 135,658 characters
REACHES = (512 * 1024, 2 * LONGEST_ROW)  # bytes from the end in which a row's end is looked for first
FEW = 2_000  # line ends that are tried
PROBED = 3  # rows behind a line end that must have the right number of columns for the line end to part two rows
TOO_LONG = (
    "第 {offset} 字节起的一段超过 {limit:.0f} MB 仍读不出完整的一行，没有读取（一份文书不会这样长）。"
    "请检查该处的引号与换行。"
)
csv.field_size_limit(LONGEST_ROW)  # Python's own limit is shorter than the longest judgment known


class Window(Protocol):
    """Whole rows of a table. offset: bytes of the table before them; raw: bytes they have there; size: as UTF-8."""

    @property
    def offset(self) -> int: ...

    @property
    def raw(self) -> int: ...

    @property
    def size(self) -> int: ...

    def read_at(self, place: int, length: int) -> bytes:
        """The bytes of the window [place, place + length), as UTF-8."""


class FileWindow(Struct):
    """A range of a UTF-8 file: nothing of it is held in memory."""

    descriptor: int
    offset: int
    raw: int

    @property
    def size(self) -> int:
        return self.raw

    def read_at(self, place: int, length: int) -> bytes:
        return _pread(self.descriptor, min(length, self.raw - place), self.offset + place)


class MemoryWindow(Struct):
    """Rows that were unpacked or transcoded."""

    data: bytes | bytearray
    offset: int
    raw: int
    size: int

    def read_at(self, place: int, length: int) -> bytes:
        return bytes(memoryview(self.data)[place : min(place + length, self.size)])


def _pread(descriptor: int, length: int, offset: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(descriptor, length, offset)
    os.lseek(descriptor, offset, os.SEEK_SET)  # Windows has no pread; DuckDB reads a window under one lock
    return os.read(descriptor, length)


def too_long(offset: int, name: str) -> IntakeError:
    """The refusal of a row over LONGEST_ROW."""
    message = TOO_LONG.format(offset=offset, limit=LONGEST_ROW / 2**20)
    return IntakeError(message, reason="too_large", document=name)


def windows(source: Source, head: CsvHead, start: int, size: int) -> Iterator[Window | IntakeError]:
    """The rows of source from byte start on (head.start, or the end of a window) in windows of about size bytes.

    A stretch without any line end that is longer than a row may be is refused (too_large), then reading goes on
    behind it. A window is read before the next one is asked for.
    """
    if source.path is not None and head.encoding == "utf-8" and head.wide is None:
        yield from _file_windows(source.path, source, head, start, size)
    else:
        yield from _stream_windows(source, head, start, size)


def _file_windows(path: Path, source: Source, head: CsvHead, start: int, size: int) -> Iterator[Window | IntakeError]:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        end = os.fstat(descriptor).st_size
        while start < end:
            stop = end if end - start <= size else _file_boundary(descriptor, head, start, start + size)
            if stop is None:
                yield too_long(start, source.name)
                start = _next_line(descriptor, start, end)
                continue
            yield FileWindow(descriptor, start, stop - start)
            start = stop
    finally:
        os.close(descriptor)


def _file_boundary(descriptor: int, head: CsvHead, start: int, stop: int) -> int | None:
    """The last end of a row in [start, stop); None where there is none for longer than a row may be."""
    for reach in (*REACHES, stop - start):
        first = max(start, stop - reach)
        found = boundary(_pread(descriptor, stop - first, first), head)
        if found is not None:
            return first + found
    return None


def _next_line(descriptor: int, start: int, end: int) -> int:
    """The offset behind the next line end that lies further than a row may be long."""
    place = start + LONGEST_ROW
    while place < end:
        block = _pread(descriptor, LONGEST_ROW, place)
        found = block.find(b"\n")
        if found >= 0:
            return place + found + 1
        place += len(block)
    return end


def _stream_windows(source: Source, head: CsvHead, start: int, size: int) -> Iterator[Window | IntakeError]:
    held, offset, skipping = bytearray(), start, False
    for block in utf8_blocks(source, head, start):
        first = block.find(b"\n") + 1 if skipping else 0
        if skipping:
            offset += first or len(block)
            skipping = not first
            if skipping:
                continue
        held += block[first:] if first else block
        if len(held) < size:
            continue
        stop = _held_boundary(held, head)
        if stop is None:
            yield too_long(offset, source.name)
            offset, skipping = offset + len(held), True
            held = bytearray()
            continue
        rest = bytes(memoryview(held)[stop:])
        yield _window(held, stop, offset, head)
        held, offset = bytearray(rest), offset + stop
    if held:
        yield _window(held, len(held), offset, head)


def _held_boundary(held: bytearray, head: CsvHead) -> int | None:
    for reach in (*REACHES, len(held)):
        first = max(0, len(held) - reach)
        found = boundary(bytes(memoryview(held)[first:]), head)
        if found is not None:
            return first + found
    return None


def _window(held: bytearray, stop: int, offset: int, head: CsvHead) -> MemoryWindow:
    if head.encoding == "utf-8":
        return MemoryWindow(held, offset, stop, stop)
    data = bytes(memoryview(held)[:stop]).decode(head.encoding, "replace").encode("utf-8")
    return MemoryWindow(data, offset, stop, len(data))


def boundary(tail: bytes, head: CsvHead) -> int | None:
    """The end of the last row in tail that is a row's end for certain: what follows reads as rows of the table.

    A line end inside a quoted cell is followed by the rest of that cell, which has not the table's columns.
    """
    stop = len(tail)
    for _ in range(FEW):
        stop = tail.rfind(b"\n", 0, stop)
        if stop < 0:
            return None
        if _begins_rows(tail[stop + 1 : stop + 1 + 256 * 1024], head):
            return stop + 1
    return None


def _begins_rows(following: bytes, head: CsvHead) -> bool:
    text = codecs.getincrementaldecoder(head.encoding)("replace").decode(following, final=False)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=head.delimiter)
    whole = 0
    try:
        for cells in reader:
            if len(cells) != len(head.columns.headings):
                return whole >= 1 and not text.endswith(("\n", "\r")) and next(reader, None) is None
            whole += 1
            if whole == PROBED:
                return True
    except csv.Error:
        return whole >= 1
    return whole >= 2  # the last one may be broken off
