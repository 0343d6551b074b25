"""Choices on a page that its address holds: read once when the page is entered, written on every run."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st


def enter_one(key: str, name: str, allowed: Collection[str], default: str) -> None:
    """Sets the widget `key` from the address' `name`, or to `default`, unless the session holds a choice."""
    if key not in st.session_state:
        asked = st.query_params.get(name, "")
        st.session_state[key] = asked if asked in allowed else default


def enter_many(key: str, name: str) -> None:
    """Sets the multiple choice `key` from the address' `name` unless the session holds one."""
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get_all(name)


def keep(name: str, value: str | Sequence[str], default: str = "") -> None:
    """Writes a choice to the address; the default and an empty choice are left out."""
    if value and value != default:
        st.query_params[name] = value if isinstance(value, str) else list(value)
    elif name in st.query_params:
        del st.query_params[name]
