"""What a database's editors wrote is never stored as the court's words (all texts fictional)."""

from __future__ import annotations

import re

import pytest

from corpus.errors import IntakeError
from corpus.intake import read_bytes
from corpus.intake.court_document import squeeze
from corpus.intake.knowledge import Pattern, editors
from tests.intake.make_fixtures import pdf_files, word_files
from tests.intake.make_fixtures.words import LINES

PREFACE = (
    "【法宝引证码】CLI.C.99000001",
    "【核心问题】客户名单何时构成经营秘密？",
    "【裁判要旨】编辑认为名单须含深度信息。",
)
SUMMARY = (
    *PREFACE,
    "基本案情",
    "原告诉被告一案。",
    "裁判结果",
    "判决如下：驳回。",
    "裁判理由",
    "本院认为，名单不构成秘密。",
)


@pytest.mark.parametrize("cue", [editors().marks, editors().heading], ids=["marks", "heading"])
def test_cue_finds_its_examples_and_nothing_else(cue: Pattern) -> None:
    assert [text for text in cue.examples if not re.search(cue.pattern, squeeze(text))] == []
    assert [text for text in cue.counter_examples if re.search(cue.pattern, squeeze(text))] == []


@pytest.mark.parametrize(
    "data",
    ["\n".join(SUMMARY).encode(), word_files.plain(SUMMARY), pdf_files.set_pages(SUMMARY)],
    ids=["text", "docx", "pdf"],
)
def test_a_summary_alone_is_refused(data: bytes) -> None:
    with pytest.raises(IntakeError) as caught:
        read_bytes(data, "摘要")
    assert (caught.value.reason, "编辑" in caught.value.message) == ("not_a_judgment", True)


@pytest.mark.parametrize(
    "data",
    ["\n".join((*PREFACE, *LINES)).encode(), word_files.plain((*PREFACE, *LINES))],
    ids=["text", "docx"],
)
def test_a_judgment_is_taken_without_the_summary_before_it(data: bytes) -> None:
    (document,) = read_bytes(data, "全文")
    assert (document.kind, document.text.split("\n")) == ("judgment", list(LINES))


def test_words_of_a_court_that_sound_like_headings_stay() -> None:
    lines = (*LINES[:9], "本案的争议焦点为：名单是否构成商业秘密。", *LINES[9:])
    assert read_bytes("\n".join(lines).encode(), "a.txt")[0].text == "\n".join(lines)
