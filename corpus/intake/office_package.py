"""Packages: ZIP files that are one document (DOCX, XLSX, OFD ...), told by the names within; parts read with limits."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from functools import lru_cache

from lxml import etree
from msgspec import Struct

from corpus.errors import IntakeError
from corpus.intake.safe_xml import attribute, local, parse_xml

MAX_PART = 64 * 1024 * 1024  # bytes of one part unpacked: the longest judgment known has 135,658 characters
MAX_PARTS = 10_000
MAX_RATIO = 250  # unpacked to packed, where a part is over RATIO_FROM: text of an office file reaches 20 to 60
RATIO_FROM = 4 * 1024 * 1024
BEFORE = 4096  # bytes within which the first entry begins: damage or a mail header may stand before it
ZIP_MARK = b"PK\x03\x04"
CONTENT_TYPES = "[Content_Types].xml"
# First part of a name -> kind of package. Sources: ECMA-376 part 2, GB/T 33190 (OFD), OpenDocument 1.3.
FOLDERS = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
BROKEN = "文件不完整或已损坏（压缩结构无法读出）。请重新下载，或用 Word、WPS 打开后另存，再导入。"
BOMB = "文件解压后异常地大，像是压缩炸弹，没有读取。请用 Word、WPS 打开确认，另存为 DOCX 后再导入。"


class Relation(Struct, frozen=True):
    """A link from one part to another; kind: the last word of its type."""

    kind: str
    target: str
    external: bool


@lru_cache(maxsize=4)
def package_kind(data: bytes) -> str | None:
    """docx, xlsx, pptx, odt or ofd; None for any other ZIP or file. A package cut off is told by its first name."""
    if ZIP_MARK not in data[:BEFORE]:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, OSError):
        names = _names_of_headers(data) if data.startswith(ZIP_MARK) else []
    if any(name.casefold() == "ofd.xml" for name in names):
        return "ofd"
    if "content.xml" in names and "mimetype" in names:
        return "odt"
    if CONTENT_TYPES not in names and "_rels/.rels" not in names:
        return None
    return next((kind for folder, kind in FOLDERS.items() if any(name.startswith(folder) for name in names)), None)


def _names_of_headers(data: bytes) -> list[str]:
    """Names in the local headers, as far as the first one shows that this is a package (not an archive of some)."""
    first = data[30 : 30 + int.from_bytes(data[26:28], "little")]
    package = first == CONTENT_TYPES.encode() or first.split(b"/")[0] in {b"_rels", b"docProps", b"word", b"xl", b"ppt"}
    if not package:
        return [first.decode("utf-8", errors="replace")]
    folders = [folder for folder in FOLDERS if ZIP_MARK in data and folder.encode() in data]
    return [CONTENT_TYPES, *folders]


class Package:
    """The parts of an office file. Raises IntakeError (truncated_file, too_large, unreadable) in every method."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self.names = frozenset(self._archive.namelist())
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, OSError) as fault:
            raise IntakeError(BROKEN, reason="truncated_file") from fault
        if len(self._archive.infolist()) > MAX_PARTS:
            raise IntakeError(BOMB, reason="too_large")
        self._left = 2 * MAX_PART

    def read(self, name: str) -> bytes:
        """The bytes of a part, unpacked up to the limits whatever its header says."""
        try:
            info = self._archive.getinfo(name)
            if info.flag_bits & 1:
                message = "文件设有密码，无法读取。请用 Word、WPS 输入密码打开，取消密码后另存，再导入。"
                raise IntakeError(message, reason="unreadable")
            limit = min(MAX_PART, self._left, max(RATIO_FROM, MAX_RATIO * info.compress_size))
            with self._archive.open(info) as part:
                data = part.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, OSError, ValueError) as fault:
            raise IntakeError(BROKEN, reason="truncated_file") from fault
        if len(data) > limit:
            raise IntakeError(BOMB, reason="too_large")
        self._left -= len(data)
        return data

    def tree(self, name: str) -> etree._Element:
        """The root of a part that is XML."""
        return parse_xml(self.read(name))

    def relations(self, name: str) -> dict[str, Relation]:
        """The links of a part by their id (of the package itself for the name ""); empty where it has none."""
        folder, base = posixpath.split(name)
        held = posixpath.join(folder, "_rels", f"{base}.rels")
        if held not in self.names:
            return {}
        found = {}
        for link in self.tree(held):
            if local(link) == "Relationship":
                target = attribute(link, "Target") or ""
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                external = attribute(link, "TargetMode") == "External"
                kind = (attribute(link, "Type") or "").rsplit("/", 1)[-1]
                found[attribute(link, "Id") or ""] = Relation(kind, posixpath.normpath(path), external)
        return found

    def related(self, name: str, kind: str) -> str | None:
        """The part that name links to by that kind of link; None where there is none in the package."""
        links = self.relations(name).values()
        return next((one.target for one in links if one.kind == kind and one.target in self.names), None)
