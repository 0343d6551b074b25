"""Running the commands as a user does, in a process of their own, and judging what they say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "data" / "gold"
JUDGMENT = (GOLD / "C1.txt").read_text(encoding="utf-8")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
LONGEST = 120  # seconds a command may take on a busy machine before the test calls it hung


def environment(home: Path, **more: str) -> dict[str, str]:
    """The variables of a run: a home and a cache of its own, no encoder, one thread."""
    own = {"MICHA_HOME": str(home), "MICHA_CACHE": str(home.parent / "cache"), "MICHA_ENCODER": "none"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MICHA_", "LC_", "LANG"))}
    return kept | own | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)} | more


def command(room: str, *arguments: str) -> list[str]:
    """What to start."""
    return [sys.executable, "-m", room, *arguments]


def run(home: Path, room: str, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end in the folder of the project."""
    return subprocess.run(
        command(room, *arguments),
        cwd=ROOT,
        env=environment(home, **more),
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST,
        check=False,
    )


def lines(done: subprocess.CompletedProcess[str]) -> list[Any]:
    """Stdout as JSON lines; fails where anything else stands there."""
    return [json.loads(line) for line in done.stdout.splitlines()]


def calm(done: subprocess.CompletedProcess[str], *codes: int) -> str:
    """What stderr says, after checking that it is no traceback, that the exit code is one of `codes`, and that a
    refusal says in Chinese what happened."""
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in codes, (done.returncode, done.stderr, done.stdout[-500:])
    if done.returncode:
        assert _CHINESE.search(done.stderr + done.stdout), done.stderr
    return done.stderr


def judgment(number: int) -> str:
    """A judgment of its own: the fictional gold text with another case number and other words."""
    changed = re.sub(r"民初\d+号", f"民初99{number:05}号", JUDGMENT)
    return changed.replace("客户", f"客户{number}")


def write_judgments(folder: Path, count: int) -> Path:
    """A folder with so many judgments."""
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(judgment(number), encoding="utf-8")
    return folder
