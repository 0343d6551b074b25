"""The filters beside the results: every field of the codebook, each value with its number of cases."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from msgspec import Struct

from app.components import search_session
from app.components.filter_values import ordered, value_label
from app.components.here import language, t
from app.components.range_filters import FAULTS, range_field
from app.state import SearchState
from index.fields import RANGE_FIELDS

Counts = Mapping[str, Mapping[str, int]]


class Group(Struct, frozen=True):
    """A titled part of the filter list; open: unfolded from the start."""

    name: str
    fields: tuple[str, ...]
    open: bool = False


GROUPS = (
    Group("common", ("court_level", "region", "year", "procedure", "outcome", "industry"), open=True),
    Group("ranges", ("date", "claimed", "awarded")),
    Group("findings", ("finding", "earlier_finding", "issue")),
    Group("acts", ("measure", "measure_accepted", "carrier", "role", "damages_basis")),
    Group("law", ("statute", "aucl", "interpretation")),
    Group("document", ("court", "special", "cause", "case_type", "doc_type", "appeal_result", "customer_list")),
    Group("source", ("layout", "batch")),
)
"""Every filter field but the kind, which has its own switch above the results."""


def filter_panel(state: SearchState, counts: Counts) -> None:
    """Draws the filters. counts: field -> value -> judgments, of the search that is shown."""
    head, reset = st.columns([3, 2], vertical_alignment="center")
    head.html(f'<div class="micha-side-title">{t("filter.title")}</div>')
    if state.filters or st.session_state.get(FAULTS):
        reset.button(t("filter.reset"), type="tertiary", on_click=clear_filters)
    for group in GROUPS:
        active = sum(bool(state.filters.get(field)) for field in group.fields)
        title = t(f"filter.group.{group.name}") + (t("filter.active", n=active) if active else "")
        with st.expander(title, expanded=group.open or bool(active), key=f"filters-{group.name}"):
            for field in group.fields:
                if field in RANGE_FIELDS:
                    range_field(field, state)
                else:
                    _field(field, state, counts.get(field, {}))


def clear_filters() -> None:
    """Drops every filter, and what was typed but could not be used."""
    st.session_state[FAULTS] = {}
    search_session.change(filters={})


def _field(field: str, state: SearchState, counts: Mapping[str, int]) -> None:
    chosen = state.filters.get(field, ())
    options = ordered(field, dict.fromkeys(chosen, 0) | dict(counts))
    if not options:
        return
    key = f"filter-{field}"
    st.session_state[key] = [value for value in options if value in chosen]
    st.multiselect(
        t(f"field.{field}"),
        options,
        format_func=lambda value: _option(field, value, counts),
        key=key,
        placeholder=t("filter.any"),
        on_change=_choose,
        args=(field, key),
        select_all=False,
        filter_mode="contains",
    )


def _option(field: str, value: str, counts: Mapping[str, int]) -> str:
    number = counts.get(value)
    name = value_label(field, value, language())
    return f"{name} · {number}" if number else name


def _choose(field: str, key: str) -> None:
    held: SearchState = st.session_state.get(search_session.STATE, SearchState())
    rest = {name: values for name, values in held.filters.items() if name != field}
    values = tuple(sorted(st.session_state[key]))
    search_session.change(filters=rest | ({field: values} if values else {}))
