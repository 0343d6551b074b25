"""A digest is a real case in our own words: it claims only what its row says, and points to where it says it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codes import MERITS
from corpus.digests import (
    DIGEST_LAYOUT,
    DIGESTS_FILE,
    SCHEMA_FILE,
    annotate_digest,
    digest_documents,
    digest_note,
    digest_schema,
    load_digests,
    to_annotated,
    to_note,
)
from corpus.digests_model import Digest, DigestFinding
from corpus.errors import KnowledgeError
from corpus.knowledge.labels import chip

DIGESTS = load_digests()
SHORTENED = re.compile(r"^(.某([甲乙丙])?(（另一）)?(等(五人)?)?|某自然人|前员工|在职高管|员工[A-Z])$")
A_DATE_NOT_THE_DECISIONS = ("只见", "案号年份", "来源只载", "评介年份", "开庭日", "裁判日期未见")

each = pytest.mark.parametrize("digest", DIGESTS, ids=lambda held: held.origin)


def test_the_corpus_holds_107_digests_of_which_38_have_a_number() -> None:
    assert len(DIGESTS) == 107
    assert len({held.origin for held in DIGESTS}) == 107
    assert sum(held.case_number is not None for held in DIGESTS) == 38
    types = [held.case_type for held in DIGESTS]
    assert (types.count("civil"), types.count("administrative"), types.count("criminal")) == (100, 5, 2)
    assert {held.customer_list for held in DIGESTS} == {"core"}


def test_the_schema_file_is_the_row_types_and_every_row_fits_it() -> None:
    assert SCHEMA_FILE.read_bytes() == digest_schema()
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_bytes()))
    for line in DIGESTS_FILE.read_text(encoding="utf-8").splitlines():
        validator.validate(json.loads(line))


@each
def test_every_finding_points_at_words_in_the_reasoning_that_say_it(digest: Digest) -> None:
    judgment = to_annotated(digest)
    reasoning = judgment.sections[-1]
    assert len(judgment.findings) == len(digest.findings)
    for held, finding in zip(digest.findings, judgment.findings, strict=True):
        assert finding.start is not None
        assert finding.end is not None
        assert reasoning.start <= finding.start < finding.end <= reasoning.end
        surface = judgment.text[finding.start : finding.end]
        if held.reason is None:
            assert surface in digest.holding
        else:
            assert surface.startswith(chip(held.issue, held.finding, "zh"))
            assert held.reason in surface


@each
def test_the_sections_hold_title_facts_and_holding_and_cover_the_text(digest: Digest) -> None:
    judgment = to_annotated(digest)
    title, facts, reasoning = judgment.sections
    assert judgment.text[title.start : title.end] == digest.title
    assert judgment.text[facts.start : facts.end] == digest.facts
    assert judgment.text[reasoning.start :].startswith(digest.holding)
    assert (title.end + 1, facts.end + 1, reasoning.end) == (facts.start, reasoning.start, len(judgment.text))


@each
def test_a_date_is_the_decisions_own_and_a_year_says_where_it_is_from(digest: Digest) -> None:
    if digest.date is not None:
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", digest.date)
        assert digest.year == int(digest.date[:4])
        assert digest.date_basis == "source"
    assert (digest.year is None) == (digest.date_basis is None)
    if digest.date_basis == "case_number":
        numbers = [digest.case_number, *(other.number for other in digest.other_numbers)]
        assert any(number and f"（{digest.year}）" in number for number in numbers)
    if digest.date is None:
        assert digest.date_note is not None
        assert any(words in digest.date_note for words in A_DATE_NOT_THE_DECISIONS)


@each
def test_only_a_complete_number_of_its_own_makes_a_digest_citable(digest: Digest) -> None:
    assert digest.citable == (digest.case_number is not None)
    if digest.case_number is not None:
        assert re.fullmatch(r"（\d{4}）\S+\d+号", digest.case_number)
    for other in digest.other_numbers:
        incomplete = "隐去" in other.number or "推得" in other.procedure or "网页地址" in other.procedure
        assert other.citable is not incomplete
    assert not any("隐去" in number for number in to_annotated(digest).document.prior)


@each
def test_natural_persons_stay_shortened_and_addresses_stay_in_the_references(digest: Digest) -> None:
    for party in digest.parties:
        assert (party.kind == "person") == bool(SHORTENED.match(party.name)), party.name
    texts = msgspec.to_builtins(msgspec.structs.replace(digest, references=()))
    assert not re.search(r"https?:|www\.|\.(com|cn|net|org)\b", json.dumps(texts, ensure_ascii=False))
    assert digest.references


@each
def test_what_is_lost_by_inference_carries_no_amount_and_a_denial_of_everything_awards_nothing(digest: Digest) -> None:
    if digest.outcome == "none":
        assert digest.awarded_amount in (None, 0)
        assert not any(f.issue == "damages" and f.finding == "upheld" for f in digest.findings)
    if digest.outcome in {"full", "partial"}:
        assert digest.outcome_basis == "明载"
    if digest.outcome == "unknown":
        assert digest.outcome_basis == "未知"
        assert digest.awarded_amount is None
    if digest.outcome_basis == "推定":
        assert digest.appeal_result is None


@each
def test_an_agency_is_no_court_and_makes_no_court_finding(digest: Digest) -> None:
    assert digest.court is None or digest.authority is None
    assert (digest.court_level is None) == (digest.court is None)
    if digest.authority and digest.case_type == "administrative":
        assert digest.findings == ()
        assert digest.outcome not in MERITS
    if digest.court_level == "supreme":
        assert digest.region is None
    if digest.court and ("知识产权法院" in digest.court or "铁路" in digest.court):
        assert digest.special


def test_two_records_of_one_dispute_say_so() -> None:
    shared = [held for held in DIGESTS if held.dispute]
    assert {held.case_number for held in shared} == {"（2021）京0107民初12239号", "（2022）京73民终1195号"}
    assert len({held.dispute for held in shared}) == 1


def test_the_note_names_the_sources_and_marks_numbers_that_cannot_be_cited() -> None:
    digest = next(held for held in DIGESTS if any(not other.citable for other in held.other_numbers))
    note = to_note(digest)
    assert note.references == digest.references
    assert any(words.endswith("不可引用）") for words in note.other_numbers)


def test_the_store_gets_each_row_with_the_text_its_findings_point_into() -> None:
    documents = list(digest_documents())
    assert [raw.file for raw in documents] == [held.origin for held in DIGESTS]
    for raw, digest in zip(documents, DIGESTS, strict=True):
        assert (raw.kind, raw.layout) == ("digest", DIGEST_LAYOUT)
        assert annotate_digest(raw.data) == to_annotated(digest)
        assert annotate_digest(raw.data).text == raw.text
        assert digest_note(raw.data) == to_note(digest)


@given(st.lists(st.text(alphabet="客户名单，秘密性认定。甲乙", min_size=1, max_size=12), max_size=4))
def test_spans_hold_whatever_the_reasons_are(reasons: list[str]) -> None:
    findings = tuple(DigestFinding("secrecy", "upheld", reason=reason) for reason in reasons)
    judgment = to_annotated(msgspec.structs.replace(DIGESTS[0], findings=findings))
    for reason, finding in zip(reasons, judgment.findings, strict=True):
        assert judgment.text[finding.start : finding.end] == f"{chip('secrecy', 'upheld', 'zh')}。{reason}。"


@pytest.mark.parametrize(
    ("field", "value"),
    [("outcome", "胜诉"), ("court_level", "专门"), ("colour", "red"), ("findings", [{"issue": "secrecy"}])],
)
def test_a_broken_row_is_named_with_its_line(tmp_path: Path, field: str, value: object) -> None:
    row = json.loads(DIGESTS_FILE.read_bytes().splitlines()[0]) | {field: value}
    path = tmp_path / "digests.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="第1行"):
        load_digests(path)


def test_a_quote_that_the_holding_does_not_contain_is_refused(tmp_path: Path) -> None:
    quoting = msgspec.structs.replace(DIGESTS[0], findings=(DigestFinding("damages", "upheld", quote="判赔一亿元"),))
    path = tmp_path / "digests.jsonl"
    path.write_bytes(msgspec.json.encode(quoting))
    with pytest.raises(KnowledgeError, match="判赔一亿元"):
        load_digests(path)
