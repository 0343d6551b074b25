"""The samples are plainly fictional: marked at both ends, with numbers that no court can give, and varied."""

from __future__ import annotations

import re

import pytest

from tests.corpus.samples import CODINGS, ROOT, coding_of, stems, text_of

FIRST = "【示例】本文书系虚构，仅供演示，不得引用。"
LAST = "【示例】以上为虚构文书。"
NUMBER = re.compile(r"[^（）\s，。、；：]{0,6}[（(]\d{4}[）)][^（）\s，。、；：]{0,20}号")
IMPOSSIBLE = re.compile(r"\D99\d{5}号$")
DIGITS = str.maketrans("〇○一二三四五六七八九", "00123456789")
DECIDED = re.compile(r"^([二〇○一二三四五六七八九]{4})年", re.M)

STEMS = stems()
each = pytest.mark.parametrize("stem", STEMS)


def bare(number: str) -> str:
    """The number from its serial's side: what stands before the year may be a word of the sentence."""
    return number[number.index("（") :]


def numbers(stem: str) -> list[str]:
    return NUMBER.findall(text_of(stem))


def test_there_are_at_least_twelve_and_each_is_coded() -> None:
    assert len(STEMS) >= 12
    assert sorted(path.stem for path in CODINGS.glob("*.json")) == STEMS


@each
def test_a_sample_is_long_enough_to_be_a_judgment(stem: str) -> None:
    assert len(text_of(stem)) >= 2500


@each
def test_a_sample_is_marked_at_both_ends_and_only_there(stem: str) -> None:
    text = text_of(stem)
    lines = text.strip("\n").split("\n")
    assert (lines[0], lines[-1]) == (FIRST, LAST)
    assert text.count("【示例】") == 2


@each
def test_every_number_is_one_that_no_court_gives(stem: str) -> None:
    held = numbers(stem)
    assert held
    assert [number for number in held if not IMPOSSIBLE.search(number)] == []


@each
def test_the_head_gives_the_court_and_the_number_in_turn(stem: str) -> None:
    head = coding_of(stem).document
    lines = text_of(stem).split("\n")
    assert lines[1] == head.court
    assert lines[3] == head.case_number


@each
def test_a_sample_names_only_its_own_prior_and_related_numbers(stem: str) -> None:
    head = coding_of(stem).document
    named = {head.case_number, *head.prior, *head.related}
    assert {bare(number) for number in numbers(stem)} == {bare(number) for number in named}


def test_a_number_in_two_samples_is_an_instance_and_its_appeal() -> None:
    heads = [coding_of(stem).document for stem in STEMS]
    own = [head.case_number for head in heads]
    assert len(set(own)) == len(own)
    others = [number for head in heads for number in (*head.prior, *head.related)]
    assert len(set(others)) == len(others)
    assert set(own) & set(others) == {"（2020）浙0110民初9930733号"}


def test_no_serial_is_that_of_the_gold() -> None:
    gold = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "data" / "gold").glob("*.txt"))
    assert gold
    serials = {number[-8:-1] for stem in STEMS for number in numbers(stem)}
    assert {serial for serial in serials if serial in gold} == set()


def test_courts_years_and_outcomes_vary() -> None:
    heads = [coding_of(stem).document for stem in STEMS]
    assert len({head.court for head in heads}) >= 10
    assert len({head.date[:4] for head in heads}) >= 9
    assert {head.plaintiff_outcome for head in heads} >= {"full", "partial", "none", "suit_dismissed"}


@each
def test_the_date_stands_in_the_tail(stem: str) -> None:
    years = [year.translate(DIGITS) for year in DECIDED.findall(text_of(stem))]
    assert years == [coding_of(stem).document.date[:4]]
