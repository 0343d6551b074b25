"""Download buttons; the files are made when asked for, not on every run."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from analysis.export import Cell, to_csv, to_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Rows = Sequence[Sequence[Cell]]


def csv_button(label: str, name: str, header: Sequence[str], rows: Callable[[], Rows], key: str) -> None:
    """A button that downloads rows as <name>.csv."""
    st.download_button(
        label,
        lambda: to_csv(header, rows()),
        f"{name}.csv",
        "text/csv",
        key=key,
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
    )


def xlsx_button(label: str, name: str, header: Sequence[str], rows: Callable[[], Rows], key: str) -> None:
    """A button that downloads rows as <name>.xlsx."""
    st.download_button(
        label,
        lambda: to_xlsx(header, rows(), name),
        f"{name}.xlsx",
        XLSX,
        key=key,
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
    )
