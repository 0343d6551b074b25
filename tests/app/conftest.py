"""One browser and one app for the page tests; each test has a page of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from corpus.importing import import_paths
from corpus.seed import seed
from corpus.store import Store
from tests.app.documents import hostile
from tests.app.server import CHROMIUM_FLAGS, chromium, running_app

WAIT_MS = 30_000
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the digests, the samples and one hostile judgment."""
    folder = tmp_path_factory.mktemp("home")
    inbox = tmp_path_factory.mktemp("inbox")
    (inbox / "hostile.txt").write_text(hostile(), encoding="utf-8")
    store = Store(folder)
    seed(store)
    outcomes = [report.outcome for report in import_paths(store, [inbox])]
    assert outcomes == ["added"]
    store.close()
    return folder


@pytest.fixture(scope="session")
def app(home: Path) -> Iterator[str]:
    with running_app(home) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = new_context(browser)
    opened = context.new_page()
    yield opened
    context.close()


def new_context(browser: Browser, width: int = 1400, height: int = 1000) -> BrowserContext:
    """A fresh browser session."""
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(WAIT_MS)
    return context
