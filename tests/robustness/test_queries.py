"""Any query is answered in seconds, whatever it holds; wrong use is named and exits 2."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.settings import Settings
from index.library import Library, open_library
from index.search import search, similar
from index.types import SearchRequest, SearchResult
from tests.robustness.conftest import Inside
from tests.robustness.support import JUDGMENT, calm, lines

SECONDS = 5.0
ODD = [
    "", " ", "　\n\t", "。，！？；：", "…—·", "的", "的了是在和", "𠮷", "😀", "👨‍👩‍👧", "\u200f\u202e", "\0",
    "\ud800", "a\0b", '""', "“”", "「」", '"', "“", '"客户', "客户”名单“", '"。"', '"的"', '"𠮷"', "“😀”",
    '"客', "“客户名单", '""""', "“”“”“", "+客户 -名单", "客户 AND (名单 OR", "words:客户", "客户~2 名单^5",
    "[客户 TO 名单]", "{* TO *}", "*", "?", "\\", "NOT", "AND", "'; DROP TABLE records; --", "客户' OR '1'='1",
    "%", "_", "/客户/", "客户*", "<script>alert(1)</script>", "\\u0000", "（2019）", "（2019）浙01民初",
    "（9999）最高法民终99999999999999号", "第条", "１２３", "９" * 400, "零〇○", "客户" * 10_000,
    "，" * 20_000, "“客" * 5_000, '"' * 20_001, "一二三四" * 5_000, "（2019）浙01民初1号" * 1_300,
    "🀄" * 20_000, "“" + "客户名单" * 1_000 + "”",
]  # fmt: skip


@pytest.fixture(scope="module")
def library(built: Path) -> Iterator[Library]:
    opened = open_library(Settings(home=str(built), encoder="none"), with_encoder=False)
    yield opened
    opened.close()


def answered(library: Library, text: str) -> SearchResult:
    """The result, after checking that it came in time."""
    begun = time.process_time()
    result = search(SearchRequest(text), library)
    assert time.process_time() - begun < SECONDS
    return result


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_queries_are_answered(text: str, library: Library) -> None:
    result = answered(library, text)
    assert result.hits or result.notes, "nothing found says why"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["", '"', "“", "（", "[", "\\", ":", "𠮷", "\0"]))
def test_any_query_is_answered(library: Library, text: str, sign: str) -> None:
    answered(library, f"客户{sign}{text}{sign}名单")


def test_a_whole_judgment_is_a_query(library: Library) -> None:
    assert answered(library, (JUDGMENT * 60)[:135_658]).hits


@pytest.mark.parametrize("text", [text for text in ODD if text.strip() and "\0" not in text and len(text) < 500])
def test_what_is_highlighted_lies_in_the_passage(text: str, library: Library) -> None:
    for hit in answered(library, text).hits:
        for passage in hit.passages:
            assert all(0 <= place.start < place.end <= len(passage.text) for place in passage.highlights)


def test_similar_is_answered_for_every_record(library: Library) -> None:
    for key in list(library.engine.scan())[:10]:
        assert key not in {found.hit.key for found in similar(key, library, 3)}


@pytest.mark.parametrize(("arguments", "said"), [
    (["客户", "--filter", "nonsense=1"], "court_level"),
    (["客户", "--filter", "court_level"], "字段=取值"),
    (["客户", "--filter", "=x"], "可用的字段"),
    (["客户", "--filter", "court_level=moon"], "supreme"),
    (["客户", "--filter", "finding=secrecy:maybe"], "secrecy:upheld"),
    (["客户", "--filter", "date=2019-13..2020"], "日期"),
    (["客户", "--filter", "date=昨天"], "日期"),
    (["客户", "--filter", "year=19"], "年份"),
    (["客户", "--filter", "awarded=许多"], "金额"),
    (["客户", "--filter", "awarded=NaN"], "金额"),
    (["客户", "--mode", "magic"], "hybrid"),
    (["客户", "--kinds", "novel"], "digest"),
    (["客户", "-k", "0"], "-k"),
    (["客户", "-k", "-1"], "-k"),
    (["客户", "-k", "100000"], "-k"),
    ([], "查询"),
    (["客户", "--queries", "/nowhere"], ""),
    (["--queries", "/nowhere"], "/nowhere"),
])  # fmt: skip
def test_wrong_use_exits_2_and_says_what_fits(arguments: list[str], said: str, built: Path, inside: Inside) -> None:
    done = inside(built, "index", "search", *arguments, "--json")
    assert done.returncode == 2
    assert said in calm(done, 2)
    assert done.stdout == ""


def test_a_file_of_queries_with_a_broken_line_names_the_line(built: Path, tmp_path: Path, inside: Inside) -> None:
    file = tmp_path / "queries.jsonl"
    good = '{"_id": "a", "text": "客户名单"}\n'
    for broken in (b"{oops\n", b'{"_id": 3}\n', b"\xff\n", b'["a"]\n'):
        file.write_bytes(good.encode() + broken)
        done = inside(built, "index", "search", "--queries", str(file), "--json")
        assert "第 2 行" in calm(done, 2)


def test_many_odd_queries_in_one_file_each_get_their_line(built: Path, tmp_path: Path, inside: Inside) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_text('{"_id": "a", "text": ""}\n\n{"_id": "b", "text": "。"}\n{"_id": "c", "text": "客户"}\n')
    done = inside(built, "index", "search", "--queries", str(file), "--json", "-k", "1")
    calm(done, 0)
    assert [line["query_id"] for line in lines(done)] == ["a", "b", "c"]


def test_search_before_the_first_build_says_to_build(tmp_path: Path, inside: Inside) -> None:
    done = inside(tmp_path / "home", "index", "search", "客户")
    assert "python -m index build" in calm(done, 0, 1) + done.stdout


def test_similar_to_an_unknown_key_is_named(built: Path, inside: Inside) -> None:
    done = inside(built, "index", "similar", "nothing", "--json")
    assert "corpus list" in calm(done, 1)
    assert done.stdout == ""
