"""Charts in the page's language: Altair specifications, each with its title inside, so that a copied PNG still says it."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
from msgspec import Struct

FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, sans-serif"
INK, FAINT, RULE = "#1f2933", "#52606d", "#dfe4ea"
UPHELD, MIXED, REJECTED, NEUTRAL = "#2f6b4f", "#b7bf8a", "#a3554f", "#1f4e79"
ROW_HEIGHT = 30  # pixels


class RatePoint(Struct, frozen=True):
    """A row of a rate chart; rate, low, high in 0..1 or None where a rate may not be drawn."""

    name: str
    rate: float | None
    low: float | None
    high: float | None
    text: str


class Bar(Struct, frozen=True):
    """A stretch of a stacked bar: the row it belongs to, its series and its size."""

    name: str
    series: str
    size: float
    text: str = ""


def rate_chart(points: Sequence[RatePoint], title: str, subtitle: str, axis: str) -> alt.LayerChart:
    """Dots with their intervals on 0..100 %; rows without a rate carry only their words."""
    data = alt.Data(values=[_rate_value(point) for point in points])
    order = [point.name for point in points]
    y = alt.Y("name:N", sort=order, title=None)
    share = alt.Axis(format=".0%", grid=True, tickCount=6)
    x = alt.X("rate:Q", scale=alt.Scale(domain=[0, 1]), axis=share, title=axis)
    base = alt.Chart(data)
    rule = base.transform_filter("isValid(datum.rate)").mark_rule(color=NEUTRAL, strokeWidth=2, opacity=0.55)
    dot = base.transform_filter("isValid(datum.rate)").mark_circle(color=NEUTRAL, size=90, opacity=1)
    words = base.mark_text(align="left", dx=8, color=FAINT, fontSize=12)
    layers = (
        rule.encode(y=y, x=alt.X("low:Q", title=axis), x2="high:Q"),
        dot.encode(y=y, x=x),
        words.encode(y=y, x=alt.X("place:Q"), text="text:N"),
    )
    return dressed(alt.layer(*layers), title, subtitle, len(points))


def _rate_value(point: RatePoint) -> dict[str, object]:
    return {
        "name": point.name,
        "rate": point.rate,
        "low": point.low,
        "high": point.high,
        "place": point.high if point.high is not None else 0,
        "text": point.text,
    }


def stacked_chart(
    bars: Sequence[Bar], colours: dict[str, str], title: str, subtitle: str, axis: str
) -> alt.LayerChart:
    """Horizontal bars of counts, one colour a series; the text of a row stands after its bar."""
    order = list(dict.fromkeys(bar.name for bar in bars))
    series = list(colours)
    values = [
        {"name": b.name, "series": b.series, "size": b.size, "text": b.text, "rank": series.index(b.series)}
        for b in bars
    ]
    base = alt.Chart(alt.Data(values=values))
    y = alt.Y("name:N", sort=order, title=None)
    colour = alt.Color(
        "series:N",
        scale=alt.Scale(domain=series, range=list(colours.values())),
        legend=alt.Legend(title=None, orient="top") if len(series) > 1 else None,
    )
    x = alt.X("sum(size):Q", title=axis, axis=alt.Axis(tickMinStep=1, format="d"))
    drawn = base.mark_bar(height={"band": 0.62}).encode(y=y, x=x, color=colour, order=alt.Order("rank:Q"))
    words = (
        base.transform_aggregate(total="sum(size)", label="max(text)", groupby=["name"])
        .mark_text(align="left", dx=6, color=FAINT, fontSize=12)
        .encode(y=y, x="total:Q", text="label:N")
    )
    return dressed(alt.layer(drawn, words), title, subtitle, len(order))


def range_chart(
    rows: Sequence[tuple[str, float, float, float, str]], title: str, subtitle: str, axis: str
) -> alt.LayerChart:
    """Lower quartile to upper quartile with the median marked; rows: name, low, median, high, words. Log scale."""
    values = [{"name": n, "low": low, "median": mid, "high": high, "text": text} for n, low, mid, high, text in rows]
    base = alt.Chart(alt.Data(values=values))
    y = alt.Y("name:N", sort=[row[0] for row in rows], title=None)
    scale = alt.Scale(type="log", nice=True)
    band = base.mark_bar(height=14, color=NEUTRAL, opacity=0.25, cornerRadius=3)
    tick = base.mark_tick(color=NEUTRAL, thickness=3, size=22)
    words = base.mark_text(align="left", dx=10, color=FAINT, fontSize=12)
    layers = (
        band.encode(y=y, x=alt.X("low:Q", scale=scale, title=axis), x2="high:Q"),
        tick.encode(y=y, x=alt.X("median:Q", scale=scale)),
        words.encode(y=y, x=alt.X("high:Q", scale=scale), text="text:N"),
    )
    return dressed(alt.layer(*layers), title, subtitle, len(rows))


def dressed(chart: alt.LayerChart, title: str, subtitle: str, rows: int) -> alt.LayerChart:
    """Title, size and the fonts and colours of the pages."""
    head = alt.TitleParams(
        title, subtitle=[subtitle] if subtitle else [], anchor="start", fontSize=15, subtitleFontSize=12,
        subtitleColor=FAINT, color=INK, offset=14, fontWeight=600,
    )  # fmt: skip
    sized = chart.properties(title=head, height=max(2, rows) * ROW_HEIGHT, width="container")
    axis = {"labelFont": FONT, "titleFont": FONT, "labelFontSize": 12, "titleFontSize": 12, "labelLimit": 260}
    colours = {"labelColor": INK, "titleColor": FAINT, "gridColor": RULE, "domainColor": RULE, "tickColor": RULE}
    finished: alt.LayerChart = (
        sized.configure(font=FONT, background="white", padding={"left": 5, "right": 130, "top": 5, "bottom": 5})
        .configure_axis(**axis, **colours)
        .configure_view(stroke=None)
        .configure_legend(labelFont=FONT, labelFontSize=12)
    )
    return finished


def png(chart: alt.LayerChart, width: int = 900) -> bytes:
    """The chart as a PNG at twice its size. width: of the drawing, in pixels."""
    import vl_convert

    spec = chart.properties(width=width).to_json()
    return bytes(vl_convert.vegalite_to_png(spec, scale=2))
