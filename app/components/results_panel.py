"""The results of a search: filters in force, toolbar, cases; or, where nothing was found, what to loosen."""

from __future__ import annotations

from functools import partial

import streamlit as st

from app import resources
from app.components import result_rows, search_session
from app.components.downloads import csv_button, xlsx_button
from app.components.faults import guarded
from app.components.figures import count
from app.components.filter_values import value_label
from app.components.filters import clear_filters
from app.components.here import language, t
from app.components.hit_card import hit_card
from app.components.markup import escape, note, plain_markdown, tag
from app.components.result_notes import LOOSEN, SHOWN_NOTES, named, split_note, unquoted
from app.state import CHOICES_OF_K, SearchState
from index.types import SearchResult

SORT, SIZE = "sort-choice", "size-choice"
SORTS = ("relevance", "date", "court")


def results_panel(state: SearchState, result: SearchResult) -> None:
    """Active filters, notes, and the cases found or what to loosen."""
    _active_filters(state)
    notes = [split_note(text) for text in result.notes]
    for code, arguments in notes:
        if code in SHOWN_NOTES and (result.hits or code != "no_word_matched"):
            st.html(note(t(f"note.{code}", **named(arguments))))
    if not result.hits:
        _nothing(state, notes)
        return
    _toolbar(state, result)
    for hit in result.hits:
        with guarded():
            hit_card(hit, resources.store().get(hit.key))


def _active_filters(state: SearchState) -> None:
    if not state.filters:
        return
    chosen = [(field, value) for field, values in state.filters.items() for value in values]
    with st.container(horizontal=True, gap="small", key="active-filters"):
        for field, value in chosen:
            text = t(f"field.{field}") + t("filter.pair") + value_label(field, value, language())
            st.button(
                plain_markdown(text),
                key=f"drop-{field}-{value}",
                icon=":material/close:",
                on_click=_drop,
                args=(state, field, value),
            )


def _drop(state: SearchState, field: str, value: str) -> None:
    rest = {name: tuple(v for v in values if (name, v) != (field, value)) for name, values in state.filters.items()}
    search_session.change(filters={name: values for name, values in rest.items() if values})


def _toolbar(state: SearchState, result: SearchResult) -> None:
    shown = len(result.hits)
    total = t("search.total", total=count(result.total), shown=shown) if result.total is not None else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="toolbar"):
        st.html(tag("div", escape(total or t("search.shown", shown=shown)), "micha-total"))
        _choice(SORT, "search.sort", SORTS, state.sort, "sort")
        _choice(SIZE, "search.size", CHOICES_OF_K, state.k, "k")
        read = resources.store().get
        head = result_rows.header()
        csv_button("CSV", t("export.name"), head, lambda: result_rows.rows(result.hits, read), "csv")
        xlsx_button("XLSX", t("export.name"), head, lambda: result_rows.rows(result.hits, read), "xlsx")


def _choice(key: str, name: str, options: tuple[object, ...], held: object, part: str) -> None:
    st.session_state[key] = held
    st.selectbox(
        t(name),
        options,
        format_func=lambda value: t(f"{name}_{value}"),
        key=key,
        label_visibility="collapsed",
        width=138,
        on_change=lambda: search_session.change(**{part: st.session_state[key]}),
    )


def _nothing(state: SearchState, notes: list[tuple[str, list[str]]]) -> None:
    """What was searched, and the single steps that would find something, each a button."""
    kinds = t("why.comma").join(t(f"badge.{kind}") for kind in state.kinds)
    searched = next((arguments[0] for code, arguments in notes if code == "no_hits"), "0")
    st.subheader(t("nothing.title"), anchor=False)
    st.html(tag("p", escape(t("nothing.searched", kinds=kinds, n=searched))))
    for number, (code, arguments) in enumerate(notes):
        if code in LOOSEN:
            _loosen_button(state, code, arguments, f"loosen-{number}")
    if len(state.filters) > 1:
        st.button(
            t("nothing.all_filters"), key="loosen-all", type="tertiary", icon=":material/tune:", on_click=clear_filters
        )
    st.html(tag("ul", "".join(tag("li", escape(t(f"nothing.{name}"))) for name in ("words", "import")), "micha-advice"))


def _loosen_button(state: SearchState, code: str, arguments: list[str], key: str) -> None:
    what, found = arguments[0], arguments[-1]
    if code == "loosen_filter":
        changed: dict[str, object] = {"filters": {f: v for f, v in state.filters.items() if f != what}}
        shown = t(f"field.{what}")
    elif code == "loosen_phrase":
        changed, shown = {"text": unquoted(state.text, what)}, what
    else:
        changed, shown = {"kinds": (*state.kinds, what)}, t(f"badge.{what}")
    text = plain_markdown(t(f"nothing.{code}", what=shown, n=found))
    st.button(
        text, key=key, type="tertiary", icon=":material/tune:", on_click=partial(search_session.change, **changed)
    )
