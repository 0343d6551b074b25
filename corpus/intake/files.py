"""From a path or bytes to RawDocuments: size, binary, encoding and layout checks, in this order."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import IntakeError, MichaError
from corpus.intake.containers import read_source
from corpus.intake.court_document import explain, is_court_document, not_a_judgment
from corpus.intake.decode import decode
from corpus.intake.editors import editors_summary, is_editors_summary, without_preface
from corpus.intake.json_parts import broken, looks_like_json, split
from corpus.intake.layouts import holds_several, layout_of
from corpus.intake.signatures import binary, is_binary, refuse_control_characters, refuse_known_formats
from corpus.intake.sources import bytes_source, file_source
from corpus.intake.split_judgments import split as split_judgments
from corpus.intake.tables.columns import Mapping
from corpus.model import RawDocument
from corpus.text import encodable, path_name

MAX_BYTES = 40 * 1024 * 1024  # the longest judgment known to a dump of 85 million has 135,658 characters


def read_path(path: Path) -> Iterator[Path]:
    """The files at path: itself, or all files below the folder in sorted order (hidden ones left out, no links
    to folders followed). Raises IntakeError (unreadable) where nothing is there or the folder cannot be opened.

    What cannot be opened below the folder (a dead link, a locked folder) is among the files: reading it says why,
    and the others are still found.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError) as fault:
        raise _absent(path) from fault
    except OSError as fault:
        raise _unreadable(path) from fault
    if not _is_folder(path):
        yield path
        return
    try:
        entries = sorted(path.iterdir(), key=lambda entry: entry.name)
    except OSError as fault:
        raise _unreadable(path) from fault
    for entry in entries:
        if entry.name.startswith(".") or (_is_folder(entry) and os.path.islink(entry)):
            continue
        try:
            yield from read_path(entry)
        except IntakeError:
            yield entry


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # unlike Path.is_dir, False and no error where the path may not be looked at


def read_file(path: Path) -> list[RawDocument]:
    """The documents of the file at path, at least one. Raises the IntakeError of the first part that is refused.

    The size is looked at before anything is read.
    """
    return _all_of(read_file_parts(path))


def read_file_parts(path: Path, mapping: Mapping | None = None) -> Iterator[RawDocument | IntakeError]:
    """Each document of the file at path, or the refusal of that part (or of the whole file). Raises no IntakeError.

    An archive gives the documents of its members (`a.zip!卷/b.txt`), a table those of its rows (`a.csv#2`).
    mapping: how the user understands the columns of tables (tables.columns).
    """
    name = path_name(path)
    try:
        _check_file(path)
        yield from _guarded(read_source(file_source(path, name), MAX_BYTES, _read_file, mapping), name)
    except IntakeError as refusal:
        yield refusal
    except (FileNotFoundError, NotADirectoryError, ValueError) as fault:
        yield _caused(_absent(path), fault)
    except OSError as fault:
        if fault.errno == errno.ENOSPC:
            raise  # a full disk concerns every file
        yield _caused(_unreadable(path), fault)


def read_bytes(data: bytes, name: str) -> list[RawDocument]:
    """The documents of data, at least one; several from one file are named name#1, name#2 …

    Raises the IntakeError of the first part that is refused; read_parts goes on after it.
    """
    return _all_of(read_parts(data, name))


def read_parts(data: bytes, name: str, mapping: Mapping | None = None) -> Iterator[RawDocument | IntakeError]:
    """Each document of data, or the refusal of that part: one bad line does not cost the others.

    A part cut out of a list or of JSON lines has the bytes of that part as its data. Never raises IntakeError.
    """
    yield from _guarded(read_source(bytes_source(data, name), MAX_BYTES, _read_file, mapping), name)


def _all_of(parts: Iterator[RawDocument | IntakeError]) -> list[RawDocument]:
    documents = []
    for part in parts:
        if isinstance(part, IntakeError):
            raise part
        documents.append(part)
    return documents


def _guarded(parts: Iterator[RawDocument | IntakeError], name: str) -> Iterator[RawDocument | IntakeError]:
    """parts, where what stops them is a refusal of the whole: a fault of ours in one file lets the others go on."""
    try:
        yield from parts
    except IntakeError as refusal:
        yield _named(refusal, name)
    except (MichaError, OSError):
        raise  # a broken table of ours, or the disk: no fault of this file's bytes
    except Exception as fault:
        yield _ours(fault, name)


