"""An order is read item by item: what each does, which earlier items it names, what is to be paid."""

from __future__ import annotations

from corpus.parse.order import item_numbers, names_payer, read_order
from corpus.parse.values_fold import fold


def kinds(text: str) -> list[str]:
    return [item.kind for item in read_order(fold(text).text)]


def test_items_are_numbered_and_typed() -> None:
    items = read_order(
        fold(
            "一、被告立即停止使用客户名单；二、被告十日内赔偿原告经济损失30万元，乙对此承担连带责任；三、驳回其他诉讼请求。"
        ).text
    )
    assert [(item.number, item.kind) for item in items] == [
        (1, "stop"), (2, "pay"), (2, "joint"), (3, "dismiss_rest"),
    ]  # fmt: skip
    assert [one.value for item in items for one in item.sums] == [300000]


def test_the_numbers_of_instances_are_no_item_numbers() -> None:
    assert kinds("一、二审案件受理费6220元，均由被告负担。") == []


def test_an_order_without_numbers_or_line_breaks_is_read() -> None:
    assert kinds("驳回上诉，维持原判。") == ["dismiss_appeal", "affirm"]
    assert kinds("一、停止侵害；二、赔偿损失八万元；三、刊登声明，消除影响。") == ["stop", "pay", "apology", "apology"]


def test_a_change_names_the_items_and_says_what_they_become() -> None:
    (item,) = read_order(
        fold("二、变更（2015）深福法知民初字第9900001号民事判决第一、二项为：甲赔偿乙经济损失15万元").text
    )
    assert (item.kind, item.refers, item.instance, item.inner) == ("change", (1, 2), 1, "pay")
    assert item.sums[0].value == 150000


def test_listed_item_numbers() -> None:
    assert item_numbers("维持第一项、第三项、第四项") == (1, 3, 4)
    assert item_numbers("撤销第二、三项") == (2, 3)
    assert item_numbers("维持原判") == ()


def test_notice_of_default_interest_is_no_item() -> None:
    assert kinds("如果未按本判决指定的期间履行给付金钱义务，应当加倍支付迟延履行期间的债务利息。") == []


def test_the_payer_stands_before_the_word_of_payment() -> None:
    (item,) = read_order("二、原告甲公司赔偿被告乙公司损失5万元")
    assert names_payer(item, ("甲公司",))
    assert not names_payer(item, ("乙公司",))


def test_settling_orders() -> None:
    assert kinds("准许原告甲公司撤诉。") == ["withdraw_suit"]
    assert kinds("准许上诉人撤回上诉。") == ["withdraw_appeal"]
    assert kinds("驳回原告甲公司的起诉。") == ["dismiss_suit"]
    assert kinds("一、撤销甲法院民事判决；二、发回甲法院重审。") == ["revoke", "remand"]
    assert kinds("驳回甲公司的再审申请。") == ["dismiss_retrial"]
