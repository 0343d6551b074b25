"""Links between the pages that keep the language, and addresses for links inside HTML."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from app.components.here import language
from app.components.markup import plain_markdown

CASE_PAGE = "app/pages/case.py"
SEARCH_PAGE = "app/pages/search.py"
DATA_PAGE = "app/pages/data.py"


def case_params(key: str, start: int | None = None, end: int | None = None) -> dict[str, str]:
    """The address of a case, with the place to mark in it."""
    params = {"key": key}
    if start is not None and end is not None:
        params["at"] = f"{start}-{end}"
    if language() != "zh":
        params["lang"] = language()
    return params


def case_link(label: str, key: str, start: int | None = None, end: int | None = None, icon: str | None = None) -> None:
    """A link to a case; its label is plain text."""
    st.page_link(CASE_PAGE, label=plain_markdown(label), icon=icon, query_params=case_params(key, start, end))


def case_address(key: str, start: int | None = None, end: int | None = None) -> str:
    """The address of a case for an <a href> inside HTML."""
    return f"/case?{urlencode(case_params(key, start, end))}"
