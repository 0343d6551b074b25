"""Awards, outcome and appeal result are what stands after the document (codebook)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.parse.values_support import CLAIM, values_of

FIRST = "一、被告停止侵害；二、被告赔偿原告经济损失40万元；三、被告赔偿原告合理开支2万元；四、驳回原告其他诉讼请求。"
LOST = "驳回原告的全部诉讼请求。"
EARLIER = (("earlier_claims", CLAIM), ("earlier_order", FIRST))


def standing(*parts: tuple[str, str], **head: object) -> tuple[object, ...]:
    document = values_of(*parts, **head).document
    return document.awarded_amount, document.awarded_costs, document.plaintiff_outcome, document.appeal_result


FIRST_INSTANCE = [
    (FIRST, (400_000, 20_000, "partial", None)),
    (LOST, (0, 0, "none", None)),
    ("一、被告停止侵害；二、被告赔偿经济损失100万元；三、被告赔偿合理开支5万元。", (1_000_000, 50_000, "full", None)),
    ("一、被告停止侵害；二、被告赔偿经济损失90万元；三、被告赔偿合理开支5万元。", (900_000, 50_000, "partial", None)),
    ("一、被告赔偿经济损失及合理开支共计30万元；二、驳回原告其他诉讼请求。", (300_000, None, "partial", None)),
    ("一、被告赔偿经济损失10万元；二、驳回原告其他诉讼请求。", (100_000, 0, "partial", None)),
    ("驳回原告的起诉。", (None, None, "suit_dismissed", None)),
    ("准许原告撤回起诉。", (None, None, "withdrawn", None)),
]


@pytest.mark.parametrize(("order", "expected"), FIRST_INSTANCE)
def test_a_first_instance(order: str, expected: tuple[object, ...]) -> None:
    assert standing(("claims", CLAIM), ("order", order)) == expected


NUMBER = "（2020）浙01民初9900001号民事判决"
APPEALS = [
    ("驳回上诉，维持原判。", (400_000, 20_000, "partial", "affirmed")),
    (f"一、撤销{NUMBER}；二、驳回原告的诉讼请求。", (0, 0, "none", "changed")),
    (
        f"一、撤销{NUMBER}；二、被告赔偿原告经济损失及合理开支共计60万元；三、驳回其他诉讼请求。",
        (600_000, None, "partial", "changed"),
    ),
    (
        f"一、维持{NUMBER}第一项、第三项、第四项；二、变更第二项为：被告赔偿原告经济损失70万元。",
        (700_000, 20_000, "partial", "partly_changed"),
    ),
    (f"一、撤销{NUMBER}第二项；二、驳回其他上诉请求。", (0, 20_000, "partial", "partly_changed")),
    (f"一、撤销{NUMBER}；二、发回重审。", (None, None, "remanded", "remanded")),
    ("准许上诉人撤回上诉。", (400_000, 20_000, "partial", "withdrawn")),
    (f"一、撤销{NUMBER}；二、准许原告撤回起诉。", (None, None, "withdrawn", "withdrawn")),
]


@pytest.mark.parametrize(("order", "expected"), APPEALS)
def test_an_appeal_works_on_the_earlier_order(order: str, expected: tuple[object, ...]) -> None:
    assert standing(*EARLIER, ("order", order), procedure="second") == expected


def test_an_appeal_whose_earlier_order_is_not_told_leaves_the_outcome_open() -> None:
    assert standing(("order", "驳回上诉，维持原判。"), procedure="second") == (None, None, "unknown", "affirmed")


def test_a_retrial_may_restore_the_first_judgment() -> None:
    second = ("earlier_order", f"一、撤销{NUMBER}；二、驳回原告的诉讼请求。")
    order = ("order", f"一、撤销（2021）浙民终9900002号民事判决；二、维持{NUMBER}。")
    assert standing(*EARLIER, second, order, procedure="retrial")[:3] == (400_000, 20_000, "partial")


def test_a_dismissed_retrial_application_leaves_the_second_judgment() -> None:
    second = ("earlier_order", "二审判决维持停止侵害的判项，将赔偿额改为经济损失50万元、合理开支3万元。")
    order = ("order", "驳回被告的再审申请。")
    held = standing(*EARLIER, second, order, procedure="retrial_review", doc_type="ruling")
    assert held == (500_000, 30_000, "partial", "affirmed")


def test_an_interim_ruling_decides_nothing() -> None:
    order = ("order", "被申请人立即停止使用客户名单，至本案判决生效之日止。")
    assert standing(("claims", CLAIM), order, doc_type="ruling") == (None, None, "unknown", None)


def test_a_mediation_is_a_settlement_and_a_text_without_order_is_open() -> None:
    assert standing(("claims", CLAIM), ("order", "被告支付10万元。"), doc_type="mediation")[2] == "settled"
    assert standing(("claims", CLAIM), ("reasoning", "本院认为"))[2] == "unknown"


def test_what_the_plaintiff_is_to_pay_is_no_award() -> None:
    order = ("order", "一、杭州青禾贸易有限公司赔偿杭州远帆贸易有限公司损失5万元；二、驳回原告的诉讼请求。")
    assert standing(("claims", CLAIM), order)[0] == 0


def test_a_judgment_quoted_by_a_first_instance_is_not_built_upon() -> None:
    quoted = ("earlier_order", "一、被告赔偿原告损失99万元。")
    assert standing(("claims", CLAIM), quoted, ("order", LOST))[0] == 0


def test_every_value_has_its_place_in_the_text() -> None:
    values = values_of(("claims", CLAIM), ("order", FIRST))
    spans = values.spans
    assert spans["claimed_amount"].surface == "100万元"
    assert spans["awarded_amount"].surface == "40万元"
    assert spans["awarded_costs"].surface == "2万元"
    assert values.document.awarded_amount == Decimal(400_000)
    assert {"plaintiff_outcome", "claimed_costs"} <= set(spans)
