"""The parts of the sidebar that every page has: name and language."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.components.here import SLOT, language, t
from app.components.words import LANGUAGES

SWITCH = "language_switch"


def brand() -> None:
    """The product's name."""
    st.html('<div class="micha-brand"><b>密察</b><span>' + t("app.subtitle") + "</span></div>")


def page_links(pages: Sequence[st.Page]) -> None:
    """The pages; each keeps what the session held on it."""
    with st.container(key="page-links", gap="xsmall"):
        for page in pages:
            st.page_link(page)


def language_switch() -> None:
    """中文 / English; the page and its address stay."""
    st.session_state[SWITCH] = language()
    st.segmented_control(
        t("app.language"),
        LANGUAGES,
        format_func=lambda code: t(f"app.name_{code}"),
        key=SWITCH,
        required=True,
        on_change=_switch,
        label_visibility="collapsed",
    )


def _switch() -> None:
    chosen = st.session_state[SWITCH]
    st.session_state[SLOT] = chosen
    st.query_params["lang"] = chosen
