"""The charts of the statistics page: rows of analysis/ in, chart, table and the sentence under it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import altair as alt
from msgspec import Struct

from analysis.amounts import AmountRow
from analysis.breakdown import LIST_FIELDS
from analysis.export import Cell
from analysis.funnel import FunnelRow, LossRow
from analysis.rates import SMALLEST_N, RateRow
from app.components.chart_frame import Frame, stamped
from app.components.charts import (
    MIXED,
    NEUTRAL,
    REJECTED,
    UPHELD,
    Bar,
    RatePoint,
    range_chart,
    rate_chart,
    stacked_chart,
)
from app.components.figures import money, percent
from app.components.filter_values import value_label
from app.components.here import language, t
from corpus.codes import Outcome
from corpus.knowledge.labels import label
from index.fields import FILTER_FIELDS

ROLE_FIELDS = {"employee_role": "role"}  # a breakdown's name -> the filter field that holds its labels


class Shown(Struct, frozen=True):
    """All that a chart block needs."""

    chart: alt.LayerChart
    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    foot: str


def row_name(by: str | None, value: str | None) -> str:
    """A row's value in words."""
    if by is None:
        return t("chart.all_cases")
    return value_label(ROLE_FIELDS.get(by, by), value, language()) if value else t("chart.unstated")


def in_order(by: str | None, values: Iterable[str]) -> list[str]:
    """Codes in the codebook's order, the rest by itself; what states nothing comes last."""
    field = FILTER_FIELDS.get(ROLE_FIELDS.get(by, by)) if by else None
    known = (field.codes if field else None) or ()
    return sorted(values, key=lambda value: (value == "", known.index(value) if value in known else len(known), value))


def rates(rows: Sequence[RateRow], by: str | None, frame: Frame) -> Shown:
    """Win rates by a field, each with n and interval; under ten the counts alone."""
    order = in_order(by, [row.value or "" for row in rows])
    rows = sorted(rows, key=lambda row: order.index(row.value or ""))
    denominator = rows[0].denominator
    field = t(f"field.{ROLE_FIELDS.get(by, by)}") if by else t("chart.all_cases")
    title = frame.title(t("chart.rates", field=field))
    subtitle = frame.subtitle(t("chart.rates_note", denominator=t(f"denominator.{denominator}")), *_cautions(by))
    points = [RatePoint(row_name(by, r.value), r.rate, r.low, r.high, _rate_words(r)) for r in rows]
    header, table = frame.table(
        ("value", "n", "wins", "rate", "low", "high", "denominator", "unit"),
        (
            (
                row_name(by, r.value), r.n, r.wins, _digits(r.rate), _digits(r.low), _digits(r.high),
                t(f"denominator.{r.denominator}"), t(f"unit.{r.unit}"),
            )
            for r in rows
        ),
    )  # fmt: skip
    foot = t(f"denominator.{denominator}_long") + t("chart.interval", n=SMALLEST_N)
    return Shown(rate_chart(points, title, subtitle, t("chart.win_rate")), title, header, table, foot)


def _cautions(by: str | None) -> list[str]:
    """What misleads in this breakdown: years of falling publication; lists, whose rows do not add up."""
    if by == "year":
        return [t("chart.publication").strip()]
    return [t("chart.overlap")] if by in LIST_FIELDS else []


