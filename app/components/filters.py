"""The filters beside the results: every field of the codebook, each value with its number of cases."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import cast

import streamlit as st
from msgspec import Struct

from app.components import search_session
from app.components.here import language, t
from app.components.words import Language
from app.state import SearchState
from corpus.codes import Issue, Result
from corpus.knowledge.labels import chip, label, labels
from index.fields import FILTER_FIELDS

Counts = Mapping[str, Mapping[str, int]]


class Group(Struct, frozen=True):
    """A titled part of the filter list; open: unfolded from the start."""

    name: str
    fields: tuple[str, ...]
    open: bool = False


GROUPS = (
    Group("common", ("court_level", "region", "year", "procedure", "outcome", "industry"), open=True),
    Group("findings", ("finding", "issue")),
    Group("acts", ("measure", "carrier", "role", "damages_basis")),
    Group("law", ("aucl", "interpretation")),
    Group("document", ("court", "special", "cause", "case_type", "doc_type", "appeal_result", "customer_list")),
)


def value_label(field: str, value: str, to: Language) -> str:
    """A filter value in words; a court's, a cause's or a law's own name stays as it is."""
    if field == "finding":
        return _finding_label(value, to)
    if field == "special":
        return t(f"filter.special_{value}") if value in ("yes", "no") else value
    groups = FILTER_FIELDS[field].groups if field in FILTER_FIELDS else ()
    parts = value.split(":")
    if not groups or len(parts) != len(groups) or any(p not in labels(g) for p, g in zip(parts, groups, strict=True)):
        return value
    return "：".join(label(group, part, to) for part, group in zip(parts, groups, strict=True))


def _finding_label(value: str, to: Language) -> str:
    issue, _, result = value.partition(":")
    if issue not in labels("issue") or result not in labels("result"):
        return value
    return chip(cast(Issue, issue), cast(Result, result), to)


def filter_panel(state: SearchState, counts: Counts) -> None:
    """Draws the filters. counts: field -> value -> judgments, of the search that is shown."""
    head, reset = st.columns([3, 2], vertical_alignment="center")
    head.html(f'<div class="micha-side-title">{t("filter.title")}</div>')
    if state.filters:
        reset.button(t("filter.reset"), type="tertiary", on_click=partial(search_session.change, filters={}))
    for group in GROUPS:
        active = sum(bool(state.filters.get(field)) for field in group.fields)
        title = t(f"filter.group.{group.name}") + (t("filter.active", n=active) if active else "")
        with st.expander(title, expanded=group.open or bool(active), key=f"filters-{group.name}"):
            for field in group.fields:
                _field(field, state, counts.get(field, {}))


def _field(field: str, state: SearchState, counts: Mapping[str, int]) -> None:
    chosen = state.filters.get(field, ())
    options = _ordered(field, dict.fromkeys(chosen, 0) | dict(counts))
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


def _ordered(field: str, counts: Mapping[str, int]) -> list[str]:
    """Years newest first; codes in the codebook's order; the rest by number of cases."""
    if field == "year":
        return sorted(counts, reverse=True)
    known = FILTER_FIELDS[field].codes if field in FILTER_FIELDS else None
    if known:
        return sorted(counts, key=lambda value: known.index(value) if value in known else len(known))
    return sorted(counts, key=lambda value: (-counts[value], value))


def _choose(field: str, key: str) -> None:
    held: SearchState = st.session_state.get(search_session.STATE, SearchState())
    rest = {name: values for name, values in held.filters.items() if name != field}
    values = tuple(sorted(st.session_state[key]))
    search_session.change(filters=rest | ({field: values} if values else {}))
