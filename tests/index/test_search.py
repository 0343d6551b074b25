"""Search as a lawyer means it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.model import Finding, Instance, Record
from index import build as build_module
from index.build import build
from index.engine.protocol import Engine
from index.errors import IndexOutdatedError, UnknownFieldError
from index.library import Library
from index.search import search
from index.search.notes import CODES
from index.types import Hit, SearchRequest, SearchResult
from tests.index.support import HashingEncoder, library_of, record, silent

NUMBER = "（2098）示0101民初1号"
WECHAT = record(
    "wechat",
    ("claims", "原告诉称被告离职后把客户微信和报价带到新公司。"),
    ("reasoning", "本院认为，工作微信中的客户报价属于深度信息，构成商业秘密。被告负有保密义务。"),
    case_number=NUMBER,
    court="甲中级人民法院",
    court_level="intermediate",
    date="2020-06-01",
    year=2020,
    plaintiff_outcome="partial",
    claimed_amount=Decimal(500000),
    awarded_amount=Decimal(80000),
    findings=[Finding("secrecy", "upheld"), Finding("damages", "upheld")],
    instances=[Instance("appeal", "（2098）示01民终2号", "later")],
)
NAMES = record(
    "names",
    ("facts", "原告主张的名单只有客户名称和电话。"),
    ("reasoning", f"本院认为，仅有名称和电话的名单没有深度信息，不构成商业秘密。{NUMBER}案不同于本案。"),
    court="乙高级人民法院",
    court_level="high",
    date="2018-03-01",
    year=2018,
    plaintiff_outcome="none",
    findings=[Finding("secrecy", "rejected")],
)
DIGEST = record(
    "digest", ("facts", "培训机构教师离职后用学员名单招生。"), kind="digest", year=2021, court_level="basic"
)
SAMPLE = record("sample", ("reasoning", "虚构案件：客户微信构成商业秘密。"), kind="sample", case_number="（2099）示1号")


@pytest.fixture
def library(engine: Engine) -> Library:
    return library_of(engine, WECHAT, NAMES, DIGEST, SAMPLE, encoder=HashingEncoder())


def keys(result: SearchResult) -> list[str]:
    return [hit.key for hit in result.hits]


def ask(library: Library, text: str, **options: object) -> SearchResult:
    result = search(SearchRequest(text, **options), library)  # type: ignore[arg-type]
    assert all(note.partition(":")[0] in CODES for note in result.notes)
    return result


def marked(hit: Hit) -> set[str]:
    return {passage.text[place.start : place.end] for passage in hit.passages for place in passage.highlights}


def test_a_fact_pattern_finds_the_case_with_passages_and_reasons(library: Library) -> None:
    result = ask(library, "业务员离职后把客户微信和报价带到新公司")
    hit = result.hits[0]
    assert (hit.key, hit.rank, hit.mode_used, hit.court) == ("wechat", 1, "hybrid", "甲中级人民法院")
    assert (hit.outcome, hit.claimed_amount, hit.awarded_amount) == ("partial", 500000, 80000)
    assert hit.instances[0].relation == "later"
    assert {"微信", "报价", "semantic"} <= set(hit.why)
    assert hit.passages[0].text == WECHAT.judgment.text[hit.passages[0].start : hit.passages[0].end]
    assert {passage.section for passage in hit.passages} == {"claims", "reasoning"}
    assert "微信" in marked(hit)


def test_samples_are_not_shown_unless_switched_on(library: Library) -> None:
    assert "sample" not in keys(ask(library, "客户微信构成商业秘密"))
    hits = ask(library, "虚构案件客户微信", kinds=("sample",)).hits
    assert [hit.key for hit in hits] == ["sample"]
    assert "示例" in hits[0].display_number


def test_a_quoted_part_must_be_in_the_judgment(library: Library) -> None:
    result = ask(library, "客户名单 “名称和电话”")
    assert keys(result) == ["names"]
    assert "phrase" in result.hits[0].why
    assert "名称和电话" in marked(result.hits[0])
    assert ask(library, "“名称和微信”").hits == ()


def test_a_phrase_may_run_from_one_passage_into_the_next(library: Library) -> None:
    assert keys(ask(library, "“到新公司。本院认为”")) == ["wechat"]


@pytest.mark.parametrize("typed", [NUMBER, f"{NUMBER}之后培训机构的学员名单"])
def test_a_case_number_goes_straight_to_its_case(library: Library, typed: str) -> None:
    result = ask(library, typed)
    assert result.hits[0].key == "wechat"
    assert "case_number" in result.hits[0].why
    assert f"number_found:{NUMBER}" in result.notes


def test_after_the_case_itself_come_those_that_cite_it(library: Library) -> None:
    assert keys(ask(library, NUMBER)) == ["wechat", "names"]


def test_a_number_that_is_not_there_or_filtered_out_is_named(library: Library) -> None:
    assert "number_missing:（2097）示0101民初9号" in ask(library, "（2097）示0101民初9号").notes
    filtered = ask(library, NUMBER, filters={"court_level": ("high",)})
    assert f"number_filtered:{NUMBER}" in filtered.notes
    assert keys(filtered) == ["names"]


def test_filters_on_findings_dates_and_amounts(library: Library) -> None:
    assert keys(ask(library, "客户", filters={"finding": ("secrecy:rejected",)})) == ["names"]
    assert keys(ask(library, "客户", filters={"date": ("2019..2022",), "claimed": ("100000..",)})) == ["wechat"]
    assert set(keys(ask(library, "名单", filters={"year": ("2018..2021",)}))) == {"wechat", "names", "digest"}
    with pytest.raises(UnknownFieldError):
        ask(library, "客户", filters={"colour": ("red",)})


def test_facets_count_what_matches_words_and_filters(library: Library) -> None:
    result = ask(library, "商业秘密", mode="bm25")
    assert result.total == 2
    assert result.facets["outcome"] == {"none": 1, "partial": 1}
    assert result.facets["finding"]["secrecy:upheld"] == 1
    narrowed = ask(library, "商业秘密", mode="bm25", filters={"outcome": ("none",)})
    assert narrowed.facets["court_level"] == {"high": 1}


def test_the_courts_reasoning_stands_above_a_partys_words(engine: Engine) -> None:
    words = "客户微信是秘密信息。"
    library = library_of(
        engine,
        record("a-party", ("claims", words), ("reasoning", "驳回请求。")),
        record("z-court", ("claims", "请求驳回。"), ("reasoning", words)),
    )
    result = ask(library, "客户微信", mode="bm25")
    assert keys(result) == ["z-court", "a-party"]
    assert "party_only" in result.hits[1].why
    assert "party_only" not in result.hits[0].why


def test_a_phrase_that_only_a_party_said_is_marked_so(library: Library) -> None:
    assert "party_only" in ask(library, "“带到新公司” 商业秘密").hits[0].why


def test_without_an_encoder_words_alone_are_searched_and_it_is_said(engine: Engine) -> None:
    result = ask(library_of(engine, WECHAT, NAMES), "客户微信")
    assert result.mode_used == "bm25"
    assert "no_encoder" in result.notes
    assert keys(result)[0] == "wechat"


def test_vectors_of_another_encoder_are_not_used(library: Library) -> None:
    library.encoder = HashingEncoder("another")
    assert ask(library, "客户微信").mode_used == "bm25"


def test_passages_still_without_a_vector_are_counted(engine: Engine) -> None:
    encoder = HashingEncoder()
    library = library_of(engine, WECHAT, encoder=encoder)
    library.store.put(NAMES)  # type: ignore[attr-defined]
    build(library.store, engine, None, silent)
    assert "vectors_incomplete:2" in ask(library, "客户微信").notes


def test_dense_search_alone_ranks_by_meaning_and_has_no_total(library: Library) -> None:
    result = ask(library, "教师离职后用学员名单招生", mode="dense")
    assert (result.mode_used, result.total, result.hits[0].key) == ("dense", None, "digest")


def test_words_found_nowhere_are_admitted(library: Library) -> None:
    assert "no_word_matched" in ask(library, "龘靐齉").notes
    assert ask(library, "龘靐齉", mode="bm25").hits == ()


@pytest.mark.parametrize("typed", ["，。！？", "“”", "()*~^\\", '"，"'])
def test_signs_alone_find_nothing_and_say_so(library: Library, typed: str) -> None:
    result = ask(library, typed)
    assert result.hits == ()
    assert "query_empty" in result.notes


def test_no_text_lists_what_passes_the_filters_newest_first(library: Library) -> None:
    assert keys(ask(library, "")) == ["digest", "wechat", "names"]
    assert keys(ask(library, " ", filters={"court_level": ("high",)})) == ["names"]


def test_twenty_thousand_characters_are_searched_too(library: Library) -> None:
    result = ask(library, ("原告的客户微信被带走，" + "其他经过。" * 3) * 800, mode="bm25")
    assert "wechat" in keys(result)


def test_nothing_found_says_what_was_searched_and_what_to_loosen(library: Library) -> None:
    result = ask(
        library,
        "客户 “深度信息” “微信好友”",
        filters={"court_level": ("high",), "outcome": ("full",)},
        mode="bm25",
    )
    assert result.hits == ()
    assert "no_hits:3" in result.notes
    only_filter = ask(library, "客户", filters={"court_level": ("high",), "outcome": ("partial",)})
    assert {"loosen_filter:court_level:1", "loosen_filter:outcome:1"} <= set(only_filter.notes)
    only_phrase = ask(library, "客户 “深度信息” “微信好友”")
    assert "loosen_phrase:微信好友:2" in only_phrase.notes
    assert "loosen_kinds:sample:1" in ask(library, "“虚构案件”").notes


def test_results_can_be_ordered_by_date_and_by_tier_of_court(library: Library) -> None:
    assert keys(ask(library, "客户名单", sort="date")) == ["digest", "wechat", "names"]
    assert keys(ask(library, "客户名单", sort="court")) == ["names", "wechat", "digest"]


def test_equal_cases_always_come_in_the_same_order(engine: Engine) -> None:
    twins = [record(f"k{number}", ("reasoning", "客户名单构成商业秘密。")) for number in (3, 1, 2)]
    assert keys(ask(library_of(engine, *twins), "客户名单")) == ["k1", "k2", "k3"]


def test_two_or_three_passages_are_shown_best_first(engine: Engine) -> None:
    text = "".join(f"客户名单第{number}段，" + "经营情况一般。" * 45 for number in range(6))
    (hit,) = ask(library_of(engine, record("k", ("reasoning", text))), "客户名单").hits
    assert 2 <= len(hit.passages) <= 3


def test_a_record_changed_since_the_build_is_left_out_and_it_is_said(library: Library) -> None:
    changed: Record = record("names", ("reasoning", "改写后的理由。"))
    library.store.put(changed)  # type: ignore[attr-defined]
    result = ask(library, "客户名单")
    assert "names" not in keys(result)
    assert "index_behind" in result.notes


def test_an_index_of_another_version_says_how_to_rebuild(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.library.INDEX_VERSION", "newer")
    with pytest.raises(IndexOutdatedError, match="index build"):
        ask(library, "客户")
    assert build_module.INDEX_VERSION != "newer"
