"""Charts in the page's language, each with its title inside, so that a copied PNG still says what it shows."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
from msgspec import Struct

FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, sans-serif"
INK, FAINT, RULE = "#1f2933", "#52606d", "#dfe4ea"
UPHELD, MIXED, REJECTED, NEUTRAL = "#2f6b4f", "#b7bf8a", "#a3554f", "#1f4e79"
WORDS_ROOM = 0.35  # of the axis, kept free at the right for the words after a bar or an interval
ROW_HEIGHT = 30  # pixels
LINE_HEIGHT = 15  # of a subtitle, in pixels
FRAME_HEIGHT = 93  # title, legend, axis and padding, in pixels: `height` counts them under autosize "fit"


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
    data = alt.InlineData(values=[_rate_value(point) for point in points])
    order = [point.name for point in points]
    y = alt.Y("name:N", sort=order, title=None)
    share = alt.Axis(format=".0%", grid=True, values=[0, 0.2, 0.4, 0.6, 0.8, 1])
    scale = alt.Scale(domain=[0, 1 + WORDS_ROOM])
    x = alt.X("rate:Q", scale=scale, axis=share, title=axis)
    base = alt.Chart(data)
    rule = base.transform_filter("isValid(datum.rate)").mark_rule(color=NEUTRAL, strokeWidth=2, opacity=0.55)
    dot = base.transform_filter("isValid(datum.rate)").mark_circle(color=NEUTRAL, size=90, opacity=1)
    words = base.mark_text(align="left", baseline="middle", dx=8, color=FAINT, fontSize=12, lineBreak="\n")
    layers = (
        rule.encode(y=y, x=alt.X("low:Q", scale=scale, axis=share, title=axis), x2="high:Q"),
        dot.encode(y=y, x=x),
        words.encode(y=y, x=alt.X("place:Q", scale=scale), text="text:N"),
    )
    return dressed(alt.LayerChart(layer=list(layers)), title, subtitle, len(points))


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
    bars: Sequence[Bar], colours: dict[str, str], title: str, subtitle: str, axis: str, whole: float | None = None
) -> alt.LayerChart:
    """Horizontal bars, one colour a series; the text of a row stands after its bar. whole: the axis' end, e.g. 100."""
    order = list(dict.fromkeys(bar.name for bar in bars))
    series = list(colours)
    values = [
        {
            "name": b.name, "series": b.series, "size": b.size, "text": b.text, "rank": series.index(b.series),
            "hint": f"{b.name} · {b.series} {b.size:g}",
        }
        for b in bars
    ]  # fmt: skip
    base = alt.Chart(alt.InlineData(values=values))
    y = alt.Y("name:N", sort=order, title=None)
    colour = alt.Color(
        "series:N",
        scale=alt.Scale(domain=series, range=list(colours.values())),
        legend=alt.Legend(title=None, orient="top") if len(series) > 1 else None,
    )
    longest = whole or max(sum(bar.size for bar in bars if bar.name == name) for name in order)
    scale = alt.Scale(domain=[0, max(1.0, longest) * (1 + WORDS_ROOM)])
    x = alt.X("sum(size):Q", title=axis, scale=scale, axis=_count_axis(whole))
    drawn = base.mark_bar(height=17).encode(y=y, x=x, color=colour, order=alt.Order("rank:Q"), tooltip="hint:N")
    words = (
        base.transform_aggregate(total="sum(size)", label="max(text)", groupby=["name"])
        .mark_text(align="left", dx=6, color=FAINT, fontSize=12)
        .encode(y=y, x=alt.X("total:Q", scale=scale), text="label:N")
    )
    return dressed(alt.LayerChart(layer=[drawn, words]), title, subtitle, len(order))


def _count_axis(whole: float | None) -> alt.Axis:
    """Whole numbers; ticks end at `whole` where the axis has an end."""
    if whole:
        return alt.Axis(values=[whole * part / 5 for part in range(6)])
    return alt.Axis(tickMinStep=1, tickCount=6, format=",d")


def range_chart(
    rows: Sequence[tuple[str, float, float, float, str]], title: str, subtitle: str, axis: str, tick: str
) -> alt.LayerChart:
    """Lower quartile to upper quartile with the median marked; rows: name, low, median, high, words. Log scale.

    tick: the Vega expression of an axis label.
    """
    values = [{"name": n, "low": low, "median": mid, "high": high, "text": text} for n, low, mid, high, text in rows]
    base = alt.Chart(alt.InlineData(values=values))
    y = alt.Y("name:N", sort=[row[0] for row in rows], title=None)
    scale = alt.Scale(type="log", domain=[min(r[1] for r in rows) / 2, max(r[3] for r in rows) * 30])
    marks = alt.Axis(labelExpr=tick, tickCount=5, grid=True)
    band = base.mark_bar(height=14, color=NEUTRAL, opacity=0.25, cornerRadius=3)
    middle = base.mark_tick(color=NEUTRAL, thickness=3, size=22)
    words = base.mark_text(align="left", dx=10, color=FAINT, fontSize=12)
    layers = (
        band.encode(y=y, x=alt.X("low:Q", scale=scale, axis=marks, title=axis), x2="high:Q"),
        middle.encode(y=y, x=alt.X("median:Q", scale=scale)),
        words.encode(y=y, x=alt.X("high:Q", scale=scale), text="text:N"),
    )
    return dressed(alt.LayerChart(layer=list(layers)), title, subtitle, len(rows))


def dressed(chart: alt.LayerChart, title: str, subtitle: str, rows: int) -> alt.LayerChart:
    """Title, size and the fonts and colours of the pages. subtitle: one line or several."""
    lines = subtitle.splitlines()
    head = alt.TitleParams(
        title, subtitle=lines, anchor="start", fontSize=15, subtitleFontSize=12,
        subtitleColor=FAINT, color=INK, offset=14, fontWeight=600,
    )  # fmt: skip
    sized = chart.properties(title=head, height=max(2, rows) * ROW_HEIGHT + FRAME_HEIGHT + LINE_HEIGHT * len(lines))
    axis = {"labelFont": FONT, "titleFont": FONT, "labelFontSize": 12, "titleFontSize": 12, "labelLimit": 260}
    colours = {"labelColor": INK, "titleColor": FAINT, "gridColor": RULE, "domainColor": RULE, "tickColor": RULE}
    finished: alt.LayerChart = (
        sized.configure(
            font=FONT,
            background="white",
            padding={"left": 5, "right": 10, "top": 5, "bottom": 5},
            autosize=alt.AutoSizeParams(type="fit", contains="padding"),
            mark=alt.MarkConfig(tooltip=None),  # Streamlit's own would name the fields in English
        )
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
