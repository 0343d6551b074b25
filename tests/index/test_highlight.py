"""Highlights stand exactly where the words stand in the raw passage."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.highlight import find_phrase, mark
from index.tokenise import chars, words


def marked(text: str, tokens: set[str], *phrases: str) -> list[str]:
    return [text[place.start : place.end] for place in mark(text, tokens, [chars(phrase) for phrase in phrases]).places]


def test_words_are_marked_where_they_stand() -> None:
    assert marked("被告带走客户名单，客户随之流失。", {"流失"}) == ["流失"]
    assert marked("原告的客户名单。", {"客户名单", "客户", "名单"}) == ["客户名单"]


def test_full_width_letters_are_the_same_word() -> None:
    assert marked("信息存于ＥＲＰ系统。", set(words("ERP系统"))) == ["ＥＲＰ系统"]


def test_a_phrase_is_marked_across_signs_and_spaces() -> None:
    assert marked("客户 名，单在此", set(), "户名单") == ["户 名，单"]
    assert list(find_phrase("甲乙甲乙", ["甲", "乙"])) == [(0, 2), (2, 4)]
    assert list(find_phrase("甲乙", [])) == []


def test_the_words_that_were_found_are_told() -> None:
    assert mark("客户的报价单", {"报价", "客户", "微信"}, []).words == {"报价", "客户"}


@given(st.text(alphabet="客户名单秘密离职后报价，。；：、！？ \n-.a1%", max_size=80))
def test_analysing_clause_by_clause_gives_the_same_words(text: str) -> None:
    everything = set(words(text))
    assert mark(text, everything, []).words == everything


@given(st.text(alphabet="客户名单报价，。 ａA1", max_size=60), st.text(alphabet="客户名单报价", min_size=1, max_size=6))
def test_highlights_are_in_order_apart_and_hold_what_was_searched(text: str, query: str) -> None:
    tokens = set(words(query))
    places = mark(text, tokens, []).places
    assert all(left.end < right.start for left, right in pairwise(places))
    for place in places:
        assert tokens & set(words(text)), text[place.start : place.end]
    assert bool(places) == bool(tokens & set(words(text)))
