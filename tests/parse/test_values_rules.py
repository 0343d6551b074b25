"""Every rule row of the values half does what its examples say, on the folded text."""

from __future__ import annotations

import pytest

from corpus.parse.values_fold import fold
from corpus.parse.values_rules import Rule, first_fit, load_rules

FILES = (
    "parse_values/heads",
    "parse_values/order",
    "parse_values/order_words",
    "parse_values/claims",
    "parse_values/citing",
    "parse_values/told",
)
ROWS = [pytest.param(rule, id=rule.id) for name in FILES for rule in load_rules(name)]


@pytest.mark.parametrize("rule", ROWS)
def test_a_row_fits_its_examples_and_no_counter_example(rule: Rule) -> None:
    assert rule.examples
    assert rule.counter_examples
    for text in rule.examples:
        assert rule.find(fold(text).text), text
    for text in rule.counter_examples:
        assert not rule.find(fold(text).text), text


@pytest.mark.parametrize("rule", [pytest.param(r, id=r.id) for r in load_rules("parse_values/order")])
def test_the_first_row_that_fits_an_order_is_the_right_one(rule: Rule) -> None:
    for text in rule.examples:
        held = first_fit(load_rules("parse_values/order"), fold(text).text)
        assert held is not None
        assert held.kind == rule.kind, text


def test_ids_are_unique() -> None:
    ids = [rule.id for name in FILES for rule in load_rules(name)]
    assert len(ids) == len(set(ids))
