"""What is particular to the embedded engine: tantivy's panics, the vector file, messages."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
import tantivy

from corpus.settings import Settings
from index.engine import open_engine
from index.engine.embedded import writer
from index.engine.embedded.guard import guarded
from index.engine.embedded.schema import build_schema
from index.engine.embedded.vectors import Nearest, VectorFile
from index.engine.protocol import Engine, Filter, JudgmentDoc, PassageDoc
from index.errors import EngineBusyError, EngineError, IndexBrokenError, UnknownEngineError


def test_a_panic_of_tantivy_is_an_ordinary_error() -> None:
    with pytest.raises(EngineError, match="PanicException"), guarded("检索"):
        tantivy.Query.phrase_query(build_schema(), "chars", ["客"])


@pytest.mark.parametrize(
    ("fault", "error", "says"),
    [
        (OSError(28, "No space left on device"), EngineError, "磁盘已满"),
        (sqlite3.OperationalError("database or disk is full"), EngineError, "磁盘已满"),
        (PermissionError(13, "Permission denied"), EngineError, "不可写"),
        (sqlite3.OperationalError("database is locked"), EngineBusyError, "另一个程序"),
        (sqlite3.DatabaseError("file is not a database"), IndexBrokenError, "index build"),
    ],
)
def test_faults_say_what_to_do(fault: Exception, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says), guarded("写入"):
        raise fault


def test_an_interrupt_stays_an_interrupt() -> None:
    with pytest.raises(KeyboardInterrupt), guarded("写入"):
        raise KeyboardInterrupt


def test_an_unknown_engine_is_refused_by_name() -> None:
    with pytest.raises(UnknownEngineError, match=r"solr.*embedded"):
        open_engine(Settings(engine="solr"))


def test_the_two_step_search_finds_the_exact_nearest(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    vectors = random.normal(size=(2000, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    file = VectorFile(tmp_path / "vectors.f32", 16)
    file.write(0, vectors)
    nearest = Nearest(file, [(slot, slot, slot % 10) for slot in range(100)])
    nearest.extend([(slot, slot, slot % 10) for slot in range(100, 150)])
    nearest.extend([(slot, slot, slot % 10) for slot in range(150, 2000)])
    for query in vectors[:20]:
        exact = np.argsort(-(vectors @ query))[:10].tolist()
        assert [row for row, _ in nearest.search(query, 10, None)] == exact
        among = [row for row in np.argsort(-(vectors @ query)).tolist() if row % 10 in (3, 4)][:10]
        assert [row for row, _ in nearest.search(query, 10, np.array([3, 4]))] == among


def test_the_vector_file_is_compacted_when_most_of_it_is_dead(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_COMPACT_FROM", 4)
    vectors = np.eye(8, dtype=np.float32)
    for generation in range(1, 6):  # each round kills the vectors of the one before
        keys = [f"k{number}" for number in range(4)]
        judgments = [JudgmentDoc(key, "客户", "客 户", generation=generation) for key in keys]
        engine.upsert(
            judgments, [PassageDoc(f"{key}#0", key, 0, "facts", "other", 0, 2, "客户", "客 户") for key in keys]
        )
        engine.refresh(generation)
        engine.put_vectors([f"{key}#0" for key in keys[:2]], vectors[:2], [generation] * 2)
        engine.refresh(generation)
        engine.put_vectors([f"{key}#0" for key in keys[2:]], vectors[2:4], [generation] * 2)
        engine.refresh(generation)
        assert [hit.id for hit in engine.knn(vectors[3], 1, Filter())] == ["k3#0"]  # no slot is used twice
        assert np.array_equal(engine.vectors(["k1#0"])["k1#0"], vectors[1])
    engine.close()
    open_engine(Settings(home=str(tmp_path / "home"))).close()
    files = list((tmp_path / "home").rglob("vectors-*.f32"))
    assert len(files) == 1
    assert files[0].stat().st_size < 5 * 4 * 8 * 4
