"""Fixtures of the index's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.settings import Settings
from index.engine import open_engine
from index.engine.protocol import Engine


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty embedded engine."""
    opened = open_engine(Settings(home=str(tmp_path / "home")))
    yield opened
    opened.close()
