"""Nothing is embedded twice, nothing is mixed up, and no query is written to the disk."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.embed import CachedEncoder, VectorCache, VectorCacheError, passage_hash
from tests.index.embed_support import CountingEncoder

VECTOR = arrays(np.float32, 4, elements=st.floats(-1, 1, width=32))


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(max_size=5), VECTOR, max_size=8), st.text(max_size=5))
def test_what_was_put_is_got_bit_by_bit_and_nothing_else(held: dict[str, np.ndarray], other: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        cache = VectorCache(Path(folder) / "vectors.db")
        cache.put_many("model", {passage_hash(text): vector for text, vector in held.items()})
        found = cache.get_many("model", [passage_hash(text) for text in [*held, other]])
        assert {key: vector.tobytes() for key, vector in found.items()} == {
            passage_hash(text): vector.tobytes() for text, vector in held.items()
        }
        assert cache.get_many("another model", [passage_hash(text) for text in held]) == {}
        cache.close()


def test_more_than_sqlite_takes_at_once(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "vectors.db")
    keys = [passage_hash(str(number)) for number in range(2500)]
    cache.put_many("model", dict.fromkeys(keys, np.ones(4, np.float32)))
    assert len(cache.get_many("model", keys)) == 2500


def test_a_passage_is_computed_once_even_after_a_restart(tmp_path: Path) -> None:
    texts = ["甲", "乙乙", "甲", "丙"]
    first, second = CountingEncoder(), CountingEncoder()
    one = CachedEncoder(first, VectorCache(tmp_path / "vectors.db"), chunk=2).encode(texts, "passage")
    other = CachedEncoder(second, VectorCache(tmp_path / "vectors.db")).encode([*texts, "丁"], "passage")
    assert first.asked == ["甲", "乙乙", "丙"]
    assert second.asked == ["丁"]
    assert np.array_equal(one, other[:4])
    assert np.array_equal(one, CountingEncoder().encode(texts, "passage"))


def test_no_text_gives_no_vector(tmp_path: Path) -> None:
    cached = CachedEncoder(CountingEncoder(), VectorCache(tmp_path / "vectors.db"))
    assert cached.encode([], "passage").shape == (0, 4)


def test_a_query_leaves_no_trace(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "vectors.db")
    cached = CachedEncoder(CountingEncoder(), cache)
    assert cached.encode(["当事人的秘密"], "query").shape == (1, 4)
    assert cache.get_many(f"{cached.identity}|passage", [passage_hash("当事人的秘密")]) == {}
    assert cache._connection.execute("SELECT count(*) FROM vectors").fetchone() == (0,)


def test_an_interruption_keeps_what_was_computed(tmp_path: Path) -> None:
    class Interrupted(CountingEncoder):
        def encode(self, texts, prompt):  # type: ignore[no-untyped-def]
            if len(self.asked) >= 2:
                raise KeyboardInterrupt
            return super().encode(texts, prompt)

    with pytest.raises(KeyboardInterrupt):
        CachedEncoder(Interrupted(), VectorCache(tmp_path / "v.db"), chunk=2).encode(list("甲乙丙丁"), "passage")
    again = CountingEncoder()
    CachedEncoder(again, VectorCache(tmp_path / "v.db")).encode(list("甲乙丙丁"), "passage")
    assert again.asked == ["丙", "丁"]


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    program = (
        "import sys, numpy as np; from pathlib import Path; from index.embed import VectorCache, passage_hash\n"
        "cache = VectorCache(Path(sys.argv[1]))\n"
        "for n in range(50): cache.put_many('m', {passage_hash(sys.argv[2] + str(n)): np.ones(4, np.float32)})\n"
    )
    path = tmp_path / "vectors.db"
    running = [subprocess.Popen([sys.executable, "-c", program, str(path), name]) for name in ("a", "b")]
    assert [process.wait(60) for process in running] == [0, 0]
    keys = [passage_hash(name + str(number)) for name in ("a", "b") for number in range(50)]
    assert len(VectorCache(path).get_many("m", keys)) == 100


def test_a_file_that_is_no_database_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "vectors.db").write_bytes(b"no database at all" * 100)
    cache = VectorCache(tmp_path / "vectors.db")
    cache.put_many("m", {passage_hash("甲"): np.ones(4, np.float32)})
    assert (tmp_path / "vectors.db.broken").exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(VectorCacheError, match=r"vectors\.db"):
        VectorCache(tmp_path / "file" / "vectors.db")
