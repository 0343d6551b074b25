"""A guiding case of the Supreme People's Court as JSON with its full text: an official summary, never a judgment."""

from __future__ import annotations

import msgspec

from corpus.intake.carrier import keywords_below_heading, metadata_of, raw_document, split_keywords
from corpus.intake.html_text import draw_fragment
from corpus.intake.json_parts import JsonObject, layers, text_of
from corpus.intake.knowledge import facts
from corpus.model import RawDocument

LAYOUT = "guiding_case"


def _record(data: bytes) -> JsonObject:
    names = facts().fields[LAYOUT]
    needed = {names["title"], names["text"], names["document_id"]}
    return next((held for held in layers(data) if needed <= held.keys()), {})


def matches(data: bytes, name: str) -> bool:
    """JSON with the record's title, number and full text."""
    return bool(_record(data))


def read(data: bytes, name: str) -> list[RawDocument]:
    """The guiding case, kind official; none if it holds no text.

    The field of keywords is mostly empty: the values stand on the heading's line of the text.
    """
    held, names = _record(data), facts().fields[LAYOUT]
    text = draw_fragment(text_of(held, names["text"]) or "")
    statutes = draw_fragment(text_of(held, names["statutes"]) or "").splitlines()
    keywords = split_keywords(text_of(held, names["keywords"]) or "") or keywords_below_heading(text)
    metadata = msgspec.structs.replace(metadata_of(held, LAYOUT), statutes=tuple(statutes), keywords=keywords)
    return [raw_document(data, name, LAYOUT, text, kind="official", metadata=metadata)] if text else []
