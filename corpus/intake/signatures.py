"""Files that are no text at all, recognised by their first bytes."""

from __future__ import annotations

import codecs

from corpus.errors import IntakeError

# First bytes -> what a person calls the file. Source: the formats' specifications.
SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "DOCX、XLSX 或 ZIP 压缩包"),
    (b"PK\x05\x06", "ZIP 压缩包"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Word（DOC）或 Excel"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "GZIP 压缩包"),
    (b"Rar!\x1a\x07", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x89PNG\r\n\x1a\n", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"BM", "BMP 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"SQLite format 3\x00", "SQLite 数据库"),
    (b"PAR1", "Parquet 表格"),
)
TEXT_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
PDF_WITHIN = 1024  # a PDF's signature may stand anywhere in here
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1a\x1b")
CONTROL_SHARE = 0.02


def refuse_known_formats(data: bytes) -> None:
    """Raises IntakeError (unknown_layout) with the name of a format that holds no plain text."""
    if data.startswith(TEXT_MARKS):
        return
    for signature, label in SIGNATURES:
        if data.startswith(signature) and not (signature == b"BM" and b"\0" not in data[:32]):
            raise _unreadable(label)
    if b"%PDF-" in data[:PDF_WITHIN] and b"\0" in data:
        raise _unreadable("PDF")


def _unreadable(label: str) -> IntakeError:
    return IntakeError(
        f"本版本尚不能读取 {label} 文件。请打开后另存为文本或网页（或复制其中的文字存为文本），再导入。",
        reason="unknown_layout",
    )


def binary() -> IntakeError:
    """The refusal of a file that is no text of any kind."""
    return IntakeError("这是二进制文件，不是文本。请导入裁判文书的文本、网页或 JSON 文件。", reason="binary")


def is_binary(data: bytes) -> bool:
    """Whether bytes that fit no charset hold control codes, as programs, pictures and databases do."""
    sample = data[:100_000]
    return sum(sample.count(code) for code in CONTROLS) > CONTROL_SHARE * len(sample)


def refuse_control_characters(text: str) -> None:
    """Raises IntakeError (binary) where the decoded text is no text: too many control characters."""
    controls = sum(1 for char in text[:100_000] if ord(char) in CONTROLS)
    if controls > CONTROL_SHARE * min(len(text), 100_000):
        raise binary()
