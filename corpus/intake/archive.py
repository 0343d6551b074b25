"""ZIP archives and archives in them: every member under its full name (`a.zip!卷/b.txt`), or its refusal.

Nothing is ever written under a member's name, so that no path can climb out; names that try are refused all the same.
"""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO

from msgspec import structs

from corpus.errors import IntakeError
from corpus.intake.inflate import LOCAL_HEADER, LOCAL_MARK, member_blocks
from corpus.intake.sources import Budget, Source

ZIP_MARKS = (LOCAL_MARK, b"PK\x05\x06")
MAX_DEPTH = 5
MAX_MEMBERS = 500_000
UTF8_NAME, ENCRYPTED = 0x800, 0x1
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
DRIVE = re.compile(r"^[A-Za-z]:")
# A ZIP with one of these is one document (DOCX, XLSX, OpenDocument, OFD), no archive of documents.
PACKAGE_PARTS = frozenset({"[content_types].xml", "mimetype", "ofd.xml"})
BROKEN = "压缩包不完整或已损坏，无法打开。请重新下载；能打开的，请先解压再导入文件夹。"
OVERLAP = "压缩包中的文件互相重叠（压缩炸弹的做法），没有读取。请核对来源。"
DEEP = "压缩包嵌套超过 {depth} 层，没有读取。请先解压再导入。"
MANY = "压缩包中的文件多于 {members} 个，没有读取。请先解压，分批导入。"
LOCKED = "这个文件加了密码，无法读取。请先用解压软件输入密码解开，再导入解压后的文件。"
CLIMBS = "压缩包中的文件名指向压缩包之外（含“..”、盘符或绝对路径），没有读取。请核对来源。"
LINK = "这是压缩包中的链接，不是文件，没有读取。"
FAULTS = (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OverflowError, OSError, IndexError)


@contextmanager
def open_archive(source: Source) -> Iterator[tuple[BinaryIO, list[zipfile.ZipInfo]] | None]:
    """The archive's file and its members; None where the source is no archive (a package, or no ZIP at all).

    Raises IntakeError: truncated_file for a broken archive, too_large for overlapping or too many members.
    """
    with source.opened() as file:
        yield _listed(file, source)


def _listed(file: BinaryIO, source: Source) -> tuple[BinaryIO, list[zipfile.ZipInfo]] | None:
    try:
        infos = zipfile.ZipFile(file).infolist()
    except FAULTS as fault:
        file.seek(0)
        if _is_whole_header(file.read(LOCAL_HEADER.size + 1024)):
            raise IntakeError(BROKEN, reason="truncated_file", document=source.name) from fault
        return None
    if not PACKAGE_PARTS.isdisjoint(info.filename.casefold() for info in infos):
        return None
    if len(infos) > MAX_MEMBERS:
        raise IntakeError(MANY.format(members=MAX_MEMBERS), reason="too_large", document=source.name)
    if _overlap(infos):
        raise IntakeError(OVERLAP, reason="too_large", document=source.name)
    return file, infos


def _is_whole_header(head: bytes) -> bool:
    """Whether head is the header of a member with its name, and that of an archive of documents."""
    if len(head) < LOCAL_HEADER.size or not head.startswith(LOCAL_MARK):
        return False
    length = LOCAL_HEADER.unpack(head[: LOCAL_HEADER.size])[-2]
    name = head[LOCAL_HEADER.size : LOCAL_HEADER.size + length].decode("latin-1")
    package = name.casefold() in PACKAGE_PARTS or name.split("/")[0] in {"_rels", "docProps", "word", "xl", "ppt"}
    return 0 < len(name) == length and not package and not CONTROLS.search(name[:1])


def _overlap(infos: list[zipfile.ZipInfo]) -> bool:
    end = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < end:
            return True
        end = info.header_offset + LOCAL_HEADER.size + info.compress_size
    return False


def members(source: Source, file: BinaryIO, infos: list[zipfile.ZipInfo]) -> Iterator[Source | IntakeError]:
    """The files of an open archive in its order (folders and hidden files left out), or the refusal of each."""
    if source.depth >= MAX_DEPTH:
        yield IntakeError(DEEP.format(depth=MAX_DEPTH), reason="too_large", document=source.name)
        return
    budget = source.budget or Budget(source.size)
    for info in infos:
        inner = member_name(info)
        if _is_left_out(inner):
            continue
        name = f"{source.name}!{CONTROLS.sub(chr(0xFFFD), inner)}"
        refusal = _refusal(info, inner, name)
        blocks = partial(member_blocks, file, info, name)
        yield refusal or Source(name, info.file_size, blocks, depth=source.depth + 1, budget=budget)


def _is_left_out(inner: str) -> bool:
    """Whether a name is a folder's, a hidden file's or one of the notes that macOS adds."""
    parts = inner.split("/")
    hidden = any(part.startswith(".") and part not in {".", ".."} for part in parts)
    return inner.endswith("/") or hidden or parts[0] == "__MACOSX"


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name with forward slashes; one without the UTF-8 mark is UTF-8, else GB18030 (Chinese Windows)."""
    name = info.orig_filename
    if not info.flag_bits & UTF8_NAME:
        raw = name.encode("cp437")
        for encoding in ("utf-8", "gb18030", "cp437"):
            try:
                name = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            break
    return name.replace("\\", "/")


def _refusal(info: zipfile.ZipInfo, inner: str, name: str) -> IntakeError | None:
    if inner.startswith("/") or DRIVE.match(inner) or ".." in inner.split("/"):
        return IntakeError(CLIMBS, reason="unreadable", document=name)
    if stat.S_ISLNK(info.external_attr >> 16):
        return IntakeError(LINK, reason="unreadable", document=name)
    if info.flag_bits & ENCRYPTED:
        return IntakeError(LOCKED, reason="unreadable", document=name)
    return None


def is_workbook(source: Source) -> bool:
    """Whether a source is an Excel workbook (a package with its parts below xl/)."""
    if not source.head().startswith(ZIP_MARKS):
        return False
    with source.opened() as file:
        try:
            names = [name.casefold() for name in zipfile.ZipFile(file).namelist()]
        except FAULTS:
            return False
    return "[content_types].xml" in names and "xl/workbook.xml" in names


def unbudgeted(source: Source) -> Source:
    """A member that is read in bounded memory whatever its size (a table): only nested ones count as unpacked."""
    return structs.replace(source, budget=None) if source.depth <= 1 else source
