"""A citation has the form of 法学引注手册; what must not be cited is refused with the reason."""

from __future__ import annotations

import pytest

from analysis.citation import CitationRefusedError, cite, cite_passage, load_forms, official_number
from tests.app.records import record


def test_a_judgment_is_cited_by_parties_cause_court_number_and_type() -> None:
    assert cite(record()) == (
        "甲公司诉云某等侵害经营秘密纠纷案，江苏省苏州市中级人民法院（2023）苏05民初9955003号民事判决书。"
    )


def test_a_ruling_is_named_a_ruling_and_an_unknown_type_is_not_guessed() -> None:
    assert cite(record(doc_type="ruling")).endswith("号民事裁定书。")
    assert cite(record(doc_type="other")).endswith("（2023）苏05民初9955003号。")


def test_a_passage_is_quoted_with_its_case() -> None:
    quoted = cite_passage(record(), "具有\n秘密性。")
    assert quoted.startswith("“具有 秘密性。”（甲公司诉云某等")
    assert quoted.endswith("号民事判决书）")


def test_a_digest_is_never_quoted_as_the_courts_own_words() -> None:
    told = cite_passage(record(), "不具有秘密性。", "原审法院")
    assert told.startswith("原审法院：“不具有秘密性。”（")
    retold = cite_passage(record("digest"), "法院认为具有秘密性。")
    assert "“" not in retold
    assert "并非裁判文书原文" in retold


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (record("sample"), "sample"),
        (record(number=None), "no_number"),
        (record("digest", number=None), "no_number"),
        (record("digest", citable=False), "incomplete_number"),
        (record(court=None), "no_court"),
    ],
)
def test_what_must_not_be_cited_is_refused(given: object, reason: str) -> None:
    with pytest.raises(CitationRefusedError) as refused:
        cite(given)  # type: ignore[arg-type]
    assert refused.value.reason == reason
    assert refused.value.message == load_forms().refused[refused.value.reason]


def test_official_cases_are_cited_by_the_number_of_their_collection() -> None:
    guiding = record("official", title="指导案例999号：某甲诉某乙侵害经营秘密纠纷案")
    library = record("official", title="某甲侵害经营秘密案", number="2099-09-2-999-001")
    assert cite(guiding).endswith("，最高人民法院指导案例999号。")
    assert cite(library).endswith("，人民法院案例库2099-09-2-999-001。")


@pytest.mark.parametrize("form", load_forms().official, ids=lambda form: form.id)
def test_the_patterns_of_the_collections_hold_on_their_examples(form) -> None:  # type: ignore[no-untyped-def]
    for example in form.examples:
        assert official_number(example.text) == (form, example.number)
    for text in form.counter_examples:
        assert official_number(text) is None
