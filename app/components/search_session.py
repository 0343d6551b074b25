"""The search that a session is looking at, kept in step with the address."""

from __future__ import annotations

import streamlit as st
from msgspec.structs import replace

from app import resources
from app.components.faults import LOG
from app.components.here import language
from app.state import LONGEST_QUERY, SearchState, read_address, write_address
from corpus.codes import Kind
from index.errors import FilterValueError
from index.fields import FILTER_NAMES
from index.search.filters import to_filter
from index.types import DEFAULT_KINDS

STATE, SEEN, LOST, UNUSABLE = "search_state", "search_address", "search_lost", "search_unusable"
WITH_SAMPLES = "with_samples"
"""Whether the session wants samples among the results of every page (switched on the data page)."""


def current() -> SearchState:
    """The search of this run: a new address wins over what the session holds (a link, the back button)."""
    address = {name: st.query_params.get_all(name) for name in st.query_params if name != "lang"}
    if STATE not in st.session_state or (address and address != st.session_state.get(SEEN)):
        state, st.session_state[LOST] = read_address(address, FILTER_NAMES, resources.shelf())
        st.session_state[STATE], st.session_state[UNUSABLE] = _usable(state)
    _write(st.session_state[STATE])
    held: SearchState = st.session_state[STATE]
    return held


def change(**values: object) -> None:
    """Changes parts of the search; for callbacks, which run before the page."""
    st.session_state[STATE] = replace(st.session_state.get(STATE, SearchState()), **values)
    st.session_state[LOST], st.session_state[UNUSABLE] = False, ()


def include_samples(wanted: bool) -> None:
    """Switches the sample collection on or off for searching and for the holdings."""
    st.session_state[WITH_SAMPLES] = wanted
    held: SearchState = st.session_state.get(STATE, SearchState())
    rest: tuple[Kind, ...] = tuple(kind for kind in held.kinds if kind != "sample")
    change(kinds=(*(rest or DEFAULT_KINDS), "sample") if wanted else rest or DEFAULT_KINDS)


def query_was_lost() -> bool:
    """Whether the address named a long query that this machine does not have."""
    return bool(st.session_state.get(LOST))


def unusable_filters() -> tuple[str, ...]:
    """Filters of the address that no search can use, as written there; they were left out."""
    left_out: tuple[str, ...] = st.session_state.get(UNUSABLE, ())
    return left_out


def _usable(state: SearchState) -> tuple[SearchState, tuple[str, ...]]:
    """The search without filter values that do not exist (an old or mistyped link), and what was left out."""
    kept: dict[str, tuple[str, ...]] = {}
    left_out: list[str] = []
    for field, values in state.filters.items():
        for value in values:
            try:
                to_filter({field: (value,)}, state.kinds)
                kept[field] = (*kept.get(field, ()), value)
            except FilterValueError:
                left_out.append(f"{field}={value}")
    return replace(state, filters=kept), tuple(left_out)


def _write(state: SearchState) -> None:
    try:
        address = write_address(state, resources.shelf())
    except OSError as fault:  # a read-only home: the search still runs, only its link cannot hold the long query
        LOG.warning("a long query could not be kept: %s", fault)
        address = write_address(replace(state, text=state.text[: LONGEST_QUERY - 1]), resources.shelf())
    if language() != "zh":
        address["lang"] = language()
    if {name: st.query_params.get_all(name) for name in st.query_params} != _listed(address):
        st.query_params.from_dict(address)
    st.session_state[SEEN] = {name: values for name, values in _listed(address).items() if name != "lang"}


def _listed(address: dict[str, str | list[str]]) -> dict[str, list[str]]:
    return {name: [value] if isinstance(value, str) else value for name, value in address.items()}
