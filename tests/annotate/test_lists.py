"""The codebook's lists are read by section, by whose statement it is, and with negation."""

from __future__ import annotations

import pytest

from corpus.annotate.lists import read_carriers, read_damages_basis, read_industry, read_measures, read_roles
from corpus.codes import Role, codes
from corpus.model import Party
from corpus.parse.values_fold import fold
from corpus.parse.values_rules import Rule, load_rules
from tests.annotate.lists_support import PARTIES, judgment_of

FILES = (
    "measures",
    "measures_short",
    "measures_voices",
    "carriers",
    "roles",
    "industry",
    "damages_basis",
    "relevance",
    "regime",
)
ROWS = [pytest.param(rule, id=rule.id) for name in FILES for rule in load_rules(f"rules/{name}")]


@pytest.mark.parametrize("rule", ROWS)
def test_a_row_fits_its_examples_and_no_counter_example(rule: Rule) -> None:
    assert rule.examples
    assert rule.counter_examples
    for text in rule.examples:
        assert rule.find(fold(text).text), text
    for text in rule.counter_examples:
        assert not rule.find(fold(text).text), text


def measures(*parts: tuple[str, str]) -> dict[str, str]:
    return {one.code: one.accepted for one in read_measures(judgment_of(*parts), ())}


MEASURES = [
    ("双方签订保密协议，对系统设置访问权限，应认定采取了合理的保密措施。", {"nda": "yes", "access_control": "yes"}),
    ("原告与员工签订保密协议；文件服务器须凭口令登录。上述措施与信息的价值相适应。", {"nda": "yes", "password": "yes"}),
    ("《员工手册》未经林晚舟签收，不能作为保密措施。", {"policy": "no"}),
    ("保密协议、权限设置均与信息相适应，可以认定采取了保密措施；唯保密培训一节，本院不将其作为认定依据。",
     {"nda": "yes", "access_control": "yes", "training": "no"}),
    ("原告虽签有保密协议，但难以认定其采取了合理的保密措施。", {"nda": "no"}),
    ("双方并未签订保密协议，亦无竞业限制的约定。", {}),
    ("原告与员工签订保密协议，被告称未采取保密措施，与事实不符，该措施并无不当。", {"nda": "yes"}),
    ("林晚舟违反保密协议，应承担责任。", {"nda": "unsaid"}),
    ("电脑已加密，劳动合同亦约定保密，被告关于未采取保密措施的抗辩与事实不符。", {"nda": "yes", "password": "yes"}),
    ("原告采取了合理的保密措施，包括签订保密协议、设置密码。", {"nda": "yes", "password": "yes"}),
    ("关于保密性，双方约定的竞业限制不等于保密措施。", {"noncompete": "no"}),
]  # fmt: skip


@pytest.mark.parametrize(("reasoning", "expected"), MEASURES)
def test_measures_as_the_court_sees_them(reasoning: str, expected: dict[str, str]) -> None:
    assert measures(("reasoning", reasoning)) == expected


def test_a_measure_only_alleged_or_found_as_a_fact_is_unsaid() -> None:
    told = (
        ("claims", "原告诉称，公司装有门禁。"),
        ("facts", "双方签订《保密协议》。"),
        ("reasoning", "本院认为，证据不足。"),
    )
    assert measures(*told) == {"nda": "unsaid", "physical": "unsaid"}


def test_a_short_name_in_the_reasoning_means_the_measure_named_in_full() -> None:
    told = (
        ("facts", "签订《保密协议》，制定《保密制度》。"),
        ("reasoning", "订立协议、建立制度，采取了合理措施。"),
    )
    assert measures(*told) == {"nda": "yes", "policy": "yes"}


def test_what_only_the_defence_says_is_no_measure() -> None:
    assert measures(("defence", "被告辩称，电脑密码贴在墙上，从未签订保密协议。")) == {}


def test_a_measure_the_court_finds_missing_is_left_out() -> None:
    assert measures(("claims", "原告诉称，电脑设有密码。"), ("facts", "该电脑未设密码。")) == {}


