"""What the plaintiff asked for, as last maintained (codebook: claimed_amount, claimed_costs)."""

from __future__ import annotations

import pytest

from corpus.parse.claims import read_claims
from corpus.parse.values_fold import fold
from corpus.parse.values_sums import labelled_sums
from tests.parse.values_support import CLAIM, text_of

STATED = [
    (CLAIM, 1_000_000, 50_000),
    ("请求判令被告赔偿经济损失及合理费用共计100万元。", 1_000_000, None),
    ("请求判令被告赔偿120万元（其中合理开支8万元）。", 1_200_000, None),
    ("请求判令被告赔偿经济损失（含合理开支）50万元。", 500_000, None),
    ("请求判令：一、停止侵权；二、赔偿损失80万元；三、承担律师费50,000元、公证费及翻译费3,200元。", 800_000, 53_200),
    ("请求判令赔偿损失50万元，被告乙在10万元范围内承担连带责任。", 500_000, None),
    ("要求被告赔偿经济损失人民币伍拾万元整（￥500,000）。", 500_000, None),
    ("诉讼请求：1.被告支付5万元的合理开支；2.被告赔礼道歉。", None, 50_000),
    (CLAIM + "事实和理由：被告获利300万元，并要求客户支付20万元。", 1_000_000, 50_000),
    (CLAIM + "庭审中，原告将第2项诉讼请求的金额变更为60万元。", 600_000, 50_000),
    (CLAIM + "审理中，原告将赔偿合理开支的请求减少为2万元。", 1_000_000, 20_000),
    (CLAIM + "审理中，原告变更诉讼请求为：赔偿经济损失及合理开支共计70万元。", 700_000, None),
    (CLAIM + "审理中，原告将第2项请求的金额减为人民币40万元，并撤回第3项请求。", 400_000, None),
    ("请求判令被告停止侵权。", None, None),
    ("请求判令赔偿50万元（其中经济损失45万元，合理费用5万元）。", 500_000, None),
    ("请求判令：1.停止使用；2.赔偿经济损失50万元，合理支出3万元，合计53万元。", 500_000, 30_000),
    ("请求判令被告赔偿经济损失以及合理开支，分别为50万元、5万元。", 500_000, 50_000),
    ("请求判令被告赔偿损失（含律师费2万元）共计52万元。", 520_000, None),
    (CLAIM + "审理中，原告将第2、3项诉讼请求的金额分别变更为80万元、4万元。", 800_000, 40_000),
    (CLAIM + "审理中，原告将经济损失和合理开支的请求分别调整为80万元和4万元。", 800_000, 40_000),
    ("请求判令：1.赔偿损失30万元；2.诉讼费及律师费2万元由被告承担。", 300_000, 20_000),
    ("请求判令：1.赔偿损失30万元；2.赔偿律师费损失2万元。", 300_000, 20_000),
]


@pytest.mark.parametrize(("told", "amount", "costs"), STATED)
def test_the_sums_asked_for(told: str, amount: int | None, costs: int | None) -> None:
    text, sections = text_of(("claims", told))
    claims = read_claims(fold(text), sections)
    assert (claims.amount, claims.costs) == (amount, costs)


def test_on_appeal_the_original_claim_counts() -> None:
    text, sections = text_of(
        ("appeal_claims", "上诉请求：改判赔偿300万元。"),
        ("earlier_claims", CLAIM),
        ("reasoning", "本院认为，不能成立。"),
    )
    assert read_claims(fold(text), sections).amount == 1_000_000


def test_a_change_told_in_another_section_counts_only_as_the_trials() -> None:
    told = ("reasoning", "本院将赔偿请求的数额调整为15万元。")
    asked = ("reasoning", "原告当庭将赔偿经济损失的请求调整为15万元。")
    for part, amount in ((told, 1_000_000), (asked, 150_000)):
        text, sections = text_of(("claims", CLAIM), part)
        assert read_claims(fold(text), sections).amount == amount


def test_without_a_statement_of_claim_nothing_is_claimed() -> None:
    text, sections = text_of(("facts", "双方签订合同，货款30万元。"))
    assert read_claims(fold(text), sections).amount is None


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("赔偿经济损失500万元及合理开支12万元", ["damages", "costs"]),
        ("支付竞业限制违约金50万元、返还竞业限制补偿6万元", ["damages", "other"]),
        ("律师费6万元、公证费5000元，合计65000元", ["costs", "costs"]),
        ("惩罚性赔偿300万元（以100万元为基数的三倍）", ["damages"]),
        ("赔偿经济损失及合理开支，其中经济损失50万元，合理开支5万元", ["damages", "costs"]),
        ("赔偿损失100万元（技术秘密60万元、客户信息40万元）、律师费5万元", ["damages", "costs"]),
        ("一审案件受理费14,250元", ["fee"]),
    ],
)
def test_each_sum_is_told_for_what_it_is(text: str, heads: list[str]) -> None:
    assert [one.head for one in labelled_sums(fold(text).text)] == heads
