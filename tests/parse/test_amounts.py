"""Sums of money are read at their value, whatever way a judgment writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.parse.amounts import find_amounts

WRITTEN = [
    ("赔偿50万元", "500000"),
    ("赔偿伍拾万元整", "500000"),
    ("人民币1,234,567.89元", "1234567.89"),
    ("１００万元", "1000000"),
    ("１，２３４元", "1234"),
    ("五十万元", "500000"),
    ("1.2亿元", "120000000"),
    ("1亿2000万元", "120000000"),
    ("经济损失３００ ０００元", "300000"),
    ("合理开支贰万捌仟元", "28000"),
    ("一万零六百一十元", "10610"),
    ("十二万元", "120000"),
    ("壹佰零伍万叁仟元", "1053000"),
    ("3万5千元", "35000"),
    ("人民币80万", "800000"),
    ("¥500,000.00元", "500000"),
    ("十元五角", "10.5"),
    ("486,732.50元", "486732.50"),
    ("拾万元", "100000"),
    ("赔偿经济损失300万，", "3000000"),
    ("人民币（下同）120万元", "1200000"),
]


@pytest.mark.parametrize(("text", "value"), WRITTEN)
def test_one_sum_is_read_at_its_value(text: str, value: str) -> None:
    (amount,) = find_amounts(text)
    assert amount.value == Decimal(value)
    assert amount.exact


@pytest.mark.parametrize(
    "text",
    [
        "收取服务费××万元",
        "1,300美元",
        "15美元",
        "美金5000元",
        "欧元300元",
        "第10项",
        "2019年5月",
        "十元件",
        "1元月",
        "数百万元",
        "访问量10万，",
    ],
)
def test_what_is_no_readable_sum_in_yuan_is_none(text: str) -> None:
    assert find_amounts(text) == []


def test_the_ends_of_a_range_are_two_inexact_sums() -> None:
    low, high = find_amounts("低5,000元至8,000元")
    assert (low.value, high.value, low.exact, high.exact) == (5000, 8000, False, False)
    assert [amount.value for amount in find_amounts("10-20万元")] == [100000, 200000]


@pytest.mark.parametrize("text", ["50余万元", "约50万元", "50多万元", "近50万元"])
def test_a_vague_sum_is_marked_inexact(text: str) -> None:
    (amount,) = find_amounts(text)
    assert (amount.value, amount.exact) == (500000, False)


def test_several_sums_of_a_sentence_keep_their_order() -> None:
    text = "律师费50,000元、公证费及翻译费3,200元，200元"
    assert [amount.value for amount in find_amounts(text)] == [50000, 3200, 200]


@given(st.integers(1, 10**9), st.sampled_from(["", " ", "　"]))
def test_the_span_of_a_sum_holds_its_digits(value: int, blank: str) -> None:
    written = f"{value:,}"
    text = f"连带赔偿{blank}原告{written[:1]}{blank}{written[1:]}元；其余不予支持"
    (amount,) = find_amounts(text)
    surface = text[amount.start : amount.end]
    assert amount.value == value
    assert surface.replace(blank, "") == f"{written}元"


@given(st.text(alphabet="0123456789,.万亿元一二十百千零×至余约人民币 　赔", max_size=60))
def test_any_text_is_read_without_failing(text: str) -> None:
    for amount in find_amounts(text):
        assert 0 <= amount.start < amount.end <= len(text)
