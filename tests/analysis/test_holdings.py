"""Holdings are ordered by the weight of their court, narrowed by field, and counted by case."""

from __future__ import annotations

from msgspec.structs import replace

from analysis.holdings import cases, narrow, of_result, read_holdings, values_of
from tests.app.records import found, record

TEXT = "本院认为，该信息具有秘密性。原告未采取保密措施。"
SECRECY = found("secrecy", "upheld", 5, 14)
MEASURES = found("confidentiality", "rejected", 14, len(TEXT))


def test_a_holding_carries_the_sentence_that_says_it() -> None:
    (holding,) = read_holdings([record(text=TEXT, findings=(SECRECY,))])
    assert holding.sentence == "该信息具有秘密性。"
    assert (holding.court_level, holding.region, holding.year) == ("intermediate", "江苏省", 2023)


def test_a_finding_without_a_place_has_no_sentence() -> None:
    (holding,) = read_holdings([record("digest", findings=(found("secrecy", "upheld"),))])
    assert holding.sentence == ""


def test_the_same_sentence_of_a_case_is_told_once_per_issue() -> None:
    assert len(read_holdings([record(text=TEXT, findings=(SECRECY, SECRECY, MEASURES))])) == 2


def test_the_higher_court_comes_first_and_an_earlier_courts_view_last() -> None:
    high = record(text=TEXT, findings=(SECRECY,), key="high")
    high = replace(
        high,
        judgment=replace(high.judgment, document=replace(high.judgment.document, court_level="high")),
    )
    retold = record(text=TEXT, findings=(replace(SECRECY, holder="earlier_court"),), key="retold")
    order = [h.key for h in read_holdings([retold, record(text=TEXT, findings=(SECRECY,), key="own"), high])]
    assert order == ["high", "own", "retold"]


def test_filters_and_counts_go_by_case() -> None:
    held = read_holdings(
        [record(text=TEXT, findings=(SECRECY, MEASURES), key="a"), record("digest", findings=(SECRECY,), key="b")]
    )
    assert values_of(held, "kind") == {"digest": 1, "judgment": 1}
    assert cases(held) == {"judgment": 1, "digest": 1}
    assert [h.key for h in of_result(narrow(held, {"kind": ("judgment",)}), "secrecy", "upheld")] == ["a"]
    assert narrow(held, {"region": ("浙江省",)}) == ()
