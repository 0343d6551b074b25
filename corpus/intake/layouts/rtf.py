"""A Rich Text file (RTF, also under the name .doc): headers first, then the body, footers last."""

from __future__ import annotations

from corpus.intake.carrier import raw_document
from corpus.intake.court_document import kind_of, squeeze
from corpus.intake.html_text import is_furniture_line
from corpus.intake.page_lines import is_page_number
from corpus.intake.rtf_text import RtfReader
from corpus.model import RawDocument

LAYOUT = "rtf"
GENERAL = -1
BINARY = True
SEVERAL = True
MARKS = b"\xef\xbb\xbf \t\r\n"


def matches(data: bytes, name: str) -> bool:
    """Bytes that open with RTF's first group."""
    return data[:64].lstrip(MARKS).startswith(b"{\\rtf")


def read(data: bytes, name: str) -> list[RawDocument]:
    """The document's text. Raises IntakeError (truncated_file) where the file breaks off."""
    reader = RtfReader(data.lstrip(MARKS)).read()
    body = reader.body.lines
    said = squeeze("".join(body))
    lines = [*_fresh(reader.headers, said), *body, *_fresh(reader.footers, said)]
    text = "\n".join(lines)
    return [raw_document(data, name, LAYOUT, text, kind=kind_of(text))] if text.strip() else []


def _fresh(lines: list[str], said: str) -> list[str]:
    """The lines of headers or footers that are neither page numbers nor a repetition of the body."""
    return [
        line
        for line in dict.fromkeys(lines)
        if squeeze(line) not in said and not is_page_number(line) and not is_furniture_line(line)
    ]
