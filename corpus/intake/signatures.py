"""Files that are known but not read, and files that are no text at all, recognised by their bytes."""

from __future__ import annotations

import codecs

from corpus.errors import IntakeError
from corpus.intake.knowledge import Format, formats
from corpus.intake.office_package import package_kind

TEXT_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1a\x1b")
CONTROL_SHARE = 0.02


def refuse_known_formats(data: bytes) -> None:
    """Raises IntakeError, with the name and what to do, for a format of knowledge/intake_formats.yaml."""
    if data.startswith(TEXT_MARKS):
        return
    row = next((row for row in formats() if _fits(row, data)), None)
    if row:
        raise IntakeError(f"本版本不能读取{row.label}文件。{row.advice}", reason=row.reason)


def _fits(row: Format, data: bytes) -> bool:
    if row.package:
        return package_kind(data) == row.package
    if not any(data.startswith(bytes.fromhex(start), row.at) for start in row.starts):
        return False
    if row.binary and b"\0" not in data[:32]:
        return False
    return not row.streams or any(name.encode("utf-16-le") + b"\0\0" in data for name in row.streams)


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
