"""Micha's pages: `streamlit run search_app.py`. Navigation only; every page is a file of app/pages/."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from app import resources
from app.components.faults import guarded, start_log
from app.components.here import settle_language, t
from app.components.page_script import dress_page
from app.components.sidebar import brand, language_switch, page_links

PAGES = {
    "search": ":material/search:",
    "holdings": ":material/gavel:",
    "statistics": ":material/bar_chart:",
    "case": ":material/description:",
    "data": ":material/database:",
}


def main() -> None:
    """Lays out the frame and runs the chosen page; what goes wrong is told calmly, whatever it is."""
    icon = Path(__file__).parent / "app" / "icon.png"
    st.set_page_config(page_title="密察", page_icon=str(icon), layout="wide", initial_sidebar_state="expanded")
    with guarded():
        settings = resources.settings()
        start_log(settings.home_dir)
        settle_language(settings.language)
        page = navigation()
        with guarded():
            page.run()


def navigation() -> st.Page:
    """The sidebar; returns the chosen page."""
    pages = [
        st.Page(f"app/pages/{name}.py", title=t(f"nav.{name}"), icon=icon, url_path=name, default=name == "search")
        for name, icon in PAGES.items()
    ]
    chosen = st.navigation(pages, position="hidden")
    dress_page()
    with st.sidebar:
        brand()
        page_links(pages)
        language_switch()
    return chosen


main()
