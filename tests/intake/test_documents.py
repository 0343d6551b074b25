"""What the document layouts make of Word, RTF, PDF and web archives (all content fictional)."""

from __future__ import annotations

import re

import pytest

from corpus.intake import read_bytes
from corpus.intake.knowledge import pages
from corpus.intake.page_lines import is_page_number
from corpus.intake.word_numbers import chinese
from tests.intake.make_fixtures import pdf_files, word_files
from tests.intake.make_fixtures.make import mhtml, page, rtf
from tests.intake.make_fixtures.words import LINES, NUMBERED_ORDERS

NAMES = ("文书.doc", "文书.txt", "文书")


def text_of(data: bytes, name: str = "文书.doc") -> str:
    (document,) = read_bytes(data, name)
    return document.text


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(("data", "layout"), [
    (word_files.plain(LINES), "docx"),
    (rtf(), "rtf"),
    (mhtml("gb2312", "base64"), "mhtml"),
    (word_files.word_2003(), "word_xml"),
    (pdf_files.set_pages(LINES), "pdf"),
    (page(LINES, "utf-8").encode(), "html_page"),
])  # fmt: skip
@pytest.mark.parametrize("name", NAMES)
def test_the_layout_is_told_by_the_content(data: bytes, layout: str, name: str) -> None:
    assert [document.layout for document in read_bytes(data, name)] == [layout]


@pytest.mark.parametrize("data", [word_files.plain(LINES), pdf_files.set_pages(LINES)], ids=["docx", "pdf"])
def test_no_word_is_lost_and_no_line_is_torn(data: bytes) -> None:
    assert [squeezed(line) for line in text_of(data).split("\n")] == [squeezed(line) for line in LINES]


def test_what_word_numbers_by_itself_is_written_out() -> None:
    lines = text_of(word_files.rich()).split("\n")
    assert set(NUMBERED_ORDERS) <= set(lines)


@pytest.mark.parametrize("data", [word_files.rich(), rtf(), word_files.word_2003()], ids=["docx", "rtf", "xml"])
def test_deleted_and_hidden_words_are_left_out(data: bytes) -> None:
    text = text_of(data)
    assert "已删除" not in text
    assert "隐藏" not in text
    assert "不应出现" not in text


@pytest.mark.parametrize("data", [word_files.rich(), rtf()], ids=["docx", "rtf"])
def test_a_note_follows_the_paragraph_that_calls_it_and_tables_stay_in_place(data: bytes) -> None:
    lines = text_of(data).split("\n")
    at = next(n for n, line in enumerate(lines) if line.endswith("主要客户如下：[1]"))
    assert lines[at + 1].startswith("[1] 名单见证据卷第三册")
    assert lines[at + 2 : at + 5] == ["客户\t联系人\t成交笔数", "云帆行\t甲某\t12", "海岳社\t乙某\t7"]


def test_a_paragraph_whose_end_was_deleted_goes_on() -> None:
    assert "\n本院认为，该名单记有" in text_of(word_files.rich())


def test_a_header_that_repeats_the_body_is_not_repeated_and_another_stands_first() -> None:
    lines = text_of(word_files.rich()).split("\n")
    assert lines[0] == "虚构卷宗第九十九册"
    assert lines.count(LINES[0]) == 1
    assert not [line for line in lines if is_page_number(line)]


def test_gbk_bytes_with_raw_trail_bytes_and_without_font_charset_are_read() -> None:
    body = b"".join(line.encode("gb18030") + b"\\par\n" for line in LINES)  # raw bytes, as some programs write them
    assert text_of(b"{\\rtf1\\ansi\\deff0 " + body + b"}").split("\n") == list(LINES)


def test_an_unicode_escape_takes_its_stand_ins_with_it() -> None:
    body = "".join(line + r"\par " for line in LINES).replace("甲", r"\uc2\u30002\'bc\'d7")
    coded = b"{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 x;}}\\f0 " + body.encode("gb18030") + b"}"
    assert text_of(coded).split("\n") == list(LINES)


def test_running_heads_page_numbers_and_page_ends_leave_no_trace() -> None:
    data = pdf_files.set_pages(LINES, rows=7)
    text = text_of(data)
    assert "裁判文书" not in text
    assert "共 " not in text
    assert [squeezed(line) for line in text.split("\n")] == [squeezed(line) for line in LINES]


def test_columns_are_read_one_after_the_other() -> None:
    lines = [squeezed(line) for line in text_of(pdf_files.two_columns()).split("\n")]
    assert lines == [squeezed(line) for line in LINES]


@pytest.mark.parametrize("example", pages().number.examples)
def test_page_numbers_are_known(example: str) -> None:
    assert is_page_number(example)


@pytest.mark.parametrize("example", pages().number.counter_examples)
def test_other_lines_are_no_page_numbers(example: str) -> None:
    assert not is_page_number(example)


@pytest.mark.parametrize(("number", "written"), [
    (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (105, "一百零五"), (110, "一百一十"), (1001, "一千零一"),
    (3456, "三千四百五十六"), (10_000, "10000"),
])  # fmt: skip
def test_chinese_counting(number: int, written: str) -> None:
    assert chinese(number) == written
