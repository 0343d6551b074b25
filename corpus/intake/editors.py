"""What a commercial database's editors wrote, told from what the court wrote (knowledge/intake_editors.yaml)."""

from __future__ import annotations

import re
from functools import cache

from corpus.errors import IntakeError
from corpus.intake.carrier import raw_document
from corpus.intake.court_document import kind_of, squeeze
from corpus.intake.knowledge import editors
from corpus.intake.split_judgments import first_head
from corpus.model import RawDocument

TEXT_LAYOUT = "plain_text"  # its text is the file's own, see layouts/database_copy.py
ENTRY = re.compile(r"\d{4}-\d{2}-\d-\d{3}-\d{3}")  # an entry number of the courts' own case library


def preface_end(text: str) -> int | None:
    """Where the judgment begins behind an editor's words; None where nothing but the document stands there."""
    start = first_head(text)
    return start if start and _has_heading(text[:start]) else None


def without_preface(document: RawDocument) -> RawDocument:
    """document without an editor's words before its judgment."""
    start = None if document.layout == TEXT_LAYOUT else preface_end(document.text)
    if start is None:
        return document
    text = document.text[start:].strip()
    return raw_document(
        document.data, document.file, document.layout, text, kind=kind_of(text), metadata=document.metadata
    )


def is_editors_summary(document: RawDocument) -> bool:
    """Whether document is nothing but an editor's summary: signed by a database, with its headings, without a head.

    An entry of the courts' own library keeps being official, whoever copied it.
    """
    text = document.text
    if not _has_heading(text) or not _pattern("marks").search(squeeze(text)) or ENTRY.search(text):
        return False
    return first_head(text) is None


def editors_summary() -> IntakeError:
    """The refusal of such a summary."""
    return IntakeError(editors().refused, reason="not_a_judgment")


def _has_heading(text: str) -> bool:
    return any(_pattern("heading").search(squeeze(line)) for line in text.splitlines())


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(getattr(editors(), kind).pattern)
