"""The one script of the pages: copy buttons, and Streamlit's own English words in the page's language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from app.components.here import language, t
from app.components.markup import escape, tag
from app.components.words import words_under

APP = Path(__file__).parents[1]


@cache
def _read(name: str) -> str:
    return (APP / name).read_text(encoding="utf-8")


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    return st.components.v2.component("micha_page", js=_read("page.js"), css=":host { display: none }")


def dress_page() -> None:
    """Loads the style sheet and the script."""
    st.html(f"<style>{_read('style.css')}</style>")
    data = {"words": words_under("streamlit", language()), "lang": t("app.html_language")}
    _component()(key="micha_page", data=data, height=1)


def copy_button(label: str, content: str, done: str) -> str:
    """A button that puts `content` on the clipboard and says `done` for a moment."""
    return tag("button", escape(label), "micha-copy", **{"type": "button", "data-copy": content, "data-done": done})