def test_what_an_earlier_court_accepted_stays() -> None:
    told = (
        ("earlier_reasoning", "一审法院认为，原告签有保密承诺，采取了合理的保密措施。"),
        ("reasoning", "本院不再审查。"),
    )
    assert measures(*told) == {"nda": "yes"}


CARRIERS = [
    ("facts", "林晚舟将名为“华东客户台账”的电子表格导出至移动硬盘。", ("spreadsheet", "storage")),
    ("facts", "客户资料存于公司ERP系统，林晚舟将其转发至私人邮箱。", ("crm", "email")),
    ("claims", "林晚舟以企业微信与客户沟通，离职后引导客户添加其个人微信。", ("wechat",)),
    ("facts", "原告届期提交移动硬盘一个及客户名单打印件。", ()),
    ("defence", "被告辩称，客户都在其手机通讯录里。", ()),
    ("facts", "卷宗装订成册，存放于专柜。", ("paper",)),
    ("facts", "林晚舟借用后台账号登录。", ()),
]


@pytest.mark.parametrize(("kind", "text", "expected"), CARRIERS)
def test_carriers_hold_or_move_the_claimed_information(kind: str, text: str, expected: tuple[str, ...]) -> None:
    assert read_carriers(judgment_of((kind, text))) == expected


ROLES = [
    ("林晚舟自2015年起任原告外贸部经理。", ("sales", "manager")),
    ("林晚舟原系原告技术部工程师。", ("technical",)),
    ("林晚舟入职任课程顾问，2019年起任校区主任。", ("sales", "manager")),
    ("林晚舟系原告总经理并持有公司3%股权。", ("manager", "founder")),
    ("林晚舟任远帆公司法定代表人，与该公司订立买卖合同。", ("outsider",)),
    ("林晚舟于2015年入职，2019年离职。", ()),
]


@pytest.mark.parametrize(("facts", "expected"), ROLES)
def test_roles_are_posts_at_the_plaintiff(facts: str, expected: tuple[Role, ...]) -> None:
    assert read_roles(judgment_of(("facts", facts))) == expected
    assert set(expected) <= set(codes(Role))


def test_the_stated_trade_goes_before_the_name() -> None:
    assert read_industry(judgment_of(("facts", "原告从事饰品跨境电商零售。"))) == "ecommerce"
    assert read_industry(judgment_of(("facts", "双方签订合同。"))) == "foreign_trade"
    bare = (Party("原告", "plaintiff", "张三", "person"), *PARTIES[1:])
    assert read_industry(judgment_of(("facts", "双方签订合同。"), parties=bare)) == "other"


BASIS = [
    ("损失和获利俱难确定，本院适用法定赔偿，确定赔偿数额为68万元。", "statutory"),
    ("实际损失无法查清，综合考虑侵权性质等因素，酌情确定为15万元。", "discretionary"),
    ("侵权获利为428,400元，已超过原告主张。", "infringer_gain"),
    ("双方对损失已有事先约定，未明显过高，可作为确定赔偿数额的依据。", "agreed"),
    ("原告的实际损失为30万元，被告应予赔偿。", "actual_loss"),
    ("参照许可使用费的合理倍数确定赔偿数额。", "royalty"),
    ("律师费酌情支持3万元。", None),
]


@pytest.mark.parametrize(("reasoning", "expected"), BASIS)
def test_the_basis_is_what_fixed_the_sum(reasoning: str, expected: str | None) -> None:
    assert read_damages_basis(judgment_of(("reasoning", reasoning), awarded=150_000), ()) == expected


def test_without_damages_there_is_no_basis() -> None:
    told = ("reasoning", "本院适用法定赔偿。")
    assert read_damages_basis(judgment_of(told, awarded=0), ()) is None
    assert read_damages_basis(judgment_of(told), ()) is None


def test_places_hold_the_measure() -> None:
    judgment = judgment_of(("reasoning", "原告与员工签订保 密 协议，采取了合理的保密措施。"))
    (one,) = read_measures(judgment, ())
    assert judgment.text[one.start : one.end] == "签订保 密 协议"
