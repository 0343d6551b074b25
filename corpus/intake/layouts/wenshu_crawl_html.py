"""A crawler's copy of the old site (to 2019): Title, PubDate, Html; bare, or as a JSON string under `source`.

PubDate is the day of publication, not of the decision: it is left out of the metadata.
"""

from __future__ import annotations

from corpus.intake.carrier import raw_document
from corpus.intake.html_text import draw_fragment
from corpus.intake.json_parts import JsonObject, layers, text_of
from corpus.model import Metadata, RawDocument

LAYOUT = "wenshu_crawl_html"


def _record(data: bytes) -> JsonObject:
    return next((held for held in layers(data) if {"Title", "Html"} <= held.keys()), {})


def matches(data: bytes, name: str) -> bool:
    """JSON with Title and Html."""
    return bool(_record(data))


def read(data: bytes, name: str) -> list[RawDocument]:
    """The record's document; none if it holds no text."""
    held = _record(data)
    outer = next(layers(data), {})
    text = draw_fragment((text_of(held, "Html") or "").replace("01lydyh01", "'"))
    identity = text_of(outer, "doc_id") or text_of(held, "DocID")
    metadata = Metadata(title=text_of(held, "Title"), document_id=identity)
    return [raw_document(data, name, LAYOUT, text, metadata=metadata)] if text else []
