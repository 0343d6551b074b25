"""The search that a session is looking at, kept in step with the address."""

from __future__ import annotations

import streamlit as st
from msgspec.structs import replace

from app import resources
from app.components.faults import LOG
from app.components.here import language
from app.state import LONGEST_QUERY, SearchState, read_address, write_address
from corpus.codes import Kind
from index.fields import FILTER_FIELDS
from index.types import DEFAULT_KINDS

STATE, SEEN, LOST = "search_state", "search_address", "search_lost"
WITH_SAMPLES = "with_samples"
"""Whether the session wants samples among the results of every page (switched on the data page)."""


def current() -> SearchState:
    """The search of this run: a new address wins over what the session holds (a link, the back button)."""
    address = {name: st.query_params.get_all(name) for name in st.query_params if name != "lang"}
    if STATE not in st.session_state or (address and address != st.session_state.get(SEEN)):
        state, st.session_state[LOST] = read_address(address, tuple(FILTER_FIELDS), resources.shelf())
        st.session_state[STATE] = state
    _write(st.session_state[STATE])
    held: SearchState = st.session_state[STATE]
    return held


def change(**values: object) -> None:
    """Changes parts of the search; for callbacks, which run before the page."""
    st.session_state[STATE] = replace(st.session_state.get(STATE, SearchState()), **values)
    st.session_state[LOST] = False


def include_samples(wanted: bool) -> None:
    """Switches the sample collection on or off for searching and for the holdings."""
    st.session_state[WITH_SAMPLES] = wanted
    held: SearchState = st.session_state.get(STATE, SearchState())
    rest: tuple[Kind, ...] = tuple(kind for kind in held.kinds if kind != "sample")
    change(kinds=(*(rest or DEFAULT_KINDS), "sample") if wanted else rest or DEFAULT_KINDS)


def query_was_lost() -> bool:
    """Whether the address named a long query that this machine does not have."""
    return bool(st.session_state.get(LOST))


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
