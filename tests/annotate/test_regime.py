"""The regime is what the court applied, not what it names in passing (codebook, regime)."""

from __future__ import annotations

from corpus.annotate.regime import read_regime
from corpus.model import Regime, Statute
from tests.annotate.lists_support import judgment_of

LAW = "反不正当竞争法"
RULES_2020 = "最高人民法院关于审理侵犯商业秘密民事案件适用法律若干问题的规定"
RULES_2007 = "最高人民法院关于审理不正当竞争民事案件应用法律若干问题的解释"


def test_the_cited_versions_are_the_regime() -> None:
    statutes = (Statute(LAW, "2019", "9"), Statute(RULES_2020, "2020", "1"))
    assert read_regime(judgment_of(("reasoning", "本院认为。"), statutes=statutes)) == Regime("2019", "2020")


def test_no_interpretation_cited_is_said_as_none() -> None:
    statutes = (Statute(LAW, "2019", "9"),)
    assert read_regime(judgment_of(("reasoning", "本院认为。"), statutes=statutes)) == Regime("2019", "none")


def test_an_article_about_time_only_is_no_application() -> None:
    told = f"本院认为，《{RULES_2020}》第二十九条规定，已经生效的案件不适用。"
    told += f"二审法院适用2017年修订的反不正当竞争法以及《{RULES_2007}》，并无不当。"
    judgment = judgment_of(("reasoning", told), statutes=(Statute(RULES_2020, "2020", "29"),), date="2021-08-31")
    assert read_regime(judgment) == Regime("2017", "2007")


def test_a_document_without_this_law_has_no_regime() -> None:
    statutes = (Statute("劳动合同法", "2012", "23"),)
    assert read_regime(judgment_of(("reasoning", "本院认为，竞业限制条款有效。"), statutes=statutes)) == Regime()
