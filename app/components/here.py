"""The language of this session, and its words."""

from __future__ import annotations

from typing import cast

import streamlit as st

from app.components.words import LANGUAGES, Language, word

SLOT = "language"


def settle_language(default: str) -> Language:
    """The session's language: what the address says first, then what the session holds, then `default`."""
    asked = st.query_params.get("lang")
    held = st.session_state.get(SLOT)
    language = next((x for x in (asked, held, default) if x in LANGUAGES), "zh")
    st.session_state[SLOT] = language
    return cast(Language, language)


def language() -> Language:
    """The language of this session."""
    return cast(Language, st.session_state.get(SLOT, "zh"))


def t(key: str, **values: object) -> str:
    """The text of `key` in the session's language."""
    return word(key, language(), **values)