def _digits(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _rate_words(row: RateRow) -> str:
    if row.rate is None or row.low is None or row.high is None:
        return t("chart.few", wins=row.wins, n=row.n, least=SMALLEST_N)
    return t("chart.rate", rate=percent(row.rate), wins=row.wins, n=row.n, low=percent(row.low), high=percent(row.high))


def element_funnel(rows: Sequence[FunnelRow], n: int, frame: Frame) -> Shown:
    """Of the judgments that decided an issue, how many upheld it."""
    title = frame.title(t("chart.funnel"))
    names = {"upheld": UPHELD, "mixed": MIXED, "rejected": REJECTED}
    colours = {t(f"series.{name}"): colour for name, colour in names.items()}
    held = [row for row in rows if row.decided]
    bars = [
        Bar(label("issue", r.issue, language()), t(f"series.{name}"), getattr(r, name), t("chart.decided", n=r.decided))
        for r in held
        for name in names
    ]
    header, table = frame.table(
        ("stage", "issue", "decided", "upheld", "mixed", "rejected", "not_reached"),
        (
            (
                label("stage", r.stage, language()), label("issue", r.issue, language()), r.decided, r.upheld, r.mixed,
                r.rejected, r.not_reached,
            )
            for r in rows
        ),
    )  # fmt: skip
    chart = stacked_chart(bars, colours, title, frame.subtitle(t("chart.funnel_note", n=n)), frame.axis)
    return Shown(chart, title, header, table, t("chart.funnel_foot"))


def first_losses(rows: Sequence[LossRow], frame: Frame) -> Shown:
    """Where plaintiffs lose first."""
    title = frame.title(t("chart.losses"))
    lost = rows[0].lost
    named = [(label("issue", r.issue, language()) if r.issue else t("chart.no_issue"), r.n) for r in rows]
    bars = [Bar(name, frame.axis, n, t("chart.of", n=n, total=lost)) for name, n in named]
    subtitle = frame.subtitle(t("chart.losses_note", n=lost))
    chart = stacked_chart(bars, {frame.axis: REJECTED}, title, subtitle, frame.axis)
    header, table = frame.table(("issue", "n", "lost"), ((name, n, lost) for name, n in named))
    return Shown(chart, title, header, table, t("chart.losses_foot"))


def sums(rows: Sequence[AmountRow], frame: Frame) -> Shown | None:
    """Amounts claimed and awarded; None where no sum has quartiles."""
    title = frame.title(t("chart.amounts"))
    drawn = [
        (
            t(f"field.{r.field}"), max(1.0, r.low_quartile), max(1.0, r.median), max(1.0, r.high_quartile),
            t("chart.median", median=money(r.median, language()), n=r.n, of=r.of),
        )
        for r in rows
        if r.low_quartile is not None and r.median is not None and r.high_quartile is not None
    ]  # fmt: skip
    if not drawn:
        return None
    header, table = frame.table(
        ("amount", "of", "n", "low_quartile", "median", "high_quartile", "range"),
        (
            (
                t(f"field.{r.field}"), r.of, r.n, r.low_quartile, r.median, r.high_quartile,
                f"{money(r.smallest, language())} – {money(r.largest, language())}",
            )
            for r in rows
        ),
    )  # fmt: skip
    subtitle = frame.subtitle(t("chart.amounts_note"))
    chart = range_chart(drawn, title, subtitle, t("chart.yuan"), t("chart.yuan_tick"))
    return Shown(chart, title, header, table, t("chart.amounts_foot"))


def outcomes(counts: Mapping[str, Counter[Outcome]], by: str | None, title: str, foot: str) -> Shown:
    """Counts of outcomes, for kinds from which no rate may be drawn."""
    listed = [
        (row_name(by, value), label("outcome", outcome, language()), n)
        for value in in_order(by, counts)
        for outcome, n in counts[value].most_common()
    ]
    totals: Counter[str] = Counter()
    for name, outcome, n in listed:
        totals[outcome if by is None else name] += n
    axis = t("chart.count_case")
    bars = [Bar(name, axis, n, t("chart.cases", n=n)) for name, n in (totals.items() if by else totals.most_common())]
    subtitle = "\n".join([t("chart.counts_only"), *_cautions(by)])
    chart = stacked_chart(bars, {axis: NEUTRAL}, title, subtitle, axis)
    header, table = stamped(("value", "outcome", "n"), listed, t("chart.data_publicised"))
    return Shown(chart, title, header, table, foot)
