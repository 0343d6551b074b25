"""What the corpus covers, and its gaps, by kind and by the form in which the documents came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.components.chart_block import table
from app.components.here import language, t
from corpus.codes import Kind
from corpus.knowledge.labels import label
from corpus.model import Record

KINDS: tuple[Kind, ...] = ("judgment", "official", "digest")


def coverage_html(records: Sequence[Record], layouts: Mapping[tuple[str, str], int]) -> str:
    """Two tables: years and missing heads by kind; sources by kind and layout."""
    names = ("kind", "n", "years", "no_number", "no_date", "no_court", "cut", "core")
    rows = [_kind_row(kind, [r for r in records if r.kind == kind]) for kind in KINDS]
    held = [row for row in rows if row[1]]
    first = table([t(f"column.{name}") for name in names], held) if held else ""
    sources = [(label("kind", kind, language()), layout_name(name), n) for (kind, name), n in layouts.items()]
    second = table([t("column.kind"), t("column.layout"), t("column.sources")], sources) if sources else ""
    return first + second


def layout_name(layout: str) -> str:
    """The layout's name in words where there is one."""
    from app.components.words import words_under

    return words_under("layout", language()).get(layout, layout)


def _kind_row(kind: Kind, records: Sequence[Record]) -> tuple[str | int, ...]:
    heads = [record.judgment.document for record in records]
    years = sorted(head.year for head in heads if head.year)
    return (
        label("kind", kind, language()),
        len(records),
        f"{years[0]}–{years[-1]}" if years else "",
        sum(head.case_number is None for head in heads),
        sum(head.date is None for head in heads),
        sum(head.court is None for head in heads),
        sum(any(s.leads and s.truncated for s in record.sources) for record in records),
        sum(head.customer_list == "core" for head in heads),
    )
