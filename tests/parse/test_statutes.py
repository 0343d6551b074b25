"""A citation is (law, version, article): resolved by the year in the text, else by the dates."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from corpus.knowledge.statutes import Version, all_versions, version_at, versions_of
from corpus.parse.statutes import read_statutes
from tests.parse.values_support import text_of

RULES_2020 = "最高人民法院关于审理侵犯商业秘密民事案件适用法律若干问题的规定"
RULES_2007 = "最高人民法院关于审理不正当竞争民事案件应用法律若干问题的解释"
AUCL = "反不正当竞争法"


def cited(reasoning: str, when: str | None = "2022-05-01", facts: str = "") -> list[tuple[str, str | None, str]]:
    text, sections = text_of(("facts", facts), ("reasoning", reasoning))
    return [(one.law, one.version, one.article) for one in read_statutes(text, sections, when)]


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row.law[-12:]}-{row.version}") for row in all_versions()])
def test_each_version_is_found_by_its_example_in_its_time(row: Version) -> None:
    when = (date.fromisoformat(row.in_force) + timedelta(days=1)).isoformat()
    held = cited(f"依照{row.example}之规定，判决如下：", when, f"{when[:4]}年{int(when[5:7])}月，双方成交。")
    assert held
    assert {law for law, _, _ in held} == {row.law}
    assert {version for _, version, _ in held} == {row.version}


def test_the_versions_of_a_law_follow_each_other_without_gap_or_overlap() -> None:
    for law in {row.law for row in all_versions()}:
        rows = versions_of(law)
        for earlier, later in pairwise(rows):
            assert date.fromisoformat(earlier.until) + timedelta(days=1) == date.fromisoformat(later.in_force), law


def test_a_list_gives_every_article_once_without_paragraphs() -> None:
    held = cited(
        "依照《中华人民共和国反不正当竞争法》（2019年修正）第九条第一款第（三）项、第三款、第十七条第三款和第三十二条，判决如下："
    )
    assert held == [(AUCL, "2019", "9"), (AUCL, "2019", "17"), (AUCL, "2019", "32")]


def test_inserted_articles_and_ranges() -> None:
    assert cited("依照《中华人民共和国刑法》第二百一十九条之一，判决如下：") == [("刑法", "2020", "219之一")]
    held = cited("依照《中华人民共和国民法典》第五百零九条至第五百一十一条，判决如下：")
    assert sorted(article for _, _, article in held) == ["509", "510", "511"]


def test_spaces_and_widths_do_not_hide_a_citation() -> None:
    held = cited(
        "依照《中华　人 民共和国反不正当竞争法》第十条第三款，"
        "《最高人民法院关于审理 不 正当竞争民事案件应用法律若干问题的解释》第十三条，判决如下：",
        "2012-03-16",
    )
    assert held == [(AUCL, "1993", "10"), (RULES_2007, "2007", "13")]


def test_a_title_within_a_title_is_written_in_angle_brackets() -> None:
    for written in ("《中华人民共和国民事诉讼法》", "〈中华人民共和国民事诉讼法〉", "<中华人民共和国民事诉讼法>"):
        held = cited(f"依照《最高人民法院关于适用{written}的解释》第九十条，判决如下：", "2022-03-25")
        assert held == [("最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释", "2020", "90")]


def test_names_that_the_text_defines_and_words_that_point_back() -> None:
    held = cited(
        f"根据《{RULES_2020}》（以下简称商密规定）第一条，客户信息可以保护。商密规定第二条亦同。前述司法解释第二十七条另有要求。"
    )
    assert [article for _, _, article in held] == ["1", "2", "27"]
    assert {law for law, _, _ in held} == {RULES_2020}


def test_what_others_rely_on_is_not_applied() -> None:
    assert cited("原告援引反不正当竞争法第三十二条，缺乏依据。") == []
    assert cited("一审法院依照《中华人民共和国民法典》第一千一百六十八条判决，有误。") == []
    assert cited("应当依照《中华人民共和国民事诉讼法》第二百六十四条，加倍支付迟延履行期间的债务利息。") == []
    text, sections = text_of(("claims", "依据反不正当竞争法第九条，请求赔偿。"), ("reasoning", "本院认为，不能成立。"))
    assert read_statutes(text, sections, "2022-05-01") == ()


def test_a_contract_clause_is_no_statute() -> None:
    assert cited("《保密协议》第三条、《商业秘密管理规定》第五条约定了保密义务。") == []


def test_the_unfair_competition_law_goes_by_the_time_of_the_acts() -> None:
    told = "依照《中华人民共和国反不正当竞争法》第九条、第十七条，判决如下："
    assert cited(told, "2020-06-01", "2018年3月至2018年11月，甲公司与客户成交。")[0][1] == "2017"
    assert cited(told, "2020-06-01", "2018年3月至2019年12月，甲公司与客户成交。")[0][1] == "2019"
    stated = "本案应当适用2017年修订的反不正当竞争法。" + told
    assert cited(stated, "2020-06-01", "2018年3月至2019年12月，甲公司与客户成交。")[0][1] == "2017"


def test_the_same_number_means_another_thing_in_another_version() -> None:
    assert cited("依照反不正当竞争法第十条、第二十条，判决如下：", "2017-03-08")[0][1] == "1993"
    assert cited("依照反不正当竞争法第十条、第二十二条、第三十九条，判决如下：", "2026-04-17")[0][1] == "2025"


def test_procedure_goes_by_the_date_of_the_judgment() -> None:
    assert version_at("民事诉讼法", "2017-06-30") == "2012"
    assert version_at("民事诉讼法", "2017-07-01") == "2017"


def test_without_any_date_no_version_is_made_up() -> None:
    assert cited("依照《中华人民共和国民事诉讼法》第六十七条，判决如下：", None) == [("民事诉讼法", None, "67")]


def test_spans_hold_the_article() -> None:
    text, sections = text_of(("reasoning", "依照《中华人民共和国民法典》第一千一百 六十八条，判决如下："))
    (one,) = read_statutes(text, sections, "2022-05-01")
    assert text[one.start : one.end] == "第一千一百 六十八条"
