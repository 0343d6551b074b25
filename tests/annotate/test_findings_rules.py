"""Every row of knowledge/rules/findings does what its examples say, and nothing on its counter-examples."""

from __future__ import annotations

import re

import pytest

from corpus.annotate.people import People
from corpus.annotate.rules import Row, load_rules
from corpus.annotate.statement import Passage, Statement
from corpus.annotate.statements import read_statements
from corpus.codes import Result
from corpus.parse.values_fold import fold

NAMES = ("甲公司", "乙公司", "丙公司", "李某", "王某")
PEOPLE = People({name: name for name in NAMES[1:]}, re.compile("|".join(NAMES[1:])))
REGEX = {rule.row.id: rule.regex for rule in load_rules()}
ROWS = [rule.row for rule in load_rules()]
EXAMPLES = [(row, result, text) for row in ROWS for result, texts in row.examples.items() for text in texts]
COUNTER_EXAMPLES = [(row, text) for row in ROWS for text in row.counter_examples]


def stated(text: str) -> list[Statement]:
    folded = fold(text).text
    return read_statements(Passage(folded, 0, len(folded)), PEOPLE)


@pytest.mark.parametrize(("row", "result", "text"), EXAMPLES, ids=[f"{r.id}-{t[:12]}" for r, _, t in EXAMPLES])
def test_example_states_its_result(row: Row, result: Result, text: str) -> None:
    found = {(s.issue, s.result) for s in stated(text)}
    assert (row.issue, result) in found
    assert REGEX[row.id].search(fold(text).text), "the row itself does not fit its example"


@pytest.mark.parametrize(("row", "text"), COUNTER_EXAMPLES, ids=[f"{r.id}-{t[:12]}" for r, t in COUNTER_EXAMPLES])
def test_counter_example_states_nothing(row: Row, text: str) -> None:
    assert row.id not in {s.rule for s in stated(text)}


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_every_row_has_an_example(row: Row) -> None:
    assert any(row.examples.values())


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_every_row_is_filed_under_its_issue(row: Row) -> None:
    assert row.label
    assert "." in row.id
