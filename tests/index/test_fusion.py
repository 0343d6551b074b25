"""The fused score, worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.fusion import best_of_groups, fused, normalised, ranked


def test_min_max_spreads_a_list_from_nought_to_one() -> None:
    assert normalised({"a": 10.0, "b": 6.0, "c": 2.0}) == {"a": 1.0, "b": 0.5, "c": 0.0}


def test_only_the_best_of_a_list_count() -> None:
    assert normalised({"a": 10.0, "b": 6.0, "c": 2.0}, depth=2) == {"a": 1.0, "b": 0.0}


def test_equal_scores_are_all_good() -> None:
    assert normalised({"a": 3.0, "b": 3.0}) == {"a": 1.0, "b": 1.0}
    assert normalised({}) == {}


def test_where_the_whole_list_is_known_what_is_absent_sets_the_floor() -> None:
    assert normalised({"a": 10.0, "b": 8.0}, floor=0.0) == {"a": 1.0, "b": 0.8}
    assert normalised({"a": 10.0, "b": 8.0}, depth=2, floor=0.0) == {"a": 1.0, "b": 0.0}


def test_the_fused_score_is_the_weighted_sum_with_nought_for_the_absent() -> None:
    words = normalised({"a": 12.0, "b": 9.0, "c": 6.0})  # 1, .5, 0
    meaning = normalised({"b": 0.90, "c": 0.88, "d": 0.86})  # 1, .5, 0
    scores = fused([(0.5, words), (0.5, meaning)])
    assert scores == pytest.approx({"a": 0.5, "b": 0.75, "c": 0.25, "d": 0.0})
    assert [hit.id for hit in ranked(scores)] == ["b", "a", "c", "d"]


def test_equal_fused_scores_stand_in_the_order_of_their_keys() -> None:
    assert [hit.id for hit in ranked({"b": 0.3, "c": 0.1 + 0.2, "a": 0.3})] == ["a", "b", "c"]


def test_a_judgment_is_as_good_as_its_best_passage() -> None:
    owners = {"a#0": "a", "a#1": "a", "b#0": "b"}
    assert best_of_groups({"a#0": 0.1, "a#1": 0.7, "b#0": 0.4}, owners) == {"a": 0.7, "b": 0.4}


@given(st.dictionaries(st.text(max_size=3), st.floats(-1e6, 1e6), max_size=20))
def test_normalised_scores_keep_the_order(scores: dict[str, float]) -> None:
    normal = normalised(scores)
    assert all(0 <= score <= 1 for score in normal.values())
    assert all(normal[a] >= normal[b] for a in scores for b in scores if scores[a] > scores[b])
