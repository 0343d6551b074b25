"""Broken files of the index and the cache: named, made anew from the store, and nothing of the store is lost."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from corpus.settings import Settings
from corpus.store import Store
from index.build import build
from index.embed import CachedEncoder, VectorCache
from index.engine import open_engine
from index.engine.protocol import Filter
from index.library import open_for_building
from tests.index.support import HashingEncoder, silent
from tests.robustness.conftest import Inside
from tests.robustness.support import calm, lines

INDEX = Path("index") / "embedded"
Harm = Callable[[Path], None]


def overwrite(pattern: str) -> Harm:
    """Random bytes in place of every file that fits."""

    def harm(folder: Path) -> None:
        found = [path for path in folder.glob(pattern) if path.is_file()]
        assert found, pattern
        for path in found:
            path.write_bytes(random.Random(1).randbytes(max(200, path.stat().st_size)))

    return harm


def shorten(pattern: str) -> Harm:
    """Every file that fits cut in half."""

    def harm(folder: Path) -> None:
        for path in folder.glob(pattern):
            if path.is_file():
                os.truncate(path, path.stat().st_size // 2)

    return harm


def remove(pattern: str) -> Harm:
    """Every file that fits deleted."""

    def harm(folder: Path) -> None:
        for path in folder.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    return harm


HARMS: dict[str, Harm] = {
    "tantivy's files are noise": overwrite("judgments/*"),
    "one segment file is noise": overwrite("passages/*.store"),
    "the term files are noise": overwrite("passages/*.term"),
    "tantivy's list of segments is cut": shorten("judgments/meta.json"),
    "tantivy's folder is gone": remove("passages"),
    "the catalogue is gone": remove("catalogue.sqlite*"),
    "the catalogue is noise": overwrite("catalogue.sqlite"),
    "the catalogue is cut": shorten("catalogue.sqlite"),
    "everything is gone": shutil.rmtree,
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS.keys())
def test_a_broken_index_is_named_and_a_build_makes_it_whole(harm: Harm, own: Path, inside: Inside) -> None:
    harm(own / INDEX)
    calm(inside(own, "index", "search", "客户名单", "--json"), 0, 1)
    calm(inside(own, "index", "build", "--json"), 0)
    found = inside(own, "index", "search", "客户名单", "--json", "-k", "3")
    calm(found, 0)
    assert len(lines(found)) == 3
    (line,) = lines(inside(own, "index", "status", "--json"))
    assert line["up_to_date"]
    assert line["judgments"] > 100


def test_a_broken_lock_file_is_made_anew(own: Path, inside: Inside) -> None:
    overwrite("lock.sqlite")(own / INDEX)
    calm(inside(own, "index", "build", "--json"), 0)


@pytest.fixture
def with_vectors(own: Path) -> Path:
    """The copy with vectors of an encoder that needs no model."""
    library = open_for_building(Settings(home=str(own), encoder="none"))
    build(library.store, library.engine, HashingEncoder(), silent)
    library.close()
    return own


@pytest.mark.parametrize("harm", [shorten("vectors-*.f32"), remove("vectors-*.f32")], ids=["cut", "gone"])
def test_lost_vectors_are_noticed_and_made_again(harm: Harm, with_vectors: Path) -> None:
    harm(with_vectors / INDEX)
    library = open_for_building(Settings(home=str(with_vectors), encoder="none"))
    report = build(library.store, library.engine, HashingEncoder(), silent)
    assert library.engine.repaired().reset or report.embedded
    assert report.without_vectors == 0
    (nearest,) = library.engine.knn(HashingEncoder().encode(["客户名单"], "query")[0], 1, Filter())
    assert nearest.score > 0
    library.close()


def test_a_broken_vector_cache_is_set_aside_and_filled_again(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite"
    path.write_bytes(random.Random(1).randbytes(20_000))
    encoder = CachedEncoder(HashingEncoder(), VectorCache(path))
    vectors = encoder.encode(["甲", "乙"], "passage")
    assert np.array_equal(vectors, HashingEncoder().encode(["甲", "乙"], "passage"))
    assert (tmp_path / "vectors.sqlite.broken").exists()


def test_a_vector_cache_with_noise_inside_does_not_stop_the_build(tmp_path: Path) -> None:
    """The header is whole, the pages are not: found out only when a vector is asked for."""
    path = tmp_path / "vectors.sqlite"
    texts = [f"第{number}段" for number in range(400)]
    cache = VectorCache(path)
    CachedEncoder(HashingEncoder(), cache).encode(texts, "passage")
    cache.close()
    data = bytearray(path.read_bytes())
    data[4096:] = random.Random(1).randbytes(len(data) - 4096)
    path.write_bytes(data)
    for beside in tmp_path.glob("vectors.sqlite-*"):
        beside.unlink()
    vectors = CachedEncoder(HashingEncoder(), VectorCache(path)).encode(texts, "passage")
    assert np.array_equal(vectors, HashingEncoder().encode(texts, "passage"))


@pytest.mark.parametrize("room", [
    ("corpus", "list"), ("corpus", "verify"), ("index", "search", "客户"), ("analysis", "stats"),
], ids=" ".join)  # fmt: skip
def test_a_broken_database_is_named_with_what_to_do(room: tuple[str, ...], own: Path, inside: Inside) -> None:
    path = own / "corpus.sqlite"
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(random.Random(1).randbytes(path.stat().st_size - 4096))
    said = calm(inside(own, *room), 1)
    assert "损坏" in said or "自检" in said


def test_a_database_that_is_none_is_named_and_left_alone(own: Path, inside: Inside) -> None:
    path = own / "corpus.sqlite"
    noise = random.Random(1).randbytes(9000)
    path.write_bytes(noise)
    assert "备份" in calm(inside(own, "corpus", "list"), 1)
    assert path.read_bytes() == noise


def test_a_database_of_a_newer_program_is_left_alone(own: Path, inside: Inside) -> None:
    with sqlite3.connect(own / "corpus.sqlite") as connection:
        connection.execute("PRAGMA user_version = 999")
    for room in (("corpus", "list"), ("corpus", "import", "x"), ("index", "build"), ("analysis", "stats")):
        assert "升级" in calm(inside(own, *room), 1)
    with sqlite3.connect(own / "corpus.sqlite") as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (999,)


def test_an_index_of_another_corpus_is_made_anew(own: Path, tmp_path: Path, inside: Inside) -> None:
    shutil.copytree(own / "index", tmp_path / "other" / "index")
    calm(inside(tmp_path / "other", "index", "build"), 0)
    store = Store(tmp_path / "other")
    engine = open_engine(Settings(home=str(tmp_path / "other")))
    assert set(engine.scan()) == {record.key for record in store.records()}
    engine.close()