def _read_file(data: bytes, name: str) -> Iterator[RawDocument | IntakeError]:
    """The documents of a file that is neither archive nor table."""
    try:
        parts = _parts(data)
    except IntakeError as refusal:
        yield _named(refusal, name)
        return
    single = parts == [data]
    for number, part in enumerate(parts, start=1):
        part_name = name if single else f"{name}#{number}"
        yield from _guarded(_read_one(part, part_name), part_name)


def _check_file(path: Path) -> None:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        if not os.access(path, os.R_OK | os.X_OK):
            raise _unreadable(path)
        message = "这是文件夹，不是文件。请选择文件夹中的文件，或用导入文件夹的方式导入。"
        raise IntakeError(message, reason="unreadable", document=path_name(path))
    if not stat.S_ISREG(status.st_mode):
        raise IntakeError("这不是普通文件，不能导入。", reason="unreadable", document=path_name(path))


def _parts(data: bytes) -> list[bytes]:
    if not data:
        raise IntakeError("文件是空的（0 字节）。请重新下载或保存后再导入。", reason="empty")
    if layout_of(data, "", binary=True):
        return [data]
    refuse_known_formats(data)
    text = _text(data)
    if not text.strip("\ufeff \t\r\n\v\f\u3000\xa0\0"):
        raise IntakeError("文件中只有空白，没有文字。请重新下载或保存后再导入。", reason="empty")
    refuse_control_characters(text)
    return split(data) if looks_like_json(text) else [data]


def _text(data: bytes) -> str:
    try:
        return decode(data).text
    except IntakeError as refusal:
        if is_binary(data):
            raise binary() from refusal
        raise


def _read_one(data: bytes, name: str) -> Iterator[RawDocument | IntakeError]:
    binary = layout_of(data, name, binary=True)
    layout = binary or layout_of(data, name, binary=False)
    if layout is None:
        raise _no_layout(data)
    documents = [document for document in layout.read(data, name) if document.text.strip()]
    source = "" if binary else decode(data).text
    if not documents:
        raise _no_text(source)
    if holds_several(layout):
        documents = [judgment for one in documents for judgment in split_judgments(without_preface(one))]
    for document in documents:
        if is_editors_summary(document):
            yield _named(editors_summary(), document.file)
        elif document.kind == "judgment" and not is_court_document(document.text):
            yield _named(explain(source or document.text) or not_a_judgment(), document.file)
        else:
            yield document


def _no_layout(data: bytes) -> IntakeError:
    message = "这个 JSON 文件不是已知的裁判文书格式。请改为导入文书的网页或文本；也可以联系我们增加这一格式。"
    text = decode(data).text
    return broken(text) or explain(text) or IntakeError(message, reason="unknown_layout")


def _no_text(source: str) -> IntakeError:
    message = "文件中没有文书正文。请打开该文书，确认能看到全文后再保存。"
    return explain(source) or IntakeError(message, reason="no_text")


def _named(refusal: IntakeError, name: str) -> IntakeError:
    if refusal.document:
        return refusal
    named = IntakeError(refusal.message, reason=refusal.reason, document=name)
    named.__cause__ = refusal.__cause__
    return named


def _ours(fault: Exception, name: str) -> IntakeError:
    """The refusal where a layout module fails: our fault, told with its kind; the other files go on."""
    what = f"{type(fault).__name__}: {encodable(str(fault))[:200]}"
    message = f"读取时程序出错（{what}）。请把这个文件另存为纯文本后再导入，并告知开发者。"
    return _caused(IntakeError(message, reason="unreadable", document=name), fault)


def _caused(refusal: IntakeError, fault: Exception) -> IntakeError:
    refusal.__cause__ = fault
    return refusal


def _absent(path: Path) -> IntakeError:
    message = "找不到这个文件或文件夹。请检查路径是否正确，文件是否已移动或改名。"
    return IntakeError(message, reason="unreadable", document=path_name(path))


def _unreadable(path: Path) -> IntakeError:
    message = "无法打开。请检查您是否有读取权限，文件是否正被其他程序占用，磁盘或移动设备是否仍然连接。"
    return IntakeError(message, reason="unreadable", document=path_name(path))
