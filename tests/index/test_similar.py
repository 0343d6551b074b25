"""Similar cases, text to text."""

from __future__ import annotations

import pytest

from corpus.errors import UnknownKeyError
from corpus.model import Finding, Instance
from index.engine.protocol import Engine
from index.search import similar
from index.search.similar import shared
from tests.index.support import HashingEncoder, library_of, record

WECHAT = "员工离职时拒不交还工作微信，微信中有客户的报价和交易习惯。"
CASE = record(
    "case",
    ("facts", WECHAT),
    plaintiff_outcome="partial",
    findings=[Finding("secrecy", "upheld"), Finding("use", "upheld")],
    instances=[Instance("appeal", "（2098）示01民终2号", "later"), Instance(None, "（2098）示9号", "earlier")],
)
APPEAL = record("appeal", ("facts", WECHAT))
NEAR = record(
    "near",
    ("facts", "员工离职后没有交还工作微信，带走客户报价。"),
    plaintiff_outcome="none",
    findings=[Finding("secrecy", "rejected")],
)
FAR = record("far", ("facts", "培训学校的教师用学员名单招生。"))
SAMPLE = record("sample", ("facts", WECHAT), kind="sample")


@pytest.mark.parametrize("encoder", [None, HashingEncoder()])
def test_the_nearest_other_dispute_comes_first(engine: Engine, encoder: HashingEncoder | None) -> None:
    library = library_of(engine, CASE, APPEAL, NEAR, FAR, SAMPLE, encoder=encoder)
    found = similar("case", library)
    assert found[0].hit.key == "near"
    assert not {"case", "appeal", "sample"} & {held.hit.key for held in found}
    assert found[0].hit.mode_used == ("hybrid" if encoder else "bm25")
    assert found[0].hit.passages[0].text.startswith("员工离职后")
    assert found[0].shared.outcome_differs


@pytest.mark.parametrize("encoder", [None, HashingEncoder()])
def test_the_facts_and_deciding_reasons_are_shown_before_the_formulas(
    engine: Engine, encoder: HashingEncoder | None
) -> None:
    formula, decides = "依照法律之规定，判决如下：", "员工带走微信中的客户报价，构成使用。"
    asking = record("asking", ("facts", "微信中的客户报价。"), ("reasoning", formula), ("order", "驳回起诉。"))
    told = record(
        "told",
        ("reasoning", decides),
        ("claims", "微信中的客户报价。"),
        ("reasoning", formula),
        ("order", "驳回起诉。"),
        findings=[Finding("use", "upheld", start=0, end=len(decides))],
    )
    (found,) = similar("asking", library_of(engine, asking, told, encoder=encoder))
    assert [passage.text for passage in found.hit.passages] == [decides]


def test_what_two_cases_share_is_told_in_codes() -> None:
    common = shared(CASE, NEAR)
    assert (common.issues, common.outcome_differs, common.industry) == (("secrecy",), True, None)
    assert not shared(CASE, CASE).outcome_differs


def test_an_unknown_case_is_named(engine: Engine) -> None:
    with pytest.raises(UnknownKeyError):
        similar("unheard", library_of(engine, CASE))
