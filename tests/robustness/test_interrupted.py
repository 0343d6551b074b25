"""Ctrl-C and kill -9 in the middle of an import or a build: what was reported is kept, the rest follows."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.robustness.support import ROOT, calm, command, environment, lines, run, write_judgments

COUNT = 30


def start(home: Path, room: str, *arguments: str) -> subprocess.Popen[str]:
    """A command that runs while the test goes on."""
    return subprocess.Popen(
        command(room, *arguments),
        cwd=ROOT,
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def after_lines(running: subprocess.Popen[str], count: int, sent: signal.Signals) -> tuple[list[str], str]:
    """Sends the signal when so many lines have come; all lines of stdout and the text of stderr."""
    assert running.stdout is not None
    seen = [running.stdout.readline() for _ in range(count)]
    running.send_signal(sent)
    out, said = running.communicate(timeout=60)
    return [line for line in [*seen, *out.splitlines(keepends=True)] if line.endswith("\n")], said


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_an_import_that_is_stopped_keeps_what_it_reported_and_goes_on(sent: signal.Signals, tmp_path: Path) -> None:
    home, folder = tmp_path / "home", write_judgments(tmp_path / "in", COUNT)
    running = start(home, "corpus", "import", str(folder), "--json")
    reported, said = after_lines(running, 8, sent)
    keys = {json.loads(line)["key"] for line in reported}
    assert 8 <= len(keys) < COUNT
    if sent is signal.SIGINT:
        assert running.returncode == 130
        assert "已中断" in said
        assert "Traceback" not in said
    calm(run(home, "corpus", "verify"), 0)
    assert keys <= {line["key"] for line in lines(run(home, "corpus", "list", "--json", "--kind", "judgment"))}
    again = run(home, "corpus", "import", str(folder), "--json")
    calm(again, 0)
    outcomes = [line["outcome"] for line in lines(again)]
    assert len(outcomes) == COUNT
    assert outcomes.count("same") >= len(keys)
    assert set(outcomes) <= {"same", "added"}


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_build_that_is_stopped_is_finished_by_the_next(sent: signal.Signals, own: Path, tmp_path: Path) -> None:
    calm(run(own, "corpus", "import", str(write_judgments(tmp_path / "in", COUNT))), 0)
    running = start(own, "index", "build")
    (index,) = [own / "index" / "embedded"]
    began = (index / "judgments").stat().st_mtime_ns
    deadline = time.monotonic() + 60
    while running.poll() is None and (index / "judgments").stat().st_mtime_ns == began and time.monotonic() < deadline:
        time.sleep(0.01)
    running.send_signal(sent)
    _, said = running.communicate(timeout=60)
    if sent is signal.SIGINT and running.returncode:
        assert "Traceback" not in said
        assert "已中断" in said
    calm(run(own, "index", "search", "客户名单"), 0)
    calm(run(own, "index", "build"), 0)
    (line,) = lines(run(own, "index", "status", "--json"))
    assert line["up_to_date"]
    assert line["judgments"] == len(lines(run(own, "corpus", "list", "--json")))


def test_two_imports_and_two_builds_at_once_lose_nothing(own: Path, tmp_path: Path) -> None:
    left, right = write_judgments(tmp_path / "left", 12), write_judgments(tmp_path / "right", 20)
    both = [start(own, "corpus", "import", str(folder), "--json") for folder in (left, right)]
    both += [start(own, "index", "build", "--json") for _ in range(2)]
    for running in both:
        _, said = running.communicate(timeout=120)
        assert "Traceback" not in said
        assert running.returncode == 0, said
    calm(run(own, "corpus", "verify"), 0)
    calm(run(own, "index", "build"), 0)
    held = lines(run(own, "corpus", "list", "--json", "--kind", "judgment"))
    assert len(held) == 22  # two of the built home, twenty that both folders hold
    (line,) = lines(run(own, "index", "status", "--json"))
    assert line["judgments"] == len(lines(run(own, "corpus", "list", "--json")))


def test_two_first_starts_at_once_seed_one_corpus(tmp_path: Path) -> None:
    home = tmp_path / "home"
    both = [start(home, "corpus", "list", "--json") for _ in range(2)]
    counts = []
    for running in both:
        out, said = running.communicate(timeout=120)
        assert running.returncode == 0, said
        counts.append(len(out.splitlines()))
    calm(run(home, "corpus", "verify"), 0)
    assert max(counts) == len(lines(run(home, "corpus", "list", "--json")))
