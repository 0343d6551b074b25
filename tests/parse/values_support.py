"""Short fictional documents for the tests of values: sections given as (kind, text)."""

from __future__ import annotations

from corpus.model import Document, Metadata, Party, Section
from corpus.parse.values import Values, read_values

PARTIES = (
    Party("原告", "plaintiff", "杭州青禾贸易有限公司", "company"),
    Party("被告", "defendant", "杭州远帆贸易有限公司", "company"),
)
CLAIM = "请求判令：1.被告停止侵害；2.被告赔偿经济损失100万元；3.被告赔偿合理开支5万元。"


def text_of(*parts: tuple[str, str]) -> tuple[str, tuple[Section, ...]]:
    """The text that the parts make up, and its sections."""
    text, sections = "", []
    for kind, piece in parts:
        sections.append(Section(kind, len(text), len(text) + len(piece) + 1))  # type: ignore[arg-type]
        text += piece + "\n"
    return text, tuple(sections)


def values_of(*parts: tuple[str, str], **head: object) -> Values:
    """The values of a document made of these parts; head: fields of Document (default: a first-instance judgment)."""
    text, sections = text_of(*parts)
    fields = {"doc_type": "judgment", "procedure": "first", "date": "2022-05-01", "year": 2022, "parties": PARTIES}
    return read_values(text, sections, Document(**(fields | head)), Metadata())  # type: ignore[arg-type]
