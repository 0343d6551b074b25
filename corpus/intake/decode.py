"""Bytes -> text, by a fixed order of checks; a guess only where none of them holds.

Order: byte-order mark, strict UTF-8 (other encodings of Chinese practically never pass it, so that it outranks a
declared charset), the declared charset if the text then reads as Chinese, GB18030, UTF-16 without mark,
charset-normalizer, and last UTF-8 or GB18030 with very few damaged characters replaced.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from charset_normalizer import from_bytes
from msgspec import Struct

from corpus.errors import IntakeError
from corpus.intake.knowledge import cues

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)|<\?xml[^>]*encoding=["']([A-Za-z0-9_.:-]+)""")
HEAD = 4096  # bytes in which a page declares its charset
SAMPLE = 20_000  # characters looked at to tell whether a text reads as Chinese; bytes given to the guesser
DAMAGED_SHARE = 0.001  # one damaged character in a thousand (or DAMAGED_FEW of them) is accepted and replaced
DAMAGED_FEW = 3
REPLACED = "\N{REPLACEMENT CHARACTER}"


class Decoded(Struct, frozen=True):
    """text with its mark and line ends as received; text.encode(encoding) gives the bytes back if damaged == 0."""

    text: str
    encoding: str
    damaged: int = 0


def reads_as_chinese(text: str) -> bool:
    """Whether the non-ASCII characters of text hold the share of frequent ones that written Chinese has.

    Text without any non-ASCII character is no evidence against its charset: True.
    """
    wide = [char for char in text[:SAMPLE] if char > "\x7f" and not char.isspace()]
    common = sum(char in cues().common_characters for char in wide)
    return common >= cues().common_share * len(wide)


def declared_charset(data: bytes) -> str | None:
    """The charset a page or XML file declares, as Python's codec name; None if it names none that exists."""
    match = DECLARED.search(data[:HEAD])
    if match is None:
        return None
    name = (match[1] or match[2]).decode("ascii")
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    return "gb18030" if codec in {"gb2312", "gbk"} else codec


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _candidates(data: bytes) -> list[str]:
    declared = declared_charset(data)
    wide = ["utf-16-le", "utf-16-be"] if b"\0" in data else []
    return [*([declared] if declared else []), *wide, "gb18030", "utf-16-le", "utf-16-be"]


def _guessed(data: bytes) -> Decoded | None:
    best = from_bytes(data[:SAMPLE]).best()
    text = _strictly(data, best.encoding) if best is not None else None
    if best is None or text is None or not reads_as_chinese(text):
        return None
    return Decoded(text, best.encoding)


def _broken_off(data: bytes) -> Decoded | None:
    """data cut inside its last character, as an unfinished download is."""
    for encoding in ("utf-8", "gb18030"):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(data, final=False)
        except UnicodeDecodeError:
            continue
        if not text.isascii() and (encoding == "utf-8" or reads_as_chinese(text)):
            return Decoded(text + REPLACED, encoding, 1)
    return None


def _repaired(data: bytes) -> Decoded | None:
    tries = [Decoded(text, name, text.count(REPLACED)) for name in ("utf-8", "gb18030")
             for text in [data.decode(name, errors="replace")]]  # fmt: skip
    best = min(tries, key=lambda tried: tried.damaged)
    few = best.damaged <= max(DAMAGED_FEW, int(len(best.text) * DAMAGED_SHARE))
    return best if few and len(best.text) > 100 * best.damaged and reads_as_chinese(best.text) else None


@lru_cache(maxsize=4)
def decode(data: bytes) -> Decoded:
    """The text of data. Raises IntakeError (reason encoding) where no charset fits all but very few characters."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            marked = _strictly(data, encoding)
            if marked is not None:
                return Decoded(marked, encoding)
    if b"\0" not in data:
        text = _strictly(data, "utf-8")
        if text is not None:
            return Decoded(text, "utf-8")
    for encoding in _candidates(data):
        text = _strictly(data, encoding)
        if text is not None and reads_as_chinese(text):
            return Decoded(text, encoding)
    found = _broken_off(data) or _repaired(data) or _guessed(data)
    if found is None:
        raise IntakeError(
            "文件的文字编码混杂或已损坏，无法可靠读出。请重新下载，或用文本编辑器另存为 UTF-8 后再导入。",
            reason="encoding",
        )
    return found
