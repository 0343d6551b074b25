"""What all tests share: where the real files lie, a home of its own for each test, markers in the report."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("MICHA_SHARED", ROOT.parent / "shared"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Writes markers into the report, so that CI sees which kinds ran; skips real-file tests with a reason."""
    absent = pytest.mark.skip(reason=f"the shared real files are not at {SHARED} (set MICHA_SHARED)")
    for item in items:
        for mark in item.iter_markers():
            item.user_properties.append(("marker", mark.name))
        if item.get_closest_marker("real") and not (SHARED / "data").is_dir():
            item.add_marker(absent)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real files."""
    return SHARED / "data"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty MICHA_HOME."""
    folder = tmp_path / "home"
    monkeypatch.setenv("MICHA_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reaches beyond loopback: a connection elsewhere fails the test that tried it."""
    real = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else None
        if host is not None and host not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to connect to {host}")
        real(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
