"""Bad luck on the user's machine: each gets a message in Chinese that says what to do, and nothing crashes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.app.browsing import FACTS, open_page, search
from tests.app.server import running_app

pytestmark = pytest.mark.browser

ALERT = "[data-testid=stAlert]"


def test_a_home_that_cannot_be_written_is_named_with_the_way_out(page: Page, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with running_app(tmp_path / "file" / "home") as address:
        open_page(page, address)
        expect(page.locator(ALERT)).to_contain_text("MICHA_HOME")
        assert "Traceback" not in page.content()


def test_a_broken_database_points_to_the_backups(page: Page, tmp_path: Path) -> None:
    (tmp_path / "corpus.sqlite").write_bytes(b"this is no database" * 100)
    with running_app(tmp_path) as address:
        open_page(page, address)
        expect(page.locator(ALERT)).to_contain_text("数据库文件已损坏")


def test_a_broken_index_is_made_anew(page: Page, home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "home"
    shutil.copytree(home, copy)
    with running_app(copy) as address:
        search(page, address, FACTS)
    broken = [path for path in (copy / "index").rglob("*") if path.is_file()]
    for path in broken:
        path.write_bytes(b"\0 broken")
    assert broken
    with running_app(copy) as address:
        search(page, address, FACTS)


def test_a_setting_that_cannot_be_used_is_named(page: Page, tmp_path: Path) -> None:
    with running_app(tmp_path, MICHA_BATCH="many") as address:
        page.goto(address)
        expect(page.locator(ALERT)).to_contain_text("batch")


def test_two_apps_on_one_home_both_answer(page: Page, app: str, home: Path) -> None:
    search(page, app, FACTS)
    with running_app(home) as second:
        search(page, second, FACTS)
        search(page, app, FACTS)
        expect(page.locator(ALERT)).to_have_count(0)


def test_a_full_disk_is_named_and_a_retry_offered(page: Page, tmp_path: Path) -> None:
    """On a file system of one megabyte; mounting it needs rights that not every machine gives."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("mounting a small tmpfs is not allowed here")
    try:
        with running_app(disk / "home") as address:
            open_page(page, address, q=FACTS)
            expect(page.locator(ALERT)).to_contain_text("磁盘已满")
            expect(page.get_by_role("button", name="重试")).to_be_visible()
    finally:
        subprocess.run(["umount", str(disk)], check=True)
