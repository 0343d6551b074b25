"""A result list as the rows of an export."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analysis.citation import CitationRefusedError, cite
from analysis.export import Cell
from app.components.here import language, t
from app.components.hit_card import why_text
from corpus.display import display_court
from corpus.knowledge.labels import chip, label
from corpus.model import Record
from index.types import Hit

COLUMNS = (
    "rank", "kind", "number", "court", "date", "year", "title", "outcome", "claimed", "awarded", "findings",
    "passages", "why", "citation", "key",
)  # fmt: skip


def header() -> list[str]:
    """Column titles in the session's language."""
    return [t(f"export.{name}") for name in COLUMNS]


def rows(hits: Sequence[Hit], read: Callable[[str], Record]) -> list[list[Cell]]:
    """A row a hit; a sample says 示例 in its kind, number, court and citation."""
    return [_row(hit, read(hit.key)) for hit in hits]


def _row(hit: Hit, record: Record) -> list[Cell]:
    document = record.judgment.document
    to = language()
    try:
        citation = cite(record)
    except CitationRefusedError as fault:
        citation = t(
            "export.no_citation", reason=fault.message if to == "zh" else t(f"citation.refused_{fault.reason}")
        )
    found = [
        chip(f.issue, f.finding, to) + (f"（{f.scope}）" if f.scope else "")
        for f in record.judgment.findings
        if f.holder == "this_court"
    ]
    passages = [f"【{label('section', p.section, to)}】{p.text.strip()}" for p in hit.passages]
    return [
        hit.rank, label("kind", record.kind, to), hit.display_number, display_court(record), document.date,
        document.year, hit.title, label("outcome", document.plaintiff_outcome, to), _number(document.claimed_amount),
        _number(document.awarded_amount), "；".join(dict.fromkeys(found)), "\n".join(passages), why_text(hit), citation,
        hit.key,
    ]  # fmt: skip


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
