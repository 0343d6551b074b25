"""Every rule of knowledge/parse matches its examples and none of its counter-examples."""

from __future__ import annotations

import pytest

from corpus.parse.clean import clean
from corpus.parse.cues import Rule, load_rules
from corpus.parse.dates import DateExample, date_words, find_dates

FILES = ("sections", "head", "head_fields", "instance", "numbers", "prior", "roles")
RULES = [rule for name in FILES for rule in load_rules(name)]


def matches(rule: Rule, words: str) -> bool:
    """Whether the rule matches: at the start, or anywhere where it is such a rule."""
    look = rule.regex.search if rule.cue.anywhere else rule.regex.match
    return look(clean(words).text) is not None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.cue.id)
def test_rule_matches_its_examples_only(rule: Rule) -> None:
    assert rule.cue.examples
    assert rule.cue.counter_examples
    assert [words for words in rule.cue.examples if not matches(rule, words)] == []
    assert [words for words in rule.cue.counter_examples if matches(rule, words)] == []


def test_rule_ids_are_unique() -> None:
    ids = [rule.cue.id for rule in RULES]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("example", date_words().examples, ids=lambda example: example.text)
def test_a_written_date_is_read(example: DateExample) -> None:
    found = [date.value.isoformat() for date in find_dates(clean(example.text).text)]
    assert found == ([example.date] if example.date else [])
