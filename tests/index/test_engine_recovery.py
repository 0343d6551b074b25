"""kill -9 at any moment loses nothing acknowledged; the next start repairs itself and says so."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.settings import Settings
from index.build import build
from index.engine import discard_index, open_engine
from index.engine.embedded.engine import EmbeddedEngine
from index.engine.embedded.lock import write_lock
from index.engine.embedded.text import TextIndex
from index.engine.protocol import Engine, Filter, Matching
from index.errors import EngineBusyError, EngineError, IndexBrokenError
from tests.conftest import ROOT
from tests.index.killed_build import MOMENTS, RECORDS, corpus
from tests.index.support import HashingEncoder, silent


def start(home: Path, moment: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.index.killed_build", str(home), moment]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def acknowledged(process: subprocess.Popen[str]) -> int:
    lines = process.communicate(timeout=120)[0].split()
    return int(lines[-1]) if lines else 0


def state(engine: Engine) -> tuple[dict[str, int], int, list[str], list[str]]:
    """What can be seen of an index."""
    found = [hit.id for hit in engine.bm25("passages", ["初稿", "改稿"], 1000, Filter())]
    vector = HashingEncoder().encode(["第7个客户的名单初稿。"], "query")[0]
    near = [hit.id for hit in engine.knn(vector, 20, Filter())]
    return dict(engine.indexed()), engine.count_passages(), sorted(found), near


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, int], int, list[str], list[str]]:
    """The state of a build that nobody disturbed."""
    engine = open_engine(Settings(home=str(tmp_path_factory.mktemp("whole"))))
    build(corpus(), engine, HashingEncoder(), silent)
    return state(engine)


@pytest.mark.parametrize("moment", MOMENTS)
def test_death_inside_a_transaction_is_repaired(moment: str, tmp_path: Path, whole: object) -> None:
    process = start(tmp_path, moment)
    safe = acknowledged(process)
    assert process.returncode == 9, process.stderr
    engine = open_engine(Settings(home=str(tmp_path)))
    assert len(engine.indexed()) >= safe
    assert not engine.repaired().reset
    report = build(corpus(), engine, HashingEncoder(), silent)
    assert state(engine) == whole
    assert report.repaired == engine.repaired()


def test_death_after_the_words_were_committed_is_reported(tmp_path: Path) -> None:
    acknowledged(start(tmp_path, "words committed, catalogue not"))
    assert open_engine(Settings(home=str(tmp_path))).repaired().keys
    assert not open_engine(Settings(home=str(tmp_path))).repaired()  # repaired once and for all


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_at_a_random_moment_is_repaired(seed: int, tmp_path: Path, whole: object) -> None:
    process = start(tmp_path, "never")
    assert process.stdout is not None
    safe = int(process.stdout.readline())
    time.sleep(random.Random(seed).uniform(0, 0.6))
    process.kill()
    safe = max(safe, acknowledged(process))
    engine = open_engine(Settings(home=str(tmp_path)))
    assert len(engine.indexed()) + len(engine.repaired().keys) >= safe
    build(corpus(), engine, HashingEncoder(), silent)
    assert len(engine.indexed()) == RECORDS
    assert state(engine) == whole


def built(home: Path) -> EmbeddedEngine:
    engine = open_engine(Settings(home=str(home)))
    build(corpus(), engine, HashingEncoder(), silent)
    assert isinstance(engine, EmbeddedEngine)
    return engine


@pytest.mark.parametrize("part", ["judgments", "passages"])
def test_a_lost_part_empties_the_index_and_the_store_fills_it_again(part: str, tmp_path: Path, whole: object) -> None:
    built(tmp_path).close()
    shutil.rmtree(tmp_path / "index" / "embedded" / part)
    engine = open_engine(Settings(home=str(tmp_path)))
    assert engine.repaired().reset
    assert engine.generation() == 0
    build(corpus(), engine, HashingEncoder(), silent)
    assert state(engine) == whole


def test_a_lost_vector_file_empties_the_index(tmp_path: Path) -> None:
    built(tmp_path).close()
    next((tmp_path / "index" / "embedded").glob("vectors-*.f32")).unlink()
    assert open_engine(Settings(home=str(tmp_path))).repaired().reset


def test_a_catalogue_that_is_no_database_is_named_and_can_be_discarded(tmp_path: Path) -> None:
    built(tmp_path).close()
    (tmp_path / "index" / "embedded" / "catalogue.sqlite").write_bytes(b"x" * 4096)
    for leftover in (tmp_path / "index" / "embedded").glob("catalogue.sqlite-*"):
        leftover.unlink()
    settings = Settings(home=str(tmp_path))
    with pytest.raises(IndexBrokenError, match="index build"):
        open_engine(settings)
    discard_index(settings)
    assert open_engine(settings).count(Matching()) == 0


def test_a_damaged_text_index_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    built(tmp_path).close()
    (tmp_path / "index" / "embedded" / "passages" / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(IndexBrokenError, match="index build"):
        open_engine(Settings(home=str(tmp_path)))


def test_a_second_writer_waits_and_then_is_told(tmp_path: Path) -> None:
    engine = built(tmp_path)
    lock = tmp_path / "index" / "embedded" / "lock.sqlite"
    with write_lock(lock):
        with pytest.raises(EngineBusyError, match="另一个程序"), write_lock(lock, wait=0.1):
            pass
        assert engine.count(Matching()) == RECORDS  # reading goes on
    engine.delete(["k000"])
    engine.refresh(99)
    assert engine.count(Matching()) == RECORDS - 1


def test_opening_beside_a_living_writer_leaves_its_work_alone(tmp_path: Path) -> None:
    engine = built(tmp_path)
    with write_lock(tmp_path / "index" / "embedded" / "lock.sqlite"):
        with sqlite3.connect(tmp_path / "index" / "embedded" / "catalogue.sqlite") as catalogue:
            catalogue.execute("INSERT INTO pending VALUES('k001')")
        second = open_engine(Settings(home=str(tmp_path)))
        assert not second.repaired()
        assert "k001" in second.indexed()
    engine.close()


def test_a_failure_while_writing_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = built(tmp_path)
    before = state(engine)

    def full(self: TextIndex, document: object) -> None:
        raise EngineError("磁盘已满")

    monkeypatch.setattr(TextIndex, "add", full)
    store = corpus()
    store.put(store.get("k003"))
    with pytest.raises(EngineError, match="磁盘已满"):
        build(store, engine, HashingEncoder(), silent)
    assert state(engine) == before
    monkeypatch.undo()
    build(store, engine, HashingEncoder(), silent)
    assert engine.indexed()["k003"] == store.generation()


def test_a_repair_that_fails_does_not_stop_searching(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acknowledged(start(tmp_path, "words committed, catalogue not"))

    def full(self: TextIndex) -> None:
        raise EngineError("磁盘已满")

    monkeypatch.setattr(TextIndex, "commit", full)
    engine = open_engine(Settings(home=str(tmp_path)))
    assert engine.bm25("passages", ["客户"], 50, Filter())
    engine.close()
    monkeypatch.undo()
    assert open_engine(Settings(home=str(tmp_path))).repaired().keys
