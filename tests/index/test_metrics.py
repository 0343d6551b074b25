"""The metrics, worked out by hand."""

from __future__ import annotations

from math import log2

import pytest

from index.evaluate import ndcg, recall, reciprocal_rank

JUDGED = {"a": 2, "b": 1, "c": 0}


def test_reciprocal_rank_is_one_over_the_first_relevant_rank() -> None:
    assert reciprocal_rank(["x", "b", "a"], JUDGED) == 0.5
    assert reciprocal_rank(["c", "x"], JUDGED) == 0.0
    assert reciprocal_rank(["x", "y", "a"], JUDGED, k=2) == 0.0


def test_recall_is_the_share_of_relevant_found() -> None:
    assert recall(["a", "x"], JUDGED) == 0.5
    assert recall(["x", "a", "b"], JUDGED, k=2) == 0.5
    assert recall(["a"], {"c": 0}) == 0.0


def test_ndcg_discounts_by_rank_and_divides_by_the_ideal() -> None:
    # found b (gain 1) at rank 1 and a (gain 2) at rank 3; ideal: a then b
    expected = (1 / log2(2) + 2 / log2(4)) / (2 / log2(2) + 1 / log2(3))
    assert ndcg(["b", "x", "a"], JUDGED) == pytest.approx(expected)
    assert expected == pytest.approx(0.7602, abs=1e-4)


def test_ndcg_of_the_ideal_is_one_and_of_nothing_nought() -> None:
    assert ndcg(["a", "b"], JUDGED) == 1.0
    assert ndcg(["x"], JUDGED) == 0.0
    assert ndcg(["x"], {}) == 0.0
    assert ndcg(["x", "a"], JUDGED, k=1) == 0.0
