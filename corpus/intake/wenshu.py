"""Records of China Judgments Online with keys s1..s54 and qwContent: shared by its answers and crawled copies.

Source: the site's field dictionary (s1 case name, s2 court, s5 id, s6 document type, s7 number, s11 causes,
s22..s28 parts of the text, s31 date, s45 keywords, s47 statutes).
"""

from __future__ import annotations

import ast

import msgspec

from corpus.intake.carrier import metadata_of
from corpus.intake.html_text import draw_fragment
from corpus.intake.json_parts import JsonObject, text_of, texts_of
from corpus.intake.knowledge import facts
from corpus.model import Metadata

MARKERS = ("s1", "s2", "s5", "s7", "s22", "s31")


def is_record(held: JsonObject) -> bool:
    """Whether held is such a record: its text, or parts of it, and some of the identifying keys."""
    parts = [key for key in facts().parts["wenshu_detail"] if text_of(held, key)]
    known = sum(text_of(held, key) is not None for key in MARKERS)
    return known >= 2 and ("qwContent" in held or len(parts) >= 2)


def record_text(held: JsonObject) -> str:
    """The full text from qwContent; where that is missing or empty, the parts s22..s28 in their order."""
    text = draw_fragment(text_of(held, "qwContent") or "")
    if text:
        return text
    parts = (draw_fragment(text_of(held, key) or "") for key in facts().parts["wenshu_detail"])
    return "\n".join(part for part in parts if part)


def _statutes(value: object) -> tuple[str, ...]:
    if isinstance(value, str):  # one crawl stored Python's notation of the list
        try:
            value = ast.literal_eval(value)
        except (ValueError, SyntaxError):
            return (value,) if isinstance(value, str) and value.strip() else ()
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    joined = (f"{row.get('fgmc') or ''}{row.get('tkx') or ''}".strip() for row in rows)
    return tuple(statute for statute in joined if statute)


def record_metadata(held: JsonObject) -> Metadata:
    """What the record says of its document, as written there (its date may be wrong: the text wins)."""
    base = metadata_of(held, "wenshu_detail")
    causes = texts_of(held, "s11")
    return msgspec.structs.replace(
        base,
        title=base.title or text_of(held, "title"),
        cause="、".join(causes) or None,
        doc_type=facts().fields["wenshu_type"].get(text_of(held, "s6") or ""),
        document_id=base.document_id or text_of(held, "wsKey"),
        statutes=_statutes(held.get("s47")),
        keywords=texts_of(held, "s45"),
    )
