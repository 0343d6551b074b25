"""Sums, dates and shares as a person reads them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.components.case_facts import sentence_around
from app.components.figures import money, percent, when


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (Decimal("300000"), "30万元", "CNY 300,000"),
        (Decimal("86500"), "8.65万元", "CNY 86,500"),
        (Decimal("1234567.89"), "1,234,567.89元", "CNY 1,234,567.89"),
        (Decimal("9800"), "9,800元", "CNY 9,800"),
        (0, "0元", "CNY 0"),
        (None, "", ""),
    ],
)
def test_a_sum_is_exact_in_both_languages(value: Decimal | None, zh: str, en: str) -> None:
    assert (money(value, "zh"), money(value, "en")) == (zh, en)


def test_a_date_is_never_made_up_from_a_year() -> None:
    assert when("2021-08-31", 2021, "zh") == "2021年8月31日"
    assert when(None, 2021, "zh") == "2021年"
    assert when(None, None, "zh") == "日期未见"


def test_a_share_has_one_digit() -> None:
    assert percent(70 / 181) == "38.7%"


def test_a_sum_is_shown_in_its_sentence() -> None:
    text = "前一句。判令被告赔偿经济损失50万元及合理开支2万元；后一句。"
    at = text.index("50万元")
    assert sentence_around(text, at, at + 4) == "判令被告赔偿经济损失50万元及合理开支2万元"
