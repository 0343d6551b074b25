"""The many ways in which judgments tell claims and orders: whole fictional texts through `parse`."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from corpus.model import RawDocument
from corpus.parse import parse

WAYS = Path(__file__).parent / "ways"
PLACE = "浙江省杭州市"
FIRM, PERSON, SECOND_FIRM = "杭州青禾贸易有限公司", "林晚舟", "杭州远帆贸易有限公司"
CASE = f"{FIRM}（以下简称青禾公司）与{PERSON}、{SECOND_FIRM}（以下简称远帆公司）侵害商业秘密纠纷一案"
COURTS = {
    "first": (f"{PLACE}中级人民法院", "（2020）浙01民初990001号"),
    "second": ("浙江省高级人民法院", "（2021）浙民终990002号"),
    "review": ("最高人民法院", "（2022）最高法民申990003号"),
    "retrial": ("最高人民法院", "（2022）最高法民再990004号"),
}
ROLES = {
    "first": ("原告", "被告", "被告"),
    "second": ("被上诉人（原审原告）", "上诉人（原审被告）", "原审被告"),
    "second-plaintiff": ("上诉人（原审原告）", "被上诉人（原审被告）", "被上诉人（原审被告）"),
    "review": (
        "被申请人（一审原告、二审被上诉人）",
        "再审申请人（一审被告、二审上诉人）",
        "一审被告",
    ),
    "review-plaintiff": (
        "再审申请人（一审原告、二审上诉人）",
        "被申请人（一审被告、二审被上诉人）",
        "一审被告",
    ),
    "retrial": (
        "被申请人（一审原告、二审被上诉人）",
        "再审申请人（一审被告、二审上诉人）",
        "一审被告",
    ),
    "retrial-plaintiff": (
        "再审申请人（一审原告、二审上诉人）",
        "被申请人（一审被告、二审被上诉人）",
        "一审被告",
    ),
}
OPENED = {
    "first": f"原告{FIRM}（以下简称青禾公司）与被告{PERSON}、{SECOND_FIRM}（以下简称远帆公司）侵害商业秘密纠纷一案，"
    "本院于2020年3月1日立案后，依法适用普通程序，公开开庭进行了审理。本案现已审理终结。",
    "second": f"当事人因{CASE}，不服{COURTS['first'][0]}{COURTS['first'][1]}民事判决，向本院提起上诉。"
    "本院于2021年3月1日立案后，依法组成合议庭进行了审理。本案现已审理终结。",
    "review": f"当事人因{CASE}，不服{COURTS['second'][0]}{COURTS['second'][1]}民事判决，向本院申请再审。"
    "本院依法组成合议庭进行了审查，现已审查终结。",
    "retrial": f"当事人因{CASE}，不服{COURTS['second'][0]}{COURTS['second'][1]}民事判决，向本院申请再审。"
    "本院作出民事裁定提审本案。本院依法组成合议庭审理了本案，现已审理终结。",
}
FEE = "案件受理费13800元，由青禾公司负担8000元，由林晚舟负担5800元。"
BENCH = "审判长　某某\n审判员　某某\n审判员　某某\n二〇二二年五月一日\n书记员　某某\n"


class Way(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way of telling: expect holds the four sums, the outcome and, on appeal, its result."""

    id: str
    body: str
    expect: tuple[int | float | str | None, ...]
    form: str = "first"
    doc: str = "判决书"


def _written(way: Way) -> str:
    instance = way.form.split("-")[0]
    court, number = COURTS[instance]
    roles = ROLES[way.form]
    people = zip(roles, (FIRM, f"{PERSON}，男，1980年出生", SECOND_FIRM), strict=True)
    head = [court, f"民事{way.doc}", number, *(f"{role}：{name}，住所地{PLACE}。" for role, name in people)]
    return "\n".join([*head, OPENED[instance], way.body.rstrip("\n"), FEE, BENCH])


FILES = ("first.yaml", "appeal.yaml")
TOLD = [one for name in FILES for one in msgspec.yaml.decode((WAYS / name).read_bytes(), type=tuple[Way, ...])]


@pytest.mark.parametrize("way", [pytest.param(way, id=way.id) for way in TOLD])
def test_what_was_claimed_and_what_stands(way: Way) -> None:
    text = _written(way)
    document = parse(RawDocument("fictional.txt", text.encode(), "0" * 64, "text", text)).document
    sums = (document.claimed_amount, document.claimed_costs, document.awarded_amount, document.awarded_costs)
    told = [None if one is None else float(one) for one in sums]
    expected = [one if isinstance(one, str) or one is None else float(one) for one in way.expect]
    assert [*told, document.plaintiff_outcome, document.appeal_result][: len(expected)] == expected
