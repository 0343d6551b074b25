"""A judgment copied as text out of a commercial database, with words of its editors before it: those stay behind."""

from __future__ import annotations

from corpus.intake.carrier import raw_document
from corpus.intake.court_document import kind_of
from corpus.intake.decode import decode
from corpus.intake.editors import preface_end
from corpus.intake.html_text import looks_like_html
from corpus.intake.json_parts import looks_like_json
from corpus.model import RawDocument

LAYOUT = "database_copy"
GENERAL = 2
SEVERAL = True


def matches(data: bytes, name: str) -> bool:
    """Text (no markup, no JSON) in which an editor's heading stands before the head of a judgment."""
    text = decode(data).text
    return not looks_like_json(text) and not looks_like_html(text) and preface_end(text) is not None


def read(data: bytes, name: str) -> list[RawDocument]:
    """The judgment without the editor's words."""
    source = decode(data).text
    lines = source[preface_end(source) or 0 :].splitlines()
    text = "\n".join(line.strip() for line in lines if line.strip())
    return [raw_document(data, name, LAYOUT, text, kind=kind_of(text))]
