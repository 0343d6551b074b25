"""Building: only what changed, words before vectors, interruptible, and rebuilt when the program changed."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from corpus.model import Record
from index import build as build_module
from index.build import build
from index.engine.protocol import Engine, Filter, Matching
from index.evaluate import MemoryCorpus
from tests.index.support import HashingEncoder, record, silent


def case(number: int, text: str = "客户名单构成商业秘密。") -> Record:
    return record(f"k{number}", ("title", "民事判决书"), ("reasoning", text))


@pytest.fixture
def store() -> MemoryCorpus:
    return MemoryCorpus(case(number) for number in range(5))


@dataclass
class Steps:
    """Notes the steps of a build."""

    seen: list[str] = field(default_factory=list)

    def __call__(self, stage: str, done: int, total: int) -> None:
        self.seen.append(f"{stage} {done}/{total}")


def test_words_come_first_and_vectors_in_batches(engine: Engine, store: MemoryCorpus) -> None:
    steps = Steps()
    report = build(store, engine, HashingEncoder(), steps, batch=2)
    assert steps.seen == ["text 5/5", "vectors 2/5", "vectors 4/5", "vectors 5/5"]
    assert (report.indexed, report.embedded, report.without_vectors, report.generation) == (5, 5, 0, 5)


def test_a_title_is_found_by_its_words_but_not_embedded(engine: Engine, store: MemoryCorpus) -> None:
    build(store, engine, HashingEncoder(), silent)
    assert len(engine.bm25("passages", ["民事", "判决书"], 99, Filter())) == 5
    assert set(engine.vectors(["k0#0", "k0#1"])) == {"k0#1"}


def test_a_second_build_does_only_what_changed(engine: Engine, store: MemoryCorpus) -> None:
    encoder = HashingEncoder()
    build(store, engine, encoder, silent)
    assert build(store, engine, encoder, silent).indexed == 0
    store.put(case(2, "改写的理由。"))
    store.remove("k4")
    encoder.encoded = 0
    report = build(store, engine, encoder, silent)
    assert (report.indexed, report.deleted, encoder.encoded) == (1, 1, 1)
    assert set(engine.indexed()) == {"k0", "k1", "k2", "k3"}


def test_without_an_encoder_words_are_there_and_vectors_can_follow(engine: Engine, store: MemoryCorpus) -> None:
    assert build(store, engine, None, silent).without_vectors == 5
    assert engine.count(Matching(tokens=("商业秘密",))) == 5
    assert build(store, engine, HashingEncoder(), silent).embedded == 5
    assert build(store, engine, None, silent).without_vectors == 0


def test_an_interrupted_build_goes_on_where_it_was(
    engine: Engine, store: MemoryCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_module, "TEXT_BATCH", 2)

    def interrupt(stage: str, done: int, total: int) -> None:
        if (stage, done) == ("text", 4):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(store, engine, None, interrupt)
    assert len(engine.indexed()) == 4
    assert engine.generation() == 0
    assert build(store, engine, None, silent).indexed == 1
    assert engine.generation() == store.generation()


def test_another_encoder_embeds_everything_anew(engine: Engine, store: MemoryCorpus) -> None:
    build(store, engine, HashingEncoder("first"), silent)
    assert build(store, engine, HashingEncoder("second"), silent).embedded == 5
    assert engine.versions().encoder == "second"


def test_another_analyser_rebuilds_everything(
    engine: Engine, store: MemoryCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(store, engine, None, silent)
    monkeypatch.setattr(build_module, "INDEX_VERSION", "other")
    report = build(store, engine, None, silent)
    assert (report.rebuilt, report.indexed) == (True, 5)
    assert engine.versions().analyser == "other"


def test_another_corpus_is_not_mistaken_for_this_one(
    engine: Engine, store: MemoryCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(store, engine, None, silent)
    other = MemoryCorpus([case(number, "另一语料库。") for number in range(2, 7)])
    monkeypatch.setattr(other, "store_id", lambda: "other")
    assert build(other, engine, None, silent).rebuilt
    assert set(engine.indexed()) == {"k2", "k3", "k4", "k5", "k6"}
    assert engine.count(Matching(tokens=("商业秘密",))) == 0


def test_a_record_removed_while_building_is_passed_over(
    engine: Engine, store: MemoryCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = list(store.changes(0))
    monkeypatch.setattr(store, "changes", lambda since: iter(changes))
    store.remove("k1")
    build(store, engine, HashingEncoder(), silent)
    assert set(engine.indexed()) == {"k0", "k2", "k3", "k4"}


def test_a_vector_is_not_made_from_a_newer_text_than_the_index_holds(engine: Engine, store: MemoryCorpus) -> None:
    build(store, engine, None, silent)
    store.put(case(0, "新的理由，比索引里的更新，位置不同。"))
    build_module.build_vectors(store, engine, HashingEncoder(), silent)
    assert engine.without_vectors(("title",)) == ["k0#1"]
