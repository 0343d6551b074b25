"""Passages: a few sentences each, within one section, nothing lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import codes
from index.passages import LONGEST, SHORTEST, split_passages, view_of
from tests.index.support import record

SENTENCE = "被告离职后使用原告的客户信息与原告的客户交易，构成侵害商业秘密。"


def lengths(text: str) -> list[int]:
    return [passage.end - passage.start for passage in split_passages(record("k", ("reasoning", text)))]


def test_sentences_are_gathered_to_some_hundred_characters() -> None:
    found = lengths(SENTENCE * 60)
    assert all(200 <= length <= LONGEST for length in found[:-1])


def test_a_passage_ends_where_a_sentence_ends() -> None:
    case = record("k", ("reasoning", SENTENCE * 60))
    assert all(case.judgment.text[passage.end - 1] == "。" for passage in split_passages(case))


def test_a_closing_quotation_mark_stays_with_its_sentence() -> None:
    case = record("k", ("facts", ("他说：“把客户都带走。”" * 60)))
    assert all(case.judgment.text[passage.end - 1] == "”" for passage in split_passages(case))


def test_a_short_rest_joins_the_passage_before() -> None:
    assert all(length >= SHORTEST for length in lengths(SENTENCE * 11))


def test_a_text_without_any_full_stop_is_cut_at_commas_or_by_force() -> None:
    assert max(lengths("客户名单，" * 500)) <= LONGEST + SHORTEST
    assert max(lengths("客" * 3000)) <= LONGEST + SHORTEST


def test_no_passage_crosses_a_section() -> None:
    case = record("k", ("claims", "原告诉称有秘密。"), ("reasoning", "本院认为没有。"), ("order", "驳回。"))
    assert [(p.section, p.view, case.judgment.text[p.start : p.end]) for p in split_passages(case)] == [
        ("claims", "party", "原告诉称有秘密。"),
        ("reasoning", "court", "本院认为没有。"),
        ("order", "court", "驳回。"),
    ]


def test_text_outside_all_sections_is_kept() -> None:
    found = split_passages(record("k"))
    assert found == []
    bare = record("k", ("facts", "甲。"))
    unsectioned = type(bare)(**{**_fields(bare), "judgment": _without_sections(bare)})
    assert [(p.section, p.view) for p in split_passages(unsectioned)] == [("other", "other")]


def _fields(case: object) -> dict[str, object]:
    return {name: getattr(case, name) for name in case.__struct_fields__}  # type: ignore[attr-defined]


def _without_sections(case: object) -> object:
    judgment = case.judgment  # type: ignore[attr-defined]
    return type(judgment)(**{**_fields(judgment), "sections": ()})


@pytest.mark.parametrize("section", codes.codes(codes.SectionKind))
def test_every_section_is_someones_words(section: str) -> None:
    expected = {"reasoning": "court", "order": "court"}
    party = {"claims", "defence", "appeal_claims", "appeal_defence", "earlier_claims"}
    assert view_of(section) == expected.get(section, "party" if section in party else "other")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(codes.codes(codes.SectionKind)), st.text(alphabet="客户，。；”\n 　a1！", max_size=900)
        ),
        max_size=5,
    )
)
def test_passages_hold_every_word_once_and_in_order(parts: list) -> None:  # type: ignore[type-arg]
    case = record("k", *parts)
    text, passages = case.judgment.text, split_passages(case)
    assert "".join("".join(text[p.start : p.end] for p in passages).split()) == "".join(text.split())
    assert all(left.end <= right.start for left, right in pairwise(passages))
    assert all(p.end - p.start <= LONGEST + SHORTEST for p in passages)
    assert [p.id for p in passages] == [f"k#{n}" for n in range(len(passages))]
