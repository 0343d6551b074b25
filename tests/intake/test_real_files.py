"""The layouts on the real files of the shared data folder, with the traps its README names (never copied here)."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from corpus.errors import IntakeError
from corpus.intake import read_file
from corpus.intake.court_document import is_court_document
from corpus.model import RawDocument

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("MICHA_SHARED", ROOT.parent / "shared")) / "data"
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"no shared data folder at {DATA} (MICHA_SHARED)"),
]
JUDGMENTS = {
    "wenshu_detail/2019_detail_response.json": "wenshu_detail",
    "wenshu_detail/2022_0.json": "wenshu_detail",
    "wenshu_detail/2023_1.json": "wenshu_detail",
    "wenshu_detail/2023_2.json": "wenshu_detail",
    "wenshu_detail/2024_3.json": "wenshu_detail",
    "wenshu_detail/with_table.json": "wenshu_detail",
    "wenshu_layouts/s1_s54.json": "wenshu_crawl_record",
    "wenshu_layouts/title_pubdate_html.json": "wenshu_crawl_html",
    "wenshu_pre2019/CreateContentJS_detail.js": "wenshu_old_script",
    "wenshu_pre2019/content.xhr": "wenshu_old_script",
    "wenshu_pre2019/body.html": "wenshu_old_page",
}
GOLD = [f"dev_gold/{letter}{number}.txt" for letter in "CDE" for number in range(1, 6)]


def one(name: str) -> RawDocument:
    (document,) = read_file(DATA / name)
    return document


@pytest.mark.parametrize(("name", "layout"), JUDGMENTS.items())
def test_real_judgments_are_read(name: str, layout: str) -> None:
    document = one(name)
    assert (document.layout, document.kind, document.truncated) == (layout, "judgment", False)
    assert is_court_document(document.text)
    assert not re.search(r"<[a-z/]|&[a-z]+;|[Ff][Oo][Nn][Tt]-|border-collapse", document.text)


@pytest.mark.parametrize("name", GOLD)
def test_development_gold_is_accepted_unchanged(name: str) -> None:
    document = one(name)
    assert document.kind == "judgment"
    assert not document.truncated
    assert document.text.encode() == (DATA / name).read_bytes()


def test_no_judgment_of_the_gold_is_refused() -> None:
    accepted = [one(str(path.relative_to(DATA))) for path in sorted((DATA / "dev_gold").glob("*.txt"))]
    assert len(accepted) == 24
    assert sum(document.truncated for document in accepted) == 1


def test_spaces_inside_words_are_left_to_the_parser() -> None:
    assert re.search(r"红谷 滩区", one("wenshu_detail/2022_0.json").text)


def test_metadata_date_ten_years_off_is_kept_as_written() -> None:
    document = one("wenshu_detail/2024_3.json")
    assert document.metadata.date == "2014-09-30"
    assert "二〇二四年九月二十八日" in document.text


def test_missing_date_is_none() -> None:
    assert one("wenshu_detail/2022_0.json").metadata.date is None


def test_tail_broken_into_single_characters_is_kept() -> None:
    assert [len(line) for line in one("wenshu_detail/2023_1.json").text.splitlines()[-6:]] == [1, 1, 1, 1, 3, 1]


def test_table_rows_are_lines() -> None:
    rows = [line.split("\t") for line in one("wenshu_detail/with_table.json").text.splitlines() if "\t" in line]
    assert [len(row) for row in rows] == [2, 2, 2]
    assert rows[0][0] == "户 名"


def test_statutes_in_python_notation_are_read() -> None:
    assert len(one("wenshu_layouts/s1_s54.json").metadata.statutes) == 5


def test_script_answer_and_body_of_one_judgment_give_one_text() -> None:
    assert one("wenshu_pre2019/content.xhr").text == one("wenshu_pre2019/body.html").text


def test_number_written_as_nothing_is_none() -> None:
    assert one("wenshu_pre2019/content.xhr").metadata.case_number is None


def test_list_answer_is_refused_as_a_list() -> None:
    with pytest.raises(IntakeError, match="列表"):
        one("wenshu_detail/2019_list_response.json")


def test_field_dictionary_is_no_judgment() -> None:
    with pytest.raises(IntakeError) as refusal:
        one("wenshu_detail/field_dictionary_s1_s54.json")
    assert refusal.value.reason == "unknown_layout"


def test_all_guiding_cases_are_official_with_keywords_from_the_heading() -> None:
    documents = [one(f"guiding_cases/{path.name}") for path in sorted((DATA / "guiding_cases").iterdir())]
    assert len(documents) == 187
    assert {(document.layout, document.kind) for document in documents} == {("guiding_case", "official")}
    assert all(len(document.metadata.keywords) >= 3 for document in documents)
    assert all(document.metadata.statutes and document.metadata.title for document in documents)
    assert min(len(document.text) for document in documents) > 500


def test_guiding_case_text_loses_no_word() -> None:
    for path in (DATA / "guiding_cases").iterdir():
        full = json.loads(path.read_bytes())["全文"]
        assert "".join(one(f"guiding_cases/{path.name}").text.split()) == "".join(full.split())


def test_library_entry_separates_statutes_from_instances() -> None:
    document = one("rmfyalk/content.json")
    assert (document.kind, document.truncated) == ("official", False)
    assert "######" not in document.text
    assert len(document.metadata.statutes) == 2
    assert document.text.splitlines()[-1].startswith("一审")


def test_search_answer_gives_partial_entries() -> None:
    documents = read_file(DATA / "rmfyalk/search.json")
    assert [document.file.rsplit("#")[-1] for document in documents] == ["1", "2", "3", "4", "5"]
    assert {(document.kind, document.truncated) for document in documents} == {("official", True)}
    assert not any("<em>" in document.text + str(document.metadata) for document in documents)


def test_gazette_text_that_stops_before_its_reasoning_is_marked() -> None:
    document = one("gazette/truncated_2003.md")
    assert (document.layout, document.kind, document.truncated) == ("gazette_markdown", "judgment", True)
    assert document.metadata.date == "2003.06.18"
    assert not document.text.endswith("方便")


def test_gazette_library_entry_is_official() -> None:
    document = one("gazette/ruku_2024-07-2-490-001.md")
    assert (document.kind, document.truncated) == ("official", False)
    assert document.metadata.document_id == "2024-07-2-490-001"
    assert len(document.metadata.keywords) == 5
