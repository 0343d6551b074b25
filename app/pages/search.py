"""检索: a fact pattern in, ranked cases with their best passages out."""

from __future__ import annotations

from functools import partial

import streamlit as st

from app import resources
from app.components import result_rows, search_session
from app.components.downloads import csv_button, xlsx_button
from app.components.faults import guarded
from app.components.figures import count
from app.components.filters import filter_panel, value_label
from app.components.here import language, t
from app.components.hit_card import hit_card
from app.components.markup import escape, note, plain_markdown, span, tag
from app.components.notices import index_line, wait_for_index
from app.components.result_notes import LOOSEN, SHOWN_NOTES, named, split_note, unquoted
from app.components.words import words_under
from app.state import CHOICES_OF_K, SearchState
from corpus.codes import Kind
from corpus.knowledge.labels import label
from index.search import search
from index.types import SearchResult

BOX, KINDS, SAMPLES, SORT, SIZE = "query-box", "kinds-choice", "samples-choice", "sort-choice", "size-choice"
REAL_KINDS: tuple[Kind, ...] = ("judgment", "official", "digest")
START_SECONDS = 3.0  # an index that is there opens within a second; the very first start shows its progress
SORTS = ("relevance", "date", "court")


def page() -> None:
    """Draws the page."""
    state = search_session.current()
    st.title(t("search.title"), anchor=False)
    _query_form(state)
    _kinds(state)
    resources.worker().wait_for_words(START_SECONDS)
    index_line()
    library = resources.worker().library
    if library is None:
        wait_for_index()
        return
    with guarded():
        result = search(state.request(), library) if state.text.strip() or state.filters else None
        with st.sidebar:
            filter_panel(state, result.facets if result else _all_counts(state))
        if result is None:
            _welcome()
        else:
            _results(state, result)


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
        st.warning(t("search.lost_query"))


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


def _results(state: SearchState, result: SearchResult) -> None:
    _active_filters(state)
    notes = [split_note(text) for text in result.notes]
    for code, arguments in notes:
        if code in SHOWN_NOTES:
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
            text = f"{t(f'field.{field}')}：{value_label(field, value, language())}"
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
    kinds = "、".join(t(f"badge.{kind}") for kind in state.kinds)
    searched = next((arguments[0] for code, arguments in notes if code == "no_hits"), "0")
    st.subheader(t("nothing.title"), anchor=False)
    st.html(tag("p", escape(t("nothing.searched", kinds=kinds, n=searched))))
    for number, (code, arguments) in enumerate(notes):
        if code in LOOSEN:
            _loosen_button(state, code, arguments, f"loosen-{number}")
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


page()
