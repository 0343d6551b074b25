"""A file with several judgments gives each of them; one that quotes another is not torn."""

from __future__ import annotations

import re

import pytest

from corpus.intake import read_bytes
from corpus.intake.court_document import squeeze
from corpus.intake.knowledge import Pattern, split_cues
from tests.intake.make_fixtures import pdf_files, word_files
from tests.intake.make_fixtures.make import page
from tests.intake.make_fixtures.words import HEAD, LINES, NUMBER, another

THREE = (*LINES, *another(1), *another(2))
NUMBERS = [NUMBER, another(1)[2], another(2)[2]]
CUES = split_cues()
WHOLE = ("court", "title", "number", "label", "case_name")


def text_file(lines: tuple[str, ...]) -> bytes:
    return "\r\n".join(lines).encode()


def numbers(data: bytes, name: str = "文书") -> list[str]:
    """The number in the third line of each document."""
    return [document.text.splitlines()[2] for document in read_bytes(data, name)]


@pytest.mark.parametrize("field", CUES.__struct_fields__)
def test_cue_finds_its_examples_and_nothing_else(field: str) -> None:
    cue: Pattern = getattr(CUES, field)
    find = re.compile(cue.pattern).fullmatch if field in WHOLE else re.compile(cue.pattern).search
    assert [text for text in cue.examples if not find(squeeze(text))] == []
    assert [text for text in cue.counter_examples if find(squeeze(text))] == []


@pytest.mark.parametrize(
    "data",
    [
        text_file(THREE),
        page(THREE, "utf-8").encode(),
        word_files.plain(THREE),
        pdf_files.set_pages(THREE, heads=False),
        ("{\\rtf1\\ansi\\ansicpg936 " + "\\par ".join(THREE) + "}").encode("gb18030"),
    ],
    ids=["text", "html", "docx", "pdf", "rtf"],
)
def test_each_judgment_is_a_document_of_its_own(data: bytes) -> None:
    documents = read_bytes(data, "卷.docx")
    assert [document.file for document in documents] == ["卷.docx#1", "卷.docx#2", "卷.docx#3"]
    assert numbers(data) == NUMBERS
    assert all(document.data == data and not document.truncated for document in documents)


def test_no_word_goes_lost_between_two_judgments() -> None:
    documents = read_bytes(text_file(THREE), "卷.txt")
    assert "".join(squeeze(document.text) for document in documents) == squeeze("".join(THREE))


def test_articles_printed_behind_the_signature_stay_with_their_judgment() -> None:
    law = ("附：相关法律条文", "《某法》第一条　为了保护权利，制定本法。", "第二条　本法自公布之日起施行。")
    first, second = read_bytes(text_file((*LINES, *law, *another(1))), "卷.txt")
    assert first.text.endswith(law[-1])
    assert second.text.startswith(LINES[0])


def test_a_name_of_the_case_above_the_head_belongs_to_it() -> None:
    name = "江海青帆贸易有限公司与壬某某侵害经营秘密纠纷一审民事判决书"
    first, second = read_bytes(text_file((*LINES, name, *another(1))), "卷.txt")
    assert second.text.startswith(name)
    assert first.text.endswith(LINES[-1])


def test_a_list_of_contents_is_no_judgment() -> None:
    contents = ("目录", *(f"民事判决书{number}" for number in NUMBERS))
    assert numbers(text_file((*contents, *THREE))) == NUMBERS


@pytest.mark.parametrize("introduced", ["第三人提交的判决书内容为：", "原告提交证据一份。"])
@pytest.mark.parametrize("quoted", [another(1)[:6], another(1)], ids=["head", "whole"])
def test_a_judgment_quoted_among_the_facts_splits_nothing(introduced: str, quoted: tuple[str, ...]) -> None:
    lines = (*HEAD, introduced, *quoted, *LINES[len(HEAD) :])
    (document,) = read_bytes(text_file(lines), "一份.txt")
    assert document.text.splitlines() == list(lines)


def test_a_judgment_behind_one_that_quotes_is_still_found() -> None:
    host = (*HEAD, "原告提交证据一份。", *another(1), *LINES[len(HEAD) :])
    first, second = read_bytes(text_file((*host, *another(2))), "两份.txt")
    assert first.text.splitlines() == list(host)
    assert second.text.splitlines() == list(another(2))


def test_an_appended_judgment_stays_with_the_one_that_appends_it() -> None:
    (document,) = read_bytes(text_file((*LINES, "附：一审民事判决书", *another(1))), "一份.txt")
    assert document.file == "一份.txt"


def test_titles_and_numbers_in_sentences_split_nothing() -> None:
    said = "本院另查明，江海市临江区人民法院作出（2019）虚0199民初9900001号民事判决书，原告：甲公司胜诉。"
    lines = (*LINES[:10], said, *LINES[10:])
    assert len(read_bytes(text_file(lines), "一份.txt")) == 1


def test_a_page_break_parts_a_cut_judgment_from_the_next() -> None:
    cut = LINES[:11]
    paragraphs = "".join(word_files.paragraph(word_files.run(line)) for line in cut)
    new_page = word_files.paragraph('<w:r><w:br w:type="page"/></w:r>')
    first, second = read_bytes(word_files.plain(another(1), paragraphs + new_page), "两份.docx")
    assert (first.truncated, second.truncated) == (True, False)
    assert "\f" not in first.text + second.text
    assert second.text.splitlines() == list(another(1))
