"""An entry of the People's Courts case library (API answers `content` and `search`): an official summary.

A search answer holds several entries, each with its gist and without its facts and reasoning: such an entry is taken
in with what it has and marked truncated, so that the full one leads once it comes.
"""

from __future__ import annotations

import msgspec

from corpus.intake.carrier import TAG, metadata_of, raw_document
from corpus.intake.html_text import draw_fragment
from corpus.intake.json_parts import JsonObject, layers, text_of, texts_of
from corpus.intake.knowledge import facts
from corpus.model import RawDocument

LAYOUT = "case_library"
SEPARATOR = "######"  # between the statutes and the instances of the case
EMPHASIS = ("<em>", "</em>")  # search hits


def _record(data: bytes) -> JsonObject:
    return next((held for held in layers(data) if {"cpws_al_no", "cpws_al_title"} <= held.keys()), {})


def matches(data: bytes, name: str) -> bool:
    """JSON with an entry's number and title."""
    return bool(_record(data))


def _part(held: JsonObject, key: str) -> str:
    value = " ".join(texts_of(held, key)) if isinstance(held.get(key), list) else text_of(held, key) or ""
    for mark in EMPHASIS:
        value = value.replace(mark, "")
    return "\n".join(filter(None, map(draw_fragment, value.split(SEPARATOR))))


def _statutes(held: JsonObject) -> tuple[str, ...]:
    first, separator, _ = (text_of(held, "cpws_al_glsy") or "").partition(SEPARATOR)
    return tuple(draw_fragment(first).splitlines()) if separator else ()


def read(data: bytes, name: str) -> list[RawDocument]:
    """The entry, kind official; none if it has no words beside its title."""
    held = _record(data)
    headings = facts().parts[LAYOUT]
    parts = {key: _part(held, key) for key in headings}
    text = "\n".join(line for key, part in parts.items() if part for line in (headings[key], part) if line)
    if not any(parts[key] for key in ("cpws_al_cpyz", "cpws_al_jbaq", "cpws_al_cply", "cpws_al_fulltext")):
        return []
    metadata = msgspec.structs.replace(
        metadata_of(held, LAYOUT),
        statutes=_statutes(held),
        keywords=tuple(TAG.sub("", word) for word in texts_of(held, "cpws_al_keyword")),
    )
    partial = not (parts["cpws_al_cply"] or parts["cpws_al_fulltext"])
    return [raw_document(data, name, LAYOUT, text, kind="official", metadata=metadata, truncated=partial)]
