"""检索: a fact pattern in, ranked cases with their best passages out."""

from __future__ import annotations

from functools import partial

import streamlit as st

from app import resources
from app.components import search_session
from app.components.faults import guarded
from app.components.figures import count
from app.components.filters import filter_panel
from app.components.here import language, t
from app.components.markup import escape, note, plain_markdown, span, tag
from app.components.notices import index_line, wait_for_index
from app.components.results_panel import results_panel
from app.components.words import words_under
from app.state import SearchState
from corpus.codes import Kind
from corpus.knowledge.labels import label
from index.search import search

BOX, KINDS, SAMPLES = "query-box", "kinds-choice", "samples-choice"
REAL_KINDS: tuple[Kind, ...] = ("judgment", "official", "digest")
START_SECONDS = 3.0  # an index that is there opens within a second; the very first start shows its progress


def page() -> None:
    """Draws the page."""
    state = search_session.current()
    st.title(t("search.title"), anchor=False)
    _query_form(state)
    _kinds(state)
    resources.worker().wait_for_words(START_SECONDS)
    library = resources.worker().library
    if library is None:
        wait_for_index()
        return
    index_line()
    with guarded():
        result = search(state.request(), library) if state.text.strip() or state.filters else None
        with st.sidebar:
            filter_panel(state, result.facets if result else _all_counts(state))
        if result is None:
            _welcome()
        else:
            results_panel(state, result)


def _all_counts(state: SearchState) -> dict[str, dict[str, int]]:
    library = resources.worker().library
    empty = SearchState(kinds=state.kinds)
    return search(empty.request(), library).facets if library else {}


def _query_form(state: SearchState) -> None:
    st.session_state[BOX] = state.text
    with st.form("query", border=False):
        st.text_area(
            t("search.box"),
            key=BOX,
            height=112,
            placeholder=t("search.placeholder"),
            label_visibility="collapsed",
        )
        hint, button = st.columns([5, 1], vertical_alignment="center")
        hint.html(tag("div", escape(t("search.hint")), "micha-hint"))
        button.form_submit_button(t("search.button"), type="primary", on_click=_submit, width="stretch")
    if search_session.query_was_lost():
        st.html(note(t("search.lost_query"), "warning"))
    if left_out := search_session.unusable_filters():
        st.html(note(t("search.unusable_filters", what=t("why.comma").join(left_out)), "warning"))


def _submit() -> None:
    search_session.change(text=st.session_state[BOX].strip())


def _kinds(state: SearchState) -> None:
    st.session_state[KINDS] = [kind for kind in REAL_KINDS if kind in state.kinds]
    st.session_state[SAMPLES] = "sample" in state.kinds
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="kinds-row"):
        st.pills(
            t("search.kinds"),
            REAL_KINDS,
            selection_mode="multi",
            format_func=lambda kind: t(f"badge.{kind}"),
            key=KINDS,
            on_change=_choose_kinds,
            label_visibility="collapsed",
        )
        st.toggle(t("search.samples"), key=SAMPLES, on_change=_choose_kinds)
    if "sample" in state.kinds:
        st.html(note(t("search.samples_on"), "sample"))


def _choose_kinds() -> None:
    chosen: list[Kind] = [kind for kind in REAL_KINDS if kind in st.session_state[KINDS]]
    if st.session_state[SAMPLES]:
        chosen.append("sample")
    st.session_state[search_session.WITH_SAMPLES] = "sample" in chosen
    search_session.change(kinds=tuple(chosen) or REAL_KINDS)


def _welcome() -> None:
    held = resources.store().kinds_count()
    pieces = [
        tag("div", tag("b", count(held.get(kind, 0))) + span(label("kind", kind, language())), "micha-count")
        for kind in (*REAL_KINDS, "sample")
    ]
    st.html(tag("div", "".join(pieces), "micha-counts"))
    st.html(note(t("search.corpus_note") if held.get("judgment") else t("search.corpus_note_empty")))
    st.subheader(t("search.examples"), anchor=False)
    for number, text in words_under("example", language()).items():
        st.button(
            plain_markdown(text),
            key=f"example-{number}",
            type="tertiary",
            icon=":material/arrow_forward:",
            on_click=partial(search_session.change, text=text),
        )


page()
