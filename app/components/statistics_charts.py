"""The charts of the statistics page: rows of analysis/ in, chart, table and the sentence under it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import altair as alt
from msgspec import Struct

from analysis.amounts import AmountRow
from analysis.export import Cell
from analysis.funnel import FunnelRow, LossRow
from analysis.rates import SMALLEST_N, RateRow
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


def titled(text: str, demonstration: bool) -> str:
    """The title of a chart; over samples it starts with 示例数据."""
    return t("chart.sample_title", title=text) if demonstration else text


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


def rates(rows: Sequence[RateRow], by: str | None, demonstration: bool) -> Shown:
    """Win rates by a field, each with n and interval; under ten the counts alone."""
    order = in_order(by, [row.value or "" for row in rows])
    rows = sorted(rows, key=lambda row: order.index(row.value or ""))
    unit, denominator = rows[0].unit, rows[0].denominator
    field = t(f"field.{ROLE_FIELDS.get(by, by)}") if by else t("chart.all_cases")
    title = titled(t("chart.rates", field=field), demonstration)
    subtitle = t("chart.rates_note", unit=t(f"unit.{unit}"), denominator=t(f"denominator.{denominator}"))
    points = [RatePoint(row_name(by, r.value), r.rate, r.low, r.high, _rate_words(r)) for r in rows]
    header = tuple(t(f"column.{name}") for name in ("value", "n", "wins", "rate", "low", "high", "denominator", "unit"))
    table = tuple(
        (
            row_name(by, r.value), r.n, r.wins, _digits(r.rate), _digits(r.low), _digits(r.high),
            t(f"denominator.{r.denominator}"), t(f"unit.{r.unit}"),
        )
        for r in rows
    )  # fmt: skip
    foot = t(f"denominator.{denominator}_long") + t("chart.interval", n=SMALLEST_N)
    if by == "year":
        foot = t("chart.publication") + foot
    return Shown(rate_chart(points, title, subtitle, t("chart.win_rate")), title, header, table, foot)


def _digits(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _rate_words(row: RateRow) -> str:
    if row.rate is None or row.low is None or row.high is None:
        return t("chart.few", wins=row.wins, n=row.n, least=SMALLEST_N)
    return t("chart.rate", rate=percent(row.rate), wins=row.wins, n=row.n, low=percent(row.low), high=percent(row.high))


def element_funnel(rows: Sequence[FunnelRow], n: int, demonstration: bool) -> Shown:
    """Of the judgments that decided an issue, how many upheld it."""
    title = titled(t("chart.funnel"), demonstration)
    names = {"upheld": UPHELD, "mixed": MIXED, "rejected": REJECTED}
    colours = {t(f"series.{name}"): colour for name, colour in names.items()}
    held = [row for row in rows if row.decided]
    bars = [
        Bar(label("issue", r.issue, language()), t(f"series.{name}"), getattr(r, name), t("chart.decided", n=r.decided))
        for r in held
        for name in names
    ]
    header = tuple(
        t(f"column.{name}") for name in ("stage", "issue", "decided", "upheld", "mixed", "rejected", "not_reached")
    )
    table = tuple(
        (
            label("stage", r.stage, language()), label("issue", r.issue, language()), r.decided, r.upheld, r.mixed,
            r.rejected, r.not_reached,
        )
        for r in rows
    )  # fmt: skip
    chart = stacked_chart(bars, colours, title, t("chart.funnel_note", n=n), t("chart.documents"))
    return Shown(chart, title, header, table, t("chart.funnel_foot"))


def first_losses(rows: Sequence[LossRow], demonstration: bool) -> Shown:
    """Where plaintiffs lose first."""
    title = titled(t("chart.losses"), demonstration)
    lost = rows[0].lost
    named = [(label("issue", r.issue, language()) if r.issue else t("chart.no_issue"), r.n) for r in rows]
    bars = [Bar(name, t("chart.documents"), n, t("chart.of", n=n, total=lost)) for name, n in named]
    chart = stacked_chart(
        bars, {t("chart.documents"): REJECTED}, title, t("chart.losses_note", n=lost), t("chart.documents")
    )
    header = (t("column.issue"), t("column.n"), t("column.lost"))
    return Shown(chart, title, header, tuple((name, n, lost) for name, n in named), t("chart.losses_foot"))


def sums(rows: Sequence[AmountRow], demonstration: bool) -> Shown | None:
    """Amounts claimed and awarded; None where no sum has quartiles."""
    title = titled(t("chart.amounts"), demonstration)
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
    header = tuple(
        t(f"column.{name}") for name in ("amount", "of", "n", "low_quartile", "median", "high_quartile", "range")
    )
    table = tuple(
        (
            t(f"field.{r.field}"), r.of, r.n, r.low_quartile, r.median, r.high_quartile,
            f"{money(r.smallest, language())} – {money(r.largest, language())}",
        )
        for r in rows
    )  # fmt: skip
    chart = range_chart(drawn, title, t("chart.amounts_note"), t("chart.yuan"), t("chart.yuan_tick"))
    return Shown(chart, title, header, table, t("chart.amounts_foot"))


def outcomes(counts: Mapping[str, Counter[Outcome]], by: str | None, title: str, foot: str) -> Shown:
    """Counts of outcomes, for kinds from which no rate may be drawn."""
    table = [
        (row_name(by, value), label("outcome", outcome, language()), n)
        for value in in_order(by, counts)
        for outcome, n in counts[value].most_common()
    ]
    totals: Counter[str] = Counter()
    for name, outcome, n in table:
        totals[outcome if by is None else name] += n
    bars = [
        Bar(name, t("chart.documents"), n, t("chart.cases", n=n))
        for name, n in (totals.items() if by else totals.most_common())
    ]
    chart = stacked_chart(bars, {t("chart.documents"): NEUTRAL}, title, t("chart.counts_only"), t("chart.documents"))
    return Shown(chart, title, (t("column.value"), t("column.outcome"), t("column.n")), tuple(table), foot)
