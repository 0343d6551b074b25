"""What every engine must do. A second engine is one more line of ENGINES."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.settings import Settings
from index.engine import open_engine
from index.engine.protocol import Engine, Filter, JudgmentDoc, Matching, PassageDoc, Versions

EVERYTHING = Filter()


def _embedded(folder: Path) -> Engine:
    return open_engine(Settings(home=str(folder), engine="embedded"))


ENGINES: dict[str, Callable[[Path], Engine]] = {"embedded": _embedded}


@pytest.fixture(params=ENGINES)
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Engine]:
    """Opens an engine on the same data each time it is called."""
    return lambda: ENGINES[request.param](tmp_path / "home")


@pytest.fixture
def engine(opener: Callable[[], Engine]) -> Iterator[Engine]:
    opened = opener()
    opened.upsert(JUDGMENTS, PASSAGES)
    opened.put_vectors([p.id for p in PASSAGES], VECTORS, [g for g in (1, 2, 3) for _ in range(2)])
    opened.refresh(3)
    yield opened
    opened.close()


def judgment(key: str, words: str, day: int = 0, generation: int = 1, **keywords: tuple[str, ...]) -> JudgmentDoc:
    return JudgmentDoc(
        key, words, " ".join(words.replace(" ", "")), keywords, day, day, {"claimed": day / 1.0}, generation
    )


def passage(key: str, ordinal: int, words: str, section: str = "reasoning", view: str = "court") -> PassageDoc:
    chars = " ".join(words.replace(" ", ""))
    return PassageDoc(f"{key}#{ordinal}", key, ordinal, section, view, ordinal * 10, ordinal * 10 + 9, words, chars)


JUDGMENTS = [
    judgment("a", "客户 名单 秘密", 20190301, 1, court=("甲 法院",), finding=("secrecy:upheld", "value:upheld")),
    judgment("b", "客户 微信 报价 报价", 20200301, 2, court=("乙",), finding=("secrecy:rejected",)),
    judgment("c", "竞业 限制", 20210301, 3, court=("乙",)),
]
PASSAGES = [
    passage("a", 0, "客户 名单", "claims", "party"),
    passage("a", 1, "客户 名单"),
    passage("b", 0, "客户 微信"),
    passage("b", 1, "报价 报价"),
    passage("c", 0, "竞业 限制", "tail", "other"),
    passage("c", 1, "限制"),
]
VECTORS = np.eye(6, 8, dtype=np.float32)


def ids(hits: list) -> list[str]:  # type: ignore[type-arg]
    return [hit.id for hit in hits]


def test_words_find_whole_judgments_and_passages_best_first(engine: Engine) -> None:
    assert ids(engine.bm25("judgments", ["报价", "客户"], 10, EVERYTHING)) == ["b", "a"]
    assert ids(engine.bm25("passages", ["报价"], 10, EVERYTHING)) == ["b#1"]
    assert engine.bm25("passages", ["没有这个词"], 10, EVERYTHING) == []
    assert engine.bm25("passages", [], 10, EVERYTHING) == []


def test_the_courts_view_can_be_put_above_a_partys(engine: Engine) -> None:
    plain = engine.bm25("passages", ["名单"], 2, EVERYTHING)
    assert plain[0].score == pytest.approx(plain[1].score)
    boosted = engine.bm25("passages", ["名单"], 1, EVERYTHING, {"court": 2.0, "party": 1.0, "other": 1.0})
    assert ids(boosted) == ["a#1"]
    assert boosted[0].score == pytest.approx(2 * plain[0].score)


def test_a_phrase_is_characters_in_order(engine: Engine) -> None:
    assert ids(engine.phrase("judgments", list("户名"), 10, EVERYTHING)) == ["a"]
    assert engine.phrase("judgments", list("名户"), 10, EVERYTHING) == []
    assert ids(engine.phrase("passages", ["微"], 10, EVERYTHING)) == ["b#0"]
    assert engine.phrase("passages", [], 10, EVERYTHING) == []


def test_the_nearest_passages_are_found_also_under_a_filter(engine: Engine) -> None:
    query = np.array([0, 0.1, 0, 0.9, 0, 0, 0, 0], dtype=np.float32)
    assert ids(engine.knn(query, 2, EVERYTHING)) == ["b#1", "a#1"]
    assert engine.knn(query, 1, EVERYTHING)[0].score == pytest.approx(0.9)
    assert ids(engine.knn(query, 1, Filter(terms={"court": ("甲 法院",)}))) == ["a#1"]
    assert engine.knn(query, 1, Filter(terms={"court": ("丙",)})) == []


def test_values_of_one_field_are_alternatives_and_fields_add_up(engine: Engine) -> None:
    either = Filter(terms={"finding": ("secrecy:upheld", "secrecy:rejected")})
    assert engine.match_keys(Matching(where=either)) == {"a", "b"}
    both = Filter(terms={"finding": ("secrecy:upheld", "secrecy:rejected"), "court": ("乙",)})
    assert engine.match_keys(Matching(where=both)) == {"b"}
    assert ids(engine.bm25("passages", ["客户"], 9, both)) == ["b#0"]


def test_a_date_range_is_closed_and_alternatives_join(engine: Engine) -> None:
    assert engine.match_keys(Matching(where=Filter(dates=((20190301, 20200301),)))) == {"a", "b"}
    assert engine.match_keys(Matching(where=Filter(dates=((None, 20190301), (20210101, None))))) == {"a", "c"}


def test_only_a_year_known_passes_where_the_whole_year_lies_in_the_range(engine: Engine) -> None:
    engine.upsert([JudgmentDoc("d", "客户", "客", {}, 20200101, 20201231, generation=4)], [])
    engine.upsert([JudgmentDoc("e", "客户", "客", generation=4)], [])
    engine.refresh(4)
    assert engine.match_keys(Matching(where=Filter(dates=((20200101, 20201231),)))) == {"b", "d"}
    assert engine.match_keys(Matching(where=Filter(dates=((20200201, 20201231),)))) == {"b"}


def test_an_unknown_amount_is_in_no_range(engine: Engine) -> None:
    engine.upsert([JudgmentDoc("d", "客户", "客", generation=4)], [])
    engine.refresh(4)
    everything = Filter(amounts={"claimed": ((None, None),)})
    assert engine.match_keys(Matching(where=everything)) == {"a", "b", "c"}
    assert engine.match_keys(Matching(where=Filter(amounts={"claimed": ((20200301, 20200301),)}))) == {"b"}


def test_a_search_can_be_kept_to_some_judgments_or_away_from_them(engine: Engine) -> None:
    assert engine.match_keys(Matching(where=Filter(keys=("a", "x")))) == {"a"}
    assert engine.match_keys(Matching(where=Filter(keys=()))) == set()
    assert engine.match_keys(Matching(where=Filter(exclude_keys=("a",)))) == {"b", "c"}


def test_facets_count_judgments_of_the_matching_set(engine: Engine) -> None:
    counts = engine.facets(["court", "finding", "unheard"], Matching(tokens=("客户",)))
    assert counts == {
        "court": {"乙": 1, "甲 法院": 1},
        "finding": {"secrecy:rejected": 1, "secrecy:upheld": 1, "value:upheld": 1},
        "unheard": {},
    }
    assert engine.facets(["court"], Matching())["court"] == {"乙": 2, "甲 法院": 1}


def test_a_matching_holds_any_word_and_every_phrase(engine: Engine) -> None:
    assert engine.count(Matching(tokens=("客户", "竞业"))) == 3
    assert engine.match_keys(Matching(("客户",), (tuple("微信"), tuple("报价")))) == {"b"}
    assert engine.count(Matching(("客户",), (tuple("微信"), tuple("名单")))) == 0


def test_an_upsert_replaces_the_judgment_with_its_passages_and_vectors(engine: Engine) -> None:
    engine.upsert([judgment("b", "保密 协议", generation=4)], [passage("b", 0, "保密 协议")])
    engine.refresh(4)
    assert engine.bm25("passages", ["微信", "报价"], 10, EVERYTHING) == []
    assert engine.count(Matching()) == 3
    assert [p.id for p in engine.passages_of(["b"])["b"]] == ["b#0"]
    assert engine.without_vectors(()) == ["b#0"]
    assert engine.indexed()["b"] == 4


def test_deleting_leaves_nothing_behind(engine: Engine) -> None:
    engine.delete(["b", "unheard"])
    engine.refresh(4)
    assert set(engine.indexed()) == {"a", "c"}
    assert "b#1" not in ids(engine.knn(VECTORS[3], 6, EVERYTHING))
    assert engine.count_passages() == 4
    assert engine.vectors(["b#0"]) == {}


def test_nothing_shows_before_refresh_and_a_rollback_forgets(engine: Engine) -> None:
    engine.delete(["a"])
    assert engine.count(Matching()) == 3
    engine.rollback()
    engine.refresh(4)
    assert engine.count(Matching()) == 3


def test_vectors_come_back_as_they_were_given(engine: Engine) -> None:
    held = engine.vectors(["c#1", "a#0", "unheard"])
    assert set(held) == {"c#1", "a#0"}
    assert np.array_equal(held["c#1"], VECTORS[5])


def test_a_vector_made_from_an_older_text_is_passed_over(engine: Engine) -> None:
    engine.upsert([judgment("c", "竞业", generation=9)], [passage("c", 0, "竞业")])
    engine.refresh(9)
    engine.put_vectors(["c#0", "gone#0"], VECTORS[:2], [3, 3])
    engine.refresh(9)
    assert engine.without_vectors(()) == ["c#0"]


def test_passages_waiting_for_a_vector_are_named_but_for_skipped_sections(engine: Engine) -> None:
    engine.drop_vectors()
    engine.refresh(3)
    assert engine.without_vectors(("tail",)) == ["a#0", "a#1", "b#0", "b#1", "c#1"]
    assert engine.knn(VECTORS[0], 3, EVERYTHING) == []


def test_vectors_of_another_length_can_follow(engine: Engine) -> None:
    engine.drop_vectors()
    engine.refresh(3)
    engine.put_vectors(["a#0", "b#0"], np.eye(2, 3, dtype=np.float32), [1, 2])
    engine.refresh(3)
    assert ids(engine.knn(np.array([0, 1, 0], dtype=np.float32), 1, EVERYTHING)) == ["b#0"]


def test_state_outlives_the_process(engine: Engine, opener: Callable[[], Engine]) -> None:
    engine.set_versions(Versions("analyser", "encoder", "corpus"))
    engine.refresh(7)
    engine.close()
    again = opener()
    assert (again.generation(), again.versions()) == (7, Versions("analyser", "encoder", "corpus"))
    assert list(again.scan()) == ["a", "b", "c"]
    assert ids(again.knn(VECTORS[3], 1, EVERYTHING)) == ["b#1"]
    assert not again.repaired()
    again.close()


def test_clear_forgets_everything(engine: Engine) -> None:
    engine.clear()
    engine.refresh(0)
    assert (engine.count(Matching()), engine.count_passages(), engine.generation()) == (0, 0, 0)
    assert engine.versions() == Versions()
    assert engine.knn(VECTORS[0], 3, EVERYTHING) == []
    assert engine.facets(["court"], Matching()) == {"court": {}}


def test_a_reader_sees_what_another_writes(engine: Engine, opener: Callable[[], Engine]) -> None:
    reader = opener()
    engine.delete(["a"])
    engine.refresh(4)
    assert set(reader.indexed()) == {"b", "c"}
    assert ids(reader.bm25("judgments", ["客户"], 5, EVERYTHING)) == ["b"]
    reader.close()
