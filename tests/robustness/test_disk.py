"""A full disk, a folder that may not be written: said clearly, nothing acknowledged is lost, the next run goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.robustness.support import LONGEST, ROOT, calm, command, environment, lines, run, write_judgments

WITHOUT_RIGHTS = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]  # root that obeys permissions


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MB of its own; the seeded and indexed home takes some six."""
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("mounting a small disk needs root and mount")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"this machine lets no tmpfs be mounted: {mounted.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path, leave: int) -> Path:
    """A file that leaves so many bytes free."""
    free = os.statvfs(place)
    ballast = place / "ballast"
    ballast.write_bytes(b"x" * max(0, free.f_bavail * free.f_frsize - leave))
    return ballast


def test_an_import_on_a_full_disk_keeps_what_it_reported(small_disk: Path, tmp_path: Path) -> None:
    home, folder = small_disk / "home", write_judgments(tmp_path / "in", 60)
    calm(run(home, "corpus", "list"), 0)
    ballast = fill(small_disk, 600_000)
    done = run(home, "corpus", "import", str(folder), "--json")
    assert "磁盘已满" in calm(done, 1)
    reported = {line["key"] for line in lines(done) if line["outcome"] == "added"}
    assert 0 < len(reported) < 60
    ballast.unlink()
    calm(run(home, "corpus", "verify"), 0)
    assert {line["key"] for line in lines(run(home, "corpus", "list", "--json", "--kind", "judgment"))} >= reported
    again = run(home, "corpus", "import", str(folder), "--json")
    calm(again, 0)
    assert len(lines(again)) == 60


def test_a_first_start_on_a_full_disk_says_so_and_the_next_is_well(small_disk: Path) -> None:
    ballast = fill(small_disk, 60_000)
    assert "磁盘已满" in calm(run(small_disk / "home", "corpus", "list"), 1)
    ballast.unlink()
    calm(run(small_disk / "home", "corpus", "verify"), 0)


@pytest.mark.parametrize("free", [0, 30_000, 300_000])
def test_a_build_on_a_full_disk_says_so_and_the_next_is_well(free: int, small_disk: Path) -> None:
    home = small_disk / "home"
    calm(run(home, "corpus", "list"), 0)
    ballast = fill(small_disk, free)
    assert "磁盘已满" in calm(run(home, "index", "build"), 1)
    ballast.unlink()
    calm(run(home, "index", "build"), 0)
    assert lines(run(home, "index", "search", "客户名单", "--json"))
    calm(run(home, "corpus", "verify"), 0)


def test_an_export_to_a_full_disk_says_so_and_leaves_the_old_one_whole(small_disk: Path, built: Path) -> None:
    out = small_disk / "out"
    calm(run(built, "corpus", "export", str(out)), 0)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    fill(small_disk, 100_000)
    assert "空间" in calm(run(built, "corpus", "export", str(out)), 1)
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.suffix != ".part"} == before
    assert not list(out.glob("*.part")), "nothing half-written is left to fill the disk"


def obeying(home: Path, room: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command for which permissions hold: for root every folder can be written."""
    prefix = [] if os.geteuid() else WITHOUT_RIGHTS
    return subprocess.run(
        [*prefix, *command(room, *arguments)],
        cwd=ROOT,
        env=environment(home),
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST,
        check=False,
    )


@pytest.fixture
def read_only(own: Path) -> Iterator[Path]:
    """A built home that may be read and not written."""
    if os.name != "posix" or (os.geteuid() == 0 and shutil.which("setpriv") is None):
        pytest.skip("needs POSIX permissions, and setpriv where the tests run as root")
    places = [own, *own.rglob("*")]
    for path in places:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield own
    for path in places:
        path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.parametrize("room", [
    ("corpus", "import", "tests/data/gold/C2.txt"), ("corpus", "remove", "x"), ("index", "build"), ("corpus", "list"),
    ("index", "search", "客户名单"), ("index", "status"), ("analysis", "stats"), ("corpus", "verify"),
], ids=" ".join)  # fmt: skip
def test_a_read_only_home_is_named_or_read(room: tuple[str, ...], read_only: Path) -> None:
    done = obeying(read_only, *room)
    said = calm(done, 0, 1)
    if done.returncode:
        assert "MICHA_HOME" in said or "权限" in said or "不可写" in said or "没有这份文书" in said, said


def test_a_home_that_cannot_be_made_is_named(read_only: Path) -> None:
    assert "MICHA_HOME" in calm(obeying(read_only / "new", "corpus", "list"), 1)
