"""A crawler's copy of a detail record (2020): {id, doc_id, source: JSON string with s1..s54 and qwContent}."""

from __future__ import annotations

import msgspec

from corpus.intake.carrier import raw_document
from corpus.intake.json_parts import JsonObject, as_object, load, text_of
from corpus.intake.wenshu import is_record, record_metadata, record_text
from corpus.model import RawDocument

LAYOUT = "wenshu_crawl_record"


def _outer(data: bytes) -> JsonObject:
    return as_object(load(data))


def matches(data: bytes, name: str) -> bool:
    """JSON whose `source` holds a record of s1..s54."""
    return is_record(as_object(_outer(data).get("source")))


def read(data: bytes, name: str) -> list[RawDocument]:
    """The record's document; none if it holds no text."""
    outer = _outer(data)
    held = as_object(outer.get("source"))
    text, metadata = record_text(held), record_metadata(held)
    if metadata.document_id is None:
        metadata = msgspec.structs.replace(metadata, document_id=text_of(outer, "doc_id"))
    return [raw_document(data, name, LAYOUT, text, metadata=metadata)] if text else []
