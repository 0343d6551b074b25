"""已发表的统计: figures that others published, each with its source, period and denominator."""

from __future__ import annotations

import re

import altair as alt
import streamlit as st

from analysis.export import Cell
from analysis.published import PublishedRow, PublishedTable, load_published
from app.components.chart_block import chart_block
from app.components.charts import NEUTRAL, Bar, stacked_chart
from app.components.figures import count
from app.components.here import language, t
from app.components.markup import escape, facts, note, span, tag

YEAR = re.compile(r"\d{4}\b")
ORDER = ("outcome", "composition", "remedy", "volume", "coverage")


def published_part() -> None:
    """Draws the tables of one subject, those on outcomes first."""
    st.html(note(t("published.note"), "warning"))
    held = {about: [table for table in load_published() if table.about == about] for about in ORDER}
    about = st.pills(
        t("published.subject"),
        [name for name, tables in held.items() if tables],
        default=ORDER[0],
        required=True,
        format_func=lambda name: t("published.counted", name=t(f"published.{name}"), n=len(held[name])),
        key="published-subject",
        label_visibility="collapsed",
    )
    for table in held[about]:
        _table(table)


def _table(table: PublishedTable) -> None:
    to = language()
    subtitle = "\n".join([*_base(table), *([t("chart.publication").strip()] if _by_year(table) else [])])
    header = tuple(t(f"published.column_{name}") for name in ("label", "n", "total", "share", "basis", "change"))
    rows = [_row(row) for row in table.series]
    foot = table.note.of(to)
    title = table.title.of(to)
    chart_block(_chart(table, title, subtitle), title, header, rows, foot, table.id, beside=_source(table))


def _base(table: PublishedTable) -> list[str]:
    """Denominator, period and source, inside the picture."""
    to = language()
    base = t("published.base", denominator=table.denominator.of(to), period=table.period.of(to))
    return [base, t("published.from", source=table.source.of(to))]


def _by_year(table: PublishedTable) -> bool:
    """Whether the rows are years, or the table is about how much is published."""
    years = [row for row in table.series if YEAR.match(row.label.en)]
    return table.about in ("volume", "coverage") or len(years) > 1


def _chart(table: PublishedTable, title: str, subtitle: str) -> alt.LayerChart:
    """Shares where every row has one or can have none; else counts."""
    to = language()
    by_share = all(row.share is not None for row in table.series if row.n is None) and not any(
        row.n is not None and row.share is None for row in table.series
    )
    unit = t("published.percent") if by_share else table.unit.of(to)
    bars = [
        Bar(row.label.of(to), unit, float((row.share if by_share else row.n) or 0), _words(row)) for row in table.series
    ]
    return stacked_chart(bars, {unit: NEUTRAL}, title, subtitle, unit, 100 if by_share else None)


def _words(row: PublishedRow) -> str:
    """`70/181（39%）`, with 约 for an approximate figure and the change against the year before."""
    about = t("published.about") if row.approximate else ""
    counted = count(row.n) if row.n is not None else ""
    if row.n is not None and row.total is not None:
        counted = f"{count(row.n)}/{count(row.total)}"
    share = f"{about}{row.share}%" if row.share is not None else ""
    if share and row.n is None and row.total is not None:
        share += t("published.of_total", total=count(row.total))
    words = f"{counted}（{share}）" if counted and share else counted or share
    return words + (t("published.change", change=f"{row.change:+}") if row.change is not None else "")


def _row(row: PublishedRow) -> tuple[Cell, ...]:
    basis = t(f"published.basis_{row.share_basis}") if row.share_basis else ""
    if row.approximate:
        basis += t("published.about_bracket")
    share = float(row.share) if row.share is not None else None
    change = float(row.change) if row.change is not None else None
    return (row.label.of(language()), row.n, row.total, share, basis, change)


def _source(table: PublishedTable) -> str:
    to = language()
    rows = [
        (t("published.source"), table.source.of(to)),
        (t("published.scope"), table.scope.of(to)),
        (t("published.period"), table.period.of(to)),
        (t("published.denominator"), table.denominator.of(to)),
    ]
    addresses = "".join(tag("li", span(address, "micha-path")) for address in table.addresses)
    listed = tag("ul", addresses, "micha-list") if addresses else ""
    complete = "" if table.complete else tag("div", escape(t("published.incomplete")), "micha-faint")
    return facts(rows) + complete + listed
