"""The court table: each row's example gives the row's level, special, region and code."""

from __future__ import annotations

import pytest

from corpus.codes import CourtLevel, codes
from corpus.knowledge.causes import causes, find_cause
from corpus.knowledge.courts import (
    Example,
    court_of_code,
    court_rows,
    court_rules,
    find_court,
    place_of_code,
    provinces,
)
from corpus.parse.numbers import court_of_number

REGIONS = {province.region for province in provinces()}


def test_every_row_is_valid_and_its_example_gives_it_back() -> None:
    wrong = []
    for row in court_rows():
        court = find_court(row.example)
        shown = court and (court.level, court.special, court.region or "", court.code or "")
        if shown != (row.level, row.special == "yes", row.region, row.code):
            wrong.append((row.name, shown))
    assert wrong == []
    assert {row.level for row in court_rows()} <= set(codes(CourtLevel))
    assert {row.region for row in court_rows() if row.region} <= REGIONS
    assert {row.special for row in court_rows()} == {"yes", "no"}


def test_names_codes_and_aliases_are_unique() -> None:
    names = [row.name for row in court_rows()]
    given = [row.code for row in court_rows() if row.code]
    aliases = [alias for row in court_rows() for alias in row.aliases.split("|") if alias]
    assert len(names) == len(set(names))
    assert len(given) == len(set(given))
    assert len(aliases + names) == len(set(aliases + names))


def test_a_code_shows_the_level_and_region_of_its_court() -> None:
    wrong = []
    for row in court_rows():
        place = place_of_code(row.code) if row.code else None
        special_rank = row.special == "yes" or row.region == "新疆维吾尔自治区"
        if place and not special_rank and (place.level, place.region or "") != (row.level, row.region):
            wrong.append((row.name, row.code, place))
    assert wrong == []


@pytest.mark.parametrize("example", court_rules().examples, ids=lambda example: example.name)
def test_a_court_in_no_table_is_derived_from_its_name(example: Example) -> None:
    found = find_court(example.name)
    assert found
    assert (found.level, found.special, found.region) == (example.level, example.special, example.region)


def test_the_state_before_the_supreme_court_is_dropped() -> None:
    court = find_court("中华人民共和国最高人民法院")
    assert court
    assert (court.name, court.level, court.region) == ("最高人民法院", "supreme", None)


def test_what_is_no_court_has_none() -> None:
    assert find_court("苏州禾禾贸易有限公司") is None
    assert court_of_code("苏99") is None
    assert place_of_code("外01") is None


def test_a_basic_court_named_without_its_province_is_found() -> None:
    court = find_court("苏州工业园区人民法院")
    assert court
    assert (court.level, court.region) == ("basic", "江苏省")


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("（2025）苏05民初1号", "江苏省苏州市中级人民法院"),
        ("（2022）粤73知民初1号", "广州知识产权法院"),
        ("（2019）最高法知民终1号", "最高人民法院"),
        ("（2020）兵民终1号", "新疆维吾尔自治区高级人民法院生产建设兵团分院"),
    ],
)
def test_a_number_of_todays_form_names_its_court(number: str, name: str) -> None:
    court = court_of_number(number)
    assert court
    assert court.name == name


def test_a_number_of_an_old_form_names_none() -> None:
    assert court_of_number("（2011）宁知民初字第1号") is None  # 宁 is Nanjing here, not Ningxia


def test_every_cause_is_found_in_its_example_as_a_whole() -> None:
    assert [c.name for c in causes() if (got := find_cause(c.example.removesuffix("一案"))) is None or got != c] == []
    names = {cause.name for cause in causes()}
    assert {cause.today for cause in causes()} <= names
