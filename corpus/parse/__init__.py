"""Text -> structure: `parse(raw)` reads sections, head fields, sums, outcome and statutes of a judgment.

The stages: clean (an offset-mapped copy), sections, head, values. Rules are data in knowledge/parse.
"""

from __future__ import annotations

from corpus.model import Judgment, RawDocument
from corpus.parse.clean import clean
from corpus.parse.head import read_head
from corpus.parse.sections import sections_of
from corpus.parse.values import read_values

PARSE_VERSION = "1"


def parse(raw: RawDocument) -> Judgment:
    """What the parse stage knows of a document; positions count code points of `raw.text`. Never refuses a text:
    what it does not show is None or empty."""
    copy = clean(raw.text)
    sections = sections_of(copy)
    head = read_head(copy, sections, raw.metadata)
    values = read_values(raw.text, sections, head.document, raw.metadata)
    return Judgment(
        text=raw.text,
        document=values.document,
        sections=sections,
        statutes=values.statutes,
        spans=head.spans | values.spans,
    )
