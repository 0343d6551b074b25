"""What is understood of what a lawyer typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.query import MOST_TOKENS, parse_query


@pytest.mark.parametrize("typed", ['"竞业限制"', "“竞业限制”", "「竞业限制」", "『竞业限制』", "＂竞业限制＂"])
def test_every_kind_of_quotation_marks_makes_a_must_have(typed: str) -> None:
    query = parse_query(f"员工离职后{typed}条款的效力")
    assert [phrase.text for phrase in query.phrases] == ["竞业限制"]
    assert query.phrases[0].chars == ("竞", "业", "限", "制")
    assert "离职" in query.tokens
    assert query.sentence == "员工离职后竞业限制条款的效力"


@pytest.mark.parametrize("typed", ["（2019）最高法民再268号", "(2019)最高法民再268号", "（2019） 最高法民再 268号"])
def test_a_case_number_is_found_however_it_is_written(typed: str) -> None:
    query = parse_query(f"{typed}之后客户名单的认定")
    assert query.numbers == ("（2019）最高法民再268号",)
    assert "268" not in "".join(query.tokens)
    assert "客户名单" in query.tokens


def test_a_quoted_number_is_a_phrase_to_be_found_in_the_text() -> None:
    query = parse_query("“（2019）最高法民再268号”")
    assert query.numbers == ()
    assert len(query.phrases) == 1


@pytest.mark.parametrize("typed", ["", "  ", "，。！？", "“”", '""', "“，”", "()[]{}*~^\\/:", "“未闭合"])
def test_signs_alone_ask_for_nothing(typed: str) -> None:
    query = parse_query(typed)
    assert query.phrases == ()
    assert query.numbers == ()
    assert bool(query) == ("未闭合" in typed)


def test_a_very_long_text_is_cut_to_its_most_frequent_words() -> None:
    text = "".join(f"第{number}家客户甲{number}的报价。" for number in range(2000)) + "客户微信" * 50
    query = parse_query(text)
    assert len(query.tokens) == MOST_TOKENS
    assert query.cut
    assert "客户" in query.tokens


@given(st.text(max_size=300))
def test_any_text_is_understood_somehow(text: str) -> None:
    query = parse_query(text)
    assert len(set(query.tokens)) == len(query.tokens)
    assert all(token.strip() == token and token for token in query.tokens)
