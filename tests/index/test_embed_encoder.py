"""The real encoder puts related sentences above unrelated ones (needs it in the cache: python -m index.embed)."""

from __future__ import annotations

import socket
from typing import NoReturn

import numpy as np
import pytest

from corpus.settings import Settings, load_settings
from index.embed import Encoder, default_folder, load_encoder
from index.embed.folder import is_whole

PAIRS = [
    ("业务员离职后把客户微信带到新公司", "被告原系销售人员，辞职后使用其掌握的客户联系方式与原告客户交易。"),
    (
        "公司没有签保密协议算不算采取了保密措施",
        "原告未与员工约定保密义务，亦未制定保密制度，难以认定其采取了相应保密措施。",
    ),
    ("客户自愿跟着老员工走是否侵权", "客户系基于对被告个人的信赖，在其离职后主动选择与其所在的新公司进行交易。"),
    ("名单上只有名称和电话", "涉案信息仅为客户名称、地址和联系方式，可从公开渠道查询，不具有秘密性。"),
    ("怎样计算赔偿数额", "综合考虑侵权情节、持续时间及商业秘密的贡献率，酌情确定被告赔偿经济损失二十万元。"),
    (
        "新用人单位明知仍使用要不要承担连带责任",
        "被告公司应当知道该信息来源不合法仍予以使用，应与其员工承担共同侵权责任。",
    ),
    ("货代公司的报价和利润空间", "原告主张的秘密点为海运货物的询价、底价、利润以及客户的运输习惯。"),
    ("法院判令多长时间内不得使用", "被告于判决生效之日起停止使用涉案客户信息，期限为二年。"),
    (
        "能否申请禁令先让对方停下来",
        "申请人请求责令被申请人立即停止披露，本院认为不采取行为保全措施将造成难以弥补的损害。",
    ),
    ("恶意侵权能要求几倍赔偿", "被告故意侵害且情节严重，原告请求适用惩罚性赔偿，本院予以支持。"),
]
UNRELATED = [
    "借款到期后被告未按约偿还本金及利息，应承担逾期利息。",
    "原、被告系夫妻关系，因感情破裂请求离婚并分割共同财产。",
    "被告驾驶小型轿车与原告发生碰撞，交警认定被告负全部责任。",
    "承租人拖欠租金超过三个月，出租人有权解除租赁合同。",
    "被告人秘密窃取他人手机一部，价值人民币三千元。",
    "涉案作品系摄影作品，被告未经许可在公众号上使用该图片。",
    "业主未交纳物业服务费，物业公司起诉要求支付及违约金。",
    "建设工程未经竣工验收，发包人擅自使用后又以质量不符为由拒付工程款。",
    "继承人之间就遗嘱的真实性和房屋的份额产生争议。",
    "购房人以开发商逾期交房为由请求支付违约金。",
]


def _loaded(precision: str) -> Encoder:
    settings: Settings = load_settings(encoder="default", precision=precision)
    if not is_whole(default_folder(settings)):
        pytest.skip(f"the default encoder ({precision}) is not in the cache: run python -m index.embed")
    return load_encoder(settings)


@pytest.mark.encoder
@pytest.mark.parametrize("precision", ["int8", "fp32"])
def test_a_question_is_nearer_to_its_passage_than_to_other_law(precision: str) -> None:
    encoder = _loaded(precision)
    questions, passages = zip(*PAIRS, strict=True)
    asked = encoder.encode(questions, "query")
    own = (asked * encoder.encode(passages, "passage")).sum(axis=1)
    assert (own > (asked @ encoder.encode(UNRELATED, "passage").T).max(axis=1)).all()


@pytest.mark.encoder
def test_eight_bits_are_near_to_thirty_two() -> None:
    passages = [passage for _, passage in PAIRS]
    int8, fp32 = (_loaded(precision).encode(passages, "passage") for precision in ("int8", "fp32"))
    assert (int8 * fp32).sum(axis=1).min() > 0.99


@pytest.mark.encoder
def test_a_vector_does_not_depend_on_its_neighbours() -> None:
    encoder = _loaded("int8")
    passages = [passage for _, passage in PAIRS]
    together = encoder.encode(passages, "passage")
    alone = np.concatenate([encoder.encode([passage], "passage") for passage in passages])
    assert np.array_equal(together, alone)


@pytest.mark.encoder
def test_an_encoder_in_the_cache_asks_nothing_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("a network call")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert _loaded("int8").encode(["客户名单"], "query").shape == (1, 384)


@pytest.mark.encoder
def test_odd_texts_have_vectors_too() -> None:
    vectors = _loaded("int8").encode(["", "。", "𠮷龥😀", "客户名单" * 5000], "query")
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
