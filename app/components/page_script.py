"""The one script of the pages: copy buttons, and Streamlit's own English words in the page's language."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import streamlit as st

from app.components.here import language, t
from app.components.markup import escape, tag
from app.components.words import words_under

APP = Path(__file__).parents[1]


@cache
def _read(name: str) -> str:
    return (APP / name).read_text(encoding="utf-8")


def dress_page() -> None:
    """Loads the style sheet and the script. Both hold only words of the project, never of a document or a user."""
    data = {"words": words_under("streamlit", language()), "lang": t("app.html_language")}
    told = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    st.html(f"<style>{_read('style.css')}</style>")
    st.html(f"<script>({_read('page.js')})({told});</script>", unsafe_allow_javascript=True)


def copy_button(label: str, content: str, done: str) -> str:
    """A button that puts `content` on the clipboard and says `done` for a moment."""
    return tag("button", escape(label), "micha-copy", **{"type": "button", "data-copy": content, "data-done": done})
