"""A Streamlit app in a process of its own, and the seconds until something is visible in headless Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.material import ROOT
from benchmarks.measured import AbsentError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PATIENCE = 180.0  # seconds
POLL = 0.02
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def browser() -> Iterator[Browser]:
    """The system's Chromium, started. Raises AbsentError where there is none."""
    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    if found is None:
        raise AbsentError("没有安装 Chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError as fault:
        raise AbsentError("没有安装 playwright（requirements-dev.txt）") from fault
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        try:
            yield opened
        finally:
            opened.close()


class App:
    """`streamlit run SCRIPT` on a free port of loopback, with these environment variables on top."""

    def __init__(self, script: Path, environment: Mapping[str, str] | None = None) -> None:
        self.begun = time.perf_counter()
        self.port = _free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(script), *_flags(self.port)],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def wait_until_it_listens(self) -> None:
        """Raises AssertionError when it does not within PATIENCE."""
        while time.perf_counter() - self.begun < PATIENCE:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(POLL)
        raise AssertionError("the app did not start")

    def peak_memory(self) -> int:
        """The most bytes this process has held at once. Raises AbsentError without /proc."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            raise AbsentError("本系统没有 /proc，无法读取内存峰值")
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024

    def stop(self) -> None:
        """Ends the process and waits for it."""
        self.process.terminate()
        self.process.wait(timeout=30)


@contextmanager
def running(script: Path, environment: Mapping[str, str] | None = None) -> Iterator[App]:
    """An app that is ended with the block."""
    app = App(script, environment)
    try:
        yield app
    finally:
        app.stop()


def seconds_until(opened: Browser, app: App, address: str, selector: str) -> float:
    """From the start of the app's process until the selector is visible on the page."""
    app.wait_until_it_listens()
    page = opened.new_page()
    try:
        page.goto(f"http://127.0.0.1:{app.port}/{address}", wait_until="commit")
        page.locator(selector).first.wait_for(state="visible", timeout=1000 * PATIENCE)
        return time.perf_counter() - app.begun
    finally:
        page.close()


def _flags(port: int) -> list[str]:
    return ["--server.port", str(port), "--server.headless", "true", "--server.address", "127.0.0.1"]


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])
