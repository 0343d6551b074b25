"""A saved web page of any site."""

from __future__ import annotations

from corpus.intake.carrier import raw_document
from corpus.intake.court_document import kind_of
from corpus.intake.decode import decode
from corpus.intake.html_text import draw_text, looks_like_html, page_title
from corpus.intake.json_parts import looks_like_json
from corpus.model import Metadata, RawDocument

LAYOUT = "html_page"
GENERAL = 1
SEVERAL = True


def matches(data: bytes, name: str) -> bool:
    """Markup that is not inside JSON."""
    text = decode(data).text
    return not looks_like_json(text) and looks_like_html(text)


def read(data: bytes, name: str) -> list[RawDocument]:
    """The page's document (an official summary as kind official); none if it holds no text."""
    markup = decode(data).text
    text = draw_text(markup)
    metadata = Metadata(title=page_title(markup))
    return [raw_document(data, name, LAYOUT, text, kind=kind_of(text), metadata=metadata)] if text else []
