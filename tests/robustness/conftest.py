"""A home that is already seeded and indexed by words, copied for each test that may break it; commands run inside."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.commands import app as analysis
from corpus.commands import output
from corpus.commands.app import app as corpus
from index.__main__ import app as index
from tests.robustness.support import GOLD, calm, environment, run

Inside = Callable[..., "subprocess.CompletedProcess[str]"]
ROOMS = {"corpus": corpus, "index": index, "analysis": analysis}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Digests, samples and two judgments, indexed without an encoder. Read only."""
    home = tmp_path_factory.mktemp("built") / "home"
    calm(run(home, "corpus", "import", str(GOLD / "C1.txt"), str(GOLD / "E1.txt")), 0)
    calm(run(home, "index", "build"), 0)
    return home


@pytest.fixture
def own(built: Path, tmp_path: Path) -> Path:
    """A copy of it to break."""
    return Path(shutil.copytree(built, tmp_path / "home"))


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Inside:
    """support.run within this process: the same words and exit code, without the second that a start takes."""

    def go(home: Path, room: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        for name, value in environment(home).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", [f"python -m {room}", *arguments])
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as end:
            output.run(ROOMS[room])
        out, said = capfdbinary.readouterr()
        code = end.value.code if isinstance(end.value.code, int) else 0
        return subprocess.CompletedProcess(sys.argv, code, out.decode(), said.decode())

    return go
