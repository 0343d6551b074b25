"""Detail record of China Judgments Online: a bare record, or the API answer around it (also as a JSON string)."""

from __future__ import annotations

from corpus.intake.carrier import raw_document
from corpus.intake.json_parts import JsonObject, layers
from corpus.intake.wenshu import is_record, record_metadata, record_text
from corpus.model import RawDocument

LAYOUT = "wenshu_detail"


def _record(data: bytes) -> JsonObject | None:
    held = list(layers(data))
    if not held or "source" in held[0]:
        return None
    return next((layer for layer in held if is_record(layer)), None)


def matches(data: bytes, name: str) -> bool:
    """JSON with a record of s1..s54 that is not a crawler's copy (those keep it under `source`)."""
    return _record(data) is not None


def read(data: bytes, name: str) -> list[RawDocument]:
    """The record's document; none if it holds no text."""
    held = _record(data) or {}
    text = record_text(held)
    return [raw_document(data, name, LAYOUT, text, metadata=record_metadata(held))] if text else []
