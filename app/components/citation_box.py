"""Copying a citation, or the reason why there is none."""

from __future__ import annotations

from analysis.citation import CitationRefusedError, cite, cite_passage
from app.components.here import language, t
from app.components.markup import escape, span, tag
from app.components.page_script import copy_button
from corpus.knowledge.labels import label
from corpus.model import Record
from index.types import PassageHit


def refusal_text(fault: CitationRefusedError) -> str:
    """Why the record must not be cited, in the session's language."""
    return fault.message if language() == "zh" else t(f"citation.refused_{fault.reason}")


OWN_WORDS = frozenset({"reasoning", "order", "facts"})
"""Sections in which the document's own court speaks; a passage of any other is copied with the section's name."""


def passage_actions(record: Record, passage: PassageHit) -> str:
    """The button that copies a passage with its citation; nothing where the case must not be cited."""
    voice = "" if passage.section in OWN_WORDS else label("section", passage.section, "zh")
    try:
        quoted = cite_passage(record, passage.text, voice)
    except CitationRefusedError:
        return ""
    return copy_button(t("citation.copy_passage"), quoted, t("citation.copied"))


def citation_line(record: Record) -> str:
    """The citation in small print with its button, or the reason for its refusal."""
    try:
        citation = cite(record)
    except CitationRefusedError as fault:
        return tag("div", span(t("citation.none"), "micha-term") + span(refusal_text(fault)), "micha-cite refused")
    button = copy_button(t("citation.copy"), citation, t("citation.copied"))
    return tag("div", span(t("citation.title"), "micha-term") + tag("q", escape(citation)) + button, "micha-cite")
