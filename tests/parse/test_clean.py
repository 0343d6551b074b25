"""The cleaned copy leads back to the raw text, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.parse.clean import clean, tidy
from corpus.parse.numbers import find_numbers, normalise_number


@given(st.text(max_size=200))
def test_each_cleaned_character_stands_where_the_copy_says(text: str) -> None:
    copy = clean(text)
    assert len(copy.positions) == len(copy.text)
    for at in range(len(copy.text)):
        span = copy.span(at, at + 1, "test")
        assert text[span.start : span.end] == span.surface
        assert clean(span.surface).text[:1] or span.surface


def test_widths_blanks_and_invisible_characters_go() -> None:
    assert clean("（２０１ １）宁\u200b知\n初，1,000").text == "（2011）宁知初，1,000"
    assert clean("(甲)：10，000元").text == "（甲）：10,000元"


def test_a_name_keeps_single_blanks_between_latin_words() -> None:
    assert tidy("Van  Duyn Tuin 公 司") == "Van Duyn Tuin公司"


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("(2019) 最高法民再268号", "（2019）最高法民再268号"),
        ("〔2012〕津高民三终字第0032号", "（2012）津高民三终字第0032号"),
        ("［2003］沪高民三(知)终字第49号", "（2003）沪高民三（知）终字第49号"),
        ("（2022）赣0113执6828号之一", "（2022）赣0113执6828号之一"),
        ("(２０１ １)宁知民初字第９号", "（2011）宁知民初字第9号"),
    ],
)
def test_a_case_number_has_one_normal_form(raw: str, normal: str) -> None:
    assert normalise_number(raw) == normal
    found = find_numbers(f"不服{raw}民事判决")
    assert [(number.raw, number.normal) for number in found] == [(raw, normal)]


def test_deeds_and_regulations_are_no_case_numbers() -> None:
    assert find_numbers("（2018）沪徐证经字第9900412号公证书，法释〔2020〕7号，（2024）文鉴字第144号") == []
