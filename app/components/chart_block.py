"""A chart with what must stand beside it: its denominator in words, its rows, and both as files."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import streamlit as st

from analysis.export import Cell
from app.components.charts import png
from app.components.downloads import csv_button
from app.components.here import t
from app.components.markup import escape, tag


def chart_block(
    chart: alt.LayerChart,
    name: str,
    header: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    foot: str,
    key: str,
    beside: str = "",
) -> None:
    """Draws the chart, the sentence under it and the downloads.

    name: of the files; foot: plain text; beside: ready HTML shown with the rows.
    """
    with st.container(border=True, key=f"chart-{key}"):
        st.altair_chart(chart, width="stretch", theme=None, key=f"drawing-{key}", alt=name)
        st.html(tag("p", escape(foot), "micha-foot"))
        with st.container(horizontal=True, gap="small"):
            st.download_button(
                t("chart.png"),
                lambda: png(chart),
                f"{name}.png",
                "image/png",
                key=f"png-{key}",
                on_click="ignore",
                icon=":material/image:",
                type="tertiary",
            )
            csv_button(t("chart.csv"), name, header, lambda: rows, f"csv-{key}")
        with st.expander(t("chart.rows"), key=f"rows-{key}"):
            st.html(beside + table(header, rows))


def table(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Rows as an HTML table; numbers to the right."""
    head = tag("tr", "".join(tag("th", escape(name)) for name in header))
    body = "".join(tag("tr", "".join(_cell(cell) for cell in row)) for row in rows)
    return tag("div", tag("table", tag("thead", head) + tag("tbody", body), "micha-table"), "micha-scroll")


def _cell(value: Cell) -> str:
    if isinstance(value, int | float):
        return tag("td", f"{value:,.10g}", "micha-number")
    return tag("td", escape(value or ""))
