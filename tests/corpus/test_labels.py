"""Every code has a label in both languages, and no label stands without a code."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest

from corpus import codes
from corpus.errors import KnowledgeError
from corpus.knowledge.labels import GROUPS, chip, issue_words, label, labels, load_labels

LANGUAGES = ("zh", "en")


def test_every_literal_of_the_codebook_is_a_label_group() -> None:
    literals = [held for held in vars(codes).values() if get_origin(held) is Literal]
    assert len(literals) == 26
    assert {get_args(held) for held in literals} == {get_args(held) for held in GROUPS.values()}
    assert len(GROUPS) == len(literals)


@pytest.mark.parametrize("group", GROUPS)
def test_labels_and_codes_are_the_same_in_the_same_order(group: str) -> None:
    assert tuple(labels(group)) == codes.codes(GROUPS[group])


def test_no_label_group_stands_without_codes() -> None:
    assert set(load_labels().plain) | {"issue"} == set(GROUPS)


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_of_a_group_are_distinct_and_not_empty(group: str, language: str) -> None:
    held = [label(group, code, language) for code in labels(group)]
    assert all(text.strip() == text and text for text in held)
    assert len(set(held)) == len(held)


@pytest.mark.parametrize("issue", codes.codes(codes.Issue))
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_three_chips_of_an_issue_differ_and_its_question_asks(issue: codes.Issue, language: str) -> None:
    chips = [chip(issue, result, language) for result in get_args(codes.Result)]
    assert len(set(chips)) == 3
    assert issue_words(issue).question.of(language).endswith(("？", "?"))
    assert issue_words(issue).upheld_means.of(language)


@pytest.mark.parametrize("issue", codes.STAGES["defence"])
def test_an_upheld_defence_reads_as_the_defence_having_succeeded(issue: codes.Issue) -> None:
    assert chip(issue, "upheld", "zh").endswith("抗辩成立")
    assert chip(issue, "rejected", "zh").endswith("抗辩不成立")
    assert "抗辩成立" in issue_words(issue).upheld_means.zh


@pytest.mark.parametrize(
    ("group", "code", "language"), [("colour", "red", "zh"), ("kind", "statute", "zh"), ("kind", "digest", "fr")]
)
def test_an_unknown_group_code_or_language_is_an_error_that_says_so(group: str, code: str, language: str) -> None:
    with pytest.raises(KnowledgeError, match="没有"):
        label(group, code, language)


def test_a_broken_table_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "labels.yaml"
    broken.write_text("plain: {kind: {judgment: {zh: 判决}}}\nissue: {}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"labels\.yaml"):
        load_labels(broken)
