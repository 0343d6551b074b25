"""Lines about the state of the index: one line, calm, gone when there is nothing to say."""

from __future__ import annotations

import streamlit as st

from app import resources
from app.components.here import language, t
from app.components.markup import escape, plain_markdown, tag
from app.worker import Status

WATCH_SECONDS = 2.0


def status_text(status: Status) -> str:
    """What the worker is doing, in a line; empty when all is ready."""
    if status.phase == "ready":
        return ""
    numbers = t("status.numbers", done=status.done, total=status.total) if status.total else ""
    if status.phase == "failed":
        return _trouble(status)
    return t(f"status.{status.phase}") + numbers


def _trouble(status: Status) -> str:
    """A message made for people is in Chinese: the English page shows its log id beside a general line."""
    searchable = t("status.words_only") if status.generation >= 0 else ""
    if status.trouble and language() == "zh":
        return searchable + status.trouble
    return searchable + t("fault.unexpected", number=status.fault)


def index_line() -> None:
    """The line under the search box while meaning search is off; follows the work without reloading the page."""
    phase = resources.worker().status.phase
    if phase == "words_only":
        st.html(tag("div", escape(t("status.words_only")), "micha-line"))
    elif phase != "ready":
        _watched_line()


@st.fragment(run_every=WATCH_SECONDS)
def _watched_line() -> None:
    status = resources.worker().status
    if status.phase in ("ready", "words_only"):
        st.rerun()
    text = status_text(status)
    css = "micha-line micha-trouble" if status.phase == "failed" else "micha-line"
    st.html(tag("div", escape(text), css))


@st.fragment(run_every=1.0)
def wait_for_index() -> None:
    """Shown instead of results on the very first start, until the words are indexed."""
    status = resources.worker().status
    if resources.worker().library is not None:
        st.rerun()
    if status.phase == "failed":
        st.error(plain_markdown(status_text(status)))
        st.button(t("status.again"), on_click=resources.worker().wake, icon=":material/refresh:")
        return
    share = status.done / status.total if status.total else 0.0
    st.progress(min(1.0, share), text=status_text(status))
