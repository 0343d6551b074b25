"""The old site's page or its body: HTML with section anchors <a type='dir' name='WBSB'>."""

from __future__ import annotations

import re

from corpus.intake.carrier import raw_document
from corpus.intake.decode import decode
from corpus.intake.html_text import draw_text, looks_like_html, page_title
from corpus.intake.json_parts import looks_like_json
from corpus.model import Metadata, RawDocument

LAYOUT = "wenshu_old_page"
ANCHOR = re.compile(r"""<a\s[^<>]*type=["']?dir["']?[^<>]*name=["']?[A-Z]{4,}""", re.IGNORECASE)
SCRIPT = "jsonHtmlData"


def matches(data: bytes, name: str) -> bool:
    """Markup with a section anchor, outside a script or JSON answer."""
    text = decode(data).text
    if ANCHOR.search(text) is None or looks_like_json(text) or SCRIPT in text:
        return False
    return looks_like_html(text)


def read(data: bytes, name: str) -> list[RawDocument]:
    """The page's document; none if it holds no text."""
    markup = decode(data).text
    text = draw_text(markup)
    metadata = Metadata(title=page_title(markup))
    return [raw_document(data, name, LAYOUT, text, metadata=metadata)] if text else []
