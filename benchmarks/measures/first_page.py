"""From the start of the process until the first result is on the page, against an empty Streamlit page."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from urllib.parse import quote

from playwright.sync_api import Browser

from benchmarks.browser import browser, running, seconds_until
from benchmarks.material import ROOT
from benchmarks.measured import REPEATS, Measured
from benchmarks.questions import read_questions
from corpus.settings import load_settings

EMPTY_PAGE = 'import streamlit as st\n\nst.write("empty")\n'
CARD = ".st-key-hit-1"


def measure() -> Iterator[Measured]:
    """Over the empty page: a later start (corpus and word index are there), and the very first one."""
    with tempfile.TemporaryDirectory(prefix="micha-benchmark-") as folder, browser() as opened:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY_PAGE, encoding="utf-8")
        first = [_search_page(opened, Path(folder) / f"home-{turn}") for turn in range(REPEATS)]
        again, empty = [], []
        for _ in range(REPEATS):
            again.append(_search_page(opened, Path(folder) / "home-0"))
            with running(script) as app:
                empty.append(seconds_until(opened, app, "", "text=empty"))
    absolute = {
        "empty_page_s": round(median(empty), 2),
        "later_start_s": round(median(again), 2),
        "first_start_s": round(median(first), 2),
    }
    yield Measured("later_start_over_empty", median(again) / median(empty), absolute)
    yield Measured("first_start_over_empty", median(first) / median(empty), absolute)


def _search_page(opened: Browser, home: Path) -> float:
    environment = {"MICHA_HOME": str(home), "MICHA_CACHE": str(load_settings().cache_dir)}
    with running(ROOT / "search_app.py", environment) as app:
        return seconds_until(opened, app, f"?q={quote(read_questions()[0].text)}", CARD)
