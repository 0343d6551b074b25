"""What is read from whole documents: each test is one of the traps met in real files."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.codes import SectionKind, codes
from corpus.intake import read_file
from corpus.model import Document, Judgment, Metadata
from corpus.parse import parse
from corpus.parse.sections import split_sections
from tests.parse.texts import ADVERT, APPEAL, FIRST, full_width, one_line, raw, spaced

KINDS_FIRST = ["title", "parties", "procedure", "claims", "defence", "facts", "reasoning", "order", "tail"]
KINDS_APPEAL = [
    "title", "parties", "procedure", "earlier_claims", "earlier_facts", "earlier_reasoning", "earlier_order",
    "appeal_claims", "appeal_defence", "evidence", "facts", "reasoning", "order", "tail",
]  # fmt: skip


def kinds(text: str) -> list[str]:
    return [section.kind for section in split_sections(text)]


def part(text: str, kind: str) -> str:
    return next(text[s.start : s.end] for s in split_sections(text) if s.kind == kind)


def read(text: str, metadata: Metadata | None = None) -> Document:
    return parse(raw(text, metadata)).document


def check_places(judgment: Judgment) -> None:
    """Every span's surface is the text's slice; sections are ordered, apart, and of known kinds."""
    for name, span in judgment.spans.items():
        assert judgment.text[span.start : span.end] == span.surface, name
    edges = [edge for s in judgment.sections for edge in (s.start, s.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(judgment.text) for edge in edges)
    assert {s.kind for s in judgment.sections} <= set(codes(SectionKind))


@pytest.mark.parametrize(
    "spoil", [str, one_line, spaced, full_width], ids=["as is", "one line", "spaced", "full width"]
)
def test_sections_and_head_survive_bad_copies(spoil: Callable[[str], str]) -> None:
    for text, expected in ((FIRST, KINDS_FIRST), (APPEAL, KINDS_APPEAL)):
        spoilt = spoil(text)
        assert kinds(spoilt) == expected
        kept, clean = read(spoilt), read(text)
        for field in (
            "case_number",
            "court",
            "court_level",
            "region",
            "date",
            "cause",
            "procedure",
            "prior",
            "related",
        ):
            assert getattr(kept, field) == getattr(clean, field), field
        assert [(p.side, p.name, p.counsel) for p in kept.parties] == [
            (p.side, p.name, p.counsel) for p in clean.parties
        ]


def test_the_head_of_a_first_instance_judgment() -> None:
    document = read(FIRST)
    assert document.case_number == "（2021）苏05民初9911001号"
    assert (document.court, document.court_level, document.special) == (
        "江苏省苏州市中级人民法院",
        "intermediate",
        False,
    )
    assert (document.region, document.date, document.date_basis) == ("江苏省", "2021-12-21", "document")
    assert (document.doc_type, document.procedure, document.case_type) == ("judgment", "first", "civil")
    assert document.cause == "侵害商业秘密纠纷"
    assert (document.prior, document.related) == ((), ("（2021）苏05行保9911002号",))


def test_parties_with_shared_agents_and_a_sole_trader() -> None:
    plaintiff, person, shop = read(FIRST).parties
    assert (plaintiff.side, plaintiff.kind, plaintiff.role) == ("plaintiff", "company", "原告")
    assert [(c.name, c.firm) for c in plaintiff.counsel] == [
        ("乙一", "江苏青青律师事务所"),
        ("乙二", "江苏青青律师事务所"),
    ]
    assert (person.kind, shop.kind) == ("person", "sole_trader")
    assert [(c.name, c.firm) for c in person.counsel] == [("戊一", None)]
    assert person.counsel == shop.counsel


def test_the_side_is_that_of_the_original_claim() -> None:
    document = read(APPEAL)
    assert [(p.role, p.side) for p in document.parties] == [
        ("上诉人（原审被告）", "defendant"),
        ("被上诉人（原审原告）", "plaintiff"),
    ]
    bare = APPEAL.replace("（原审被告）", "").replace("（原审原告）", "")
    assert [p.side for p in read(bare).parties] == ["defendant", "plaintiff"]


def test_earlier_instances_and_other_proceedings_are_apart() -> None:
    document = read(APPEAL)
    assert document.prior == ("（2011）浙杭知初字第9911004号",)
    assert document.related == ("（2010）杭刑初字第9911005号",)


def test_a_quoted_criminal_order_is_not_the_order() -> None:
    assert part(FIRST, "order").startswith("一、被告丙一立即停止侵害")
    assert "己一" in part(FIRST, "facts")


def test_an_earlier_order_begins_at_its_first_item() -> None:
    assert part(APPEAL, "earlier_order").startswith("一、丙一停止侵害；")
    assert part(APPEAL, "order").startswith("驳回上诉，维持原判。")


def test_an_advert_at_the_end_is_in_no_section() -> None:
    for text in (FIRST + ADVERT, one_line(FIRST) + ADVERT):
        assert kinds(text) == KINDS_FIRST
        assert split_sections(text)[-1].end <= text.index(ADVERT)


def test_a_text_cut_in_its_reasoning_has_no_order_and_no_date() -> None:
    cut = FIRST[: FIRST.index("构成商业秘密")]
    assert kinds(cut) == KINDS_FIRST[:-2]
    document = read(cut)
    assert (document.date, document.year, document.date_basis) == (None, 2021, "case_number")


def test_a_metadata_date_that_contradicts_the_tail_loses() -> None:
    assert read(FIRST, Metadata(date="2011-12-21")).date == "2021-12-21"
    tailless = FIRST[: FIRST.index("二〇二一年十二月")]
    document = read(tailless, Metadata(date="2021-12-21"))
    assert (document.date, document.date_basis) == ("2021-12-21", "metadata")


def test_a_date_before_the_year_of_the_number_is_a_slip_and_not_used() -> None:
    slip = FIRST.replace("二〇二一年十二月廿一日", "二〇〇一年十二月廿一日")
    document = read(slip, Metadata(date="2001-12-21"))
    assert (document.date, document.year, document.date_basis) == (None, 2021, "case_number")


def test_a_tail_broken_into_single_characters_gives_no_date() -> None:
    broken = FIRST[: FIRST.index("审　判　长")] + "审\n庚\n日\n一\n二〇二\n书\n"
    assert read(broken).date is None


def test_a_date_of_another_event_is_not_the_decisions() -> None:
    cut = FIRST[: FIRST.index("审　判　长")] + "本判决于二〇二二年三月三日送达。"
    assert read(cut).date is None


def test_a_head_run_together_is_read() -> None:
    head = (
        "广东省佛山市南海区人民法院民事判决书(2009)南民知初字第9911006号原告佛山市禾禾铝材有限公司住所地佛山市南海区法定代表人"
        "甲一董事长委托代理人乙某一广东青青律师事务所律师被告丙某一男汉族1976年6月3日出生住佛山市上列原告诉被告侵犯商业秘密纠纷一案"
        "本院受理后依法进行了审理。\n原告诉称，被告侵权。\n"
    )
    document = read(head)
    assert [(p.side, p.name) for p in document.parties] == [
        ("plaintiff", "佛山市禾禾铝材有限公司"),
        ("defendant", "丙某一"),
    ]
    assert [(c.name, c.firm) for c in document.parties[0].counsel] == [("乙某一", "广东青青律师事务所")]
    assert document.cause == "侵犯商业秘密纠纷"


def test_a_retrial_application_is_a_ruling_with_two_earlier_instances() -> None:
    text = (
        "中华人民共和国最高人民法院\n民 事 裁 定 书\n（2021）最高法民申9911007号\n"
        "再审申请人（一审被告、二审上诉人）：丙一，男。\n被申请人（一审原告、二审被上诉人）：北京禾禾贸易有限公司。\n"
        "再审申请人丙一因与被申请人北京禾禾贸易有限公司侵害商业秘密纠纷一案，不服北京市高级人民法院（2020）京民终9911008号民事判决，"
        "向本院申请再审。本院依法组成合议庭进行了审查，现已审查终结。\n丙一申请再审称：原判有误。\n"
        "本院经审查认为，原判并无不当。裁定如下：\n驳回丙一的再审申请。\n审判长　庚一\n审判员　庚二\n"
        "二〇二一年八月三十一日\n书记员　庚三\n"
    )
    document = read(text)
    assert (document.court, document.region, document.court_level) == ("最高人民法院", None, "supreme")
    assert (document.doc_type, document.procedure, document.prior) == (
        "ruling",
        "retrial_review",
        ("（2020）京民终9911008号",),
    )
    assert [p.side for p in document.parties] == ["defendant", "plaintiff"]
    assert kinds(text) == ["title", "parties", "procedure", "appeal_claims", "reasoning", "order", "tail"]


def test_an_empty_text_has_nothing() -> None:
    judgment = parse(raw(""))
    assert judgment.sections == ()
    assert (judgment.document.case_number, judgment.document.court, judgment.document.date) == (None, None, None)


def test_anonymised_names_are_kept_as_written() -> None:
    text = FIRST.replace("苏州禾禾贸易有限公司", "苏州某某×贸易有限公司").replace("丙一", "丙某某")
    assert [p.name for p in read(text).parties] == ["苏州某某×贸易有限公司", "丙某某", "昆山市丁丁商行"]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([FIRST, APPEAL]), st.integers(0, 2**32), st.sampled_from([" ", "\u3000", "\n", "\u200b", ""]))
def test_every_place_is_true_in_any_copy(text: str, seed: int, filler: str) -> None:
    dice = random.Random(seed)
    spoilt = "".join(
        char + (filler if dice.random() < 0.15 else "") for char in text if char != "\n" or dice.random() < 0.7
    )
    check_places(parse(raw(full_width(spoilt) if dice.random() < 0.5 else spoilt)))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="原告被告：，。（2021）苏05民初1号法院判决书如下一、\n 本认为查明审理终结案", max_size=120))
def test_no_text_is_refused(text: str) -> None:
    check_places(parse(raw(text)))


@pytest.mark.real
@pytest.mark.parametrize("folder", ["wenshu_detail", "wenshu_layouts", "wenshu_pre2019", "gazette", "guiding_cases"])
def test_real_files_are_read_with_true_places(folder: str, shared_data: Path) -> None:
    paths = sorted(
        path for path in (shared_data / folder).glob("*") if "list" not in path.name and "field_" not in path.name
    )
    assert paths
    for path in paths:
        for document in read_file(path):
            check_places(parse(document))


@pytest.mark.real
def test_a_real_tail_date_wins_over_metadata_ten_years_off(shared_data: Path) -> None:
    path = shared_data / "wenshu_detail" / "2024_3.json"
    assert json.loads(path.read_text(encoding="utf-8"))["s31"] == "2014-09-30"
    document = parse(read_file(path)[0]).document
    assert (document.date, document.date_basis) == ("2024-09-28", "document")
