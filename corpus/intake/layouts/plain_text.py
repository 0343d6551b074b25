"""A text file: its text is the decoded characters, byte-order mark and line ends kept."""

from __future__ import annotations

from corpus.intake.carrier import raw_document
from corpus.intake.court_document import kind_of
from corpus.intake.decode import decode
from corpus.intake.json_parts import looks_like_json
from corpus.model import RawDocument

LAYOUT = "plain_text"
GENERAL = 3
SEVERAL = True


def matches(data: bytes, name: str) -> bool:
    """Any text that is not JSON."""
    return not looks_like_json(decode(data).text)


def read(data: bytes, name: str) -> list[RawDocument]:
    """The text as it is (an official summary as kind official)."""
    text = decode(data).text
    return [raw_document(data, name, LAYOUT, text, kind=kind_of(text))]
