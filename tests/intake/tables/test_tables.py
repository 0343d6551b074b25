"""Tables: headings of many kinds are understood, every row is a document or a refusal, nothing is evaluated."""

from __future__ import annotations

import csv
import io
import re
import tracemalloc
import zipfile
from pathlib import Path

import duckdb
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import IntakeError, SettingsError
from corpus.intake import read_bytes, read_file_parts, read_parts
from corpus.intake.sources import Source, bytes_source
from corpus.intake.tables.columns import FIELDS, field_of, read_mapping, table_facts, understand
from corpus.intake.tables.csv_head import csv_head
from corpus.intake.tables.csv_rows import LONGEST_ROW, Row, csv_rows
from corpus.intake.tables.rows import EXCEL_CELL
from tests.intake.tables.material import ADVERT, HEADINGS, TEXT, as_csv, as_zip, dump_row, judgment, parts


def test_examples_of_the_data_file_hold() -> None:
    assert [row.field for row in table_facts().fields] == list(FIELDS)
    for row in table_facts().fields:
        for heading in row.examples:
            assert (field_of(heading) or ("none",))[0] == row.field, heading
        for heading in row.counter_examples:
            assert (field_of(heading) or ("none",))[0] != row.field, heading
    for around in table_facts().around:
        edge = r"\A(?:{})" if around.where == "first" else r"(?:{})\Z"
        pattern = re.compile(edge.format(around.pattern))
        assert all(pattern.search(example) for example in around.examples), around.id
        assert not any(pattern.search(example) for example in around.counter_examples), around.id


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("delimiter", "end"), [(",", "\r\n"), ("\t", "\n"), (";", "\n")])
def test_a_dump_is_read_in_every_encoding(encoding: str, delimiter: str, end: str) -> None:
    data = as_csv([HEADINGS, dump_row(1), dump_row(2, 案由="")], encoding, delimiter, end)
    documents, refusals = parts(data, "2021.csv")
    assert not refusals
    first, second = documents["2021.csv#1"], documents["2021.csv#2"]
    assert first.text == judgment(1), "the dump's own words around the text are left behind"
    assert first.layout == "table"
    assert first.metadata.case_number == "（2021）虚0199民初9900001号"
    assert first.metadata.date == "2021-05-06"
    assert first.metadata.cause == "侵害商业秘密纠纷"
    assert first.metadata.court == "虚构市第一区人民法院"
    assert first.metadata.document_id == f"{1:032x}"
    assert second.metadata.cause is None


def test_a_row_is_read_again_from_its_own_bytes() -> None:
    for document in read_bytes(as_csv([HEADINGS, dump_row(1), dump_row(2)]), "a.csv"):
        assert read_bytes(document.data, document.file) == [document]


@pytest.mark.parametrize("headings", [
    ("Case No.", "Full Text"), ("文号", "正文"), ("案　号", "判决书内容"), ("s7", "qwContent"),
    ("标题（案名）", "文书全文"),
])  # fmt: skip
def test_other_headings_are_understood(headings: tuple[str, str]) -> None:
    documents, _ = parts(as_csv([headings, ("（2021）虚0199民初9900001号", TEXT)], end="\n"), "a.csv")
    assert [document.text for document in documents.values()] == [TEXT.strip()]


def test_markup_in_a_cell_is_drawn_out() -> None:
    page = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
    documents, _ = parts(as_csv([("案号", "qwContent"), ("x", page)]), "a.csv")
    assert "<p>" not in documents["a.csv"].text
    assert "本院认为" in documents["a.csv"].text


def test_rows_without_full_text_are_refused_and_the_others_taken() -> None:
    rows = [
        HEADINGS,
        dump_row(1, 全文=""),
        dump_row(2),
        dump_row(3, 全文="  "),
        dump_row(4, 全文="不公开理由：人民法院认为不宜公开"),
    ]
    documents, refusals = parts(as_csv(rows), "a.csv")
    assert list(documents) == ["a.csv#2"]
    assert {name: fault.reason for name, fault in refusals.items()} == {
        "a.csv#1": "no_text", "a.csv#3": "no_text", "a.csv#4": "not_a_judgment",
    }  # fmt: skip


def test_a_table_without_full_texts_is_refused_once_with_its_columns() -> None:
    ((_, fault),) = parts(as_csv([("案号", "法院", "备注"), ("x", "y", "z")]), "a.csv")[1].items()
    assert fault.reason == "no_text"
    assert "案号 ← 案号" in fault.message
    assert "--map" in fault.message


def test_rows_that_are_no_rows_are_refused_by_their_number() -> None:
    damaged = as_csv([dump_row(3)]).replace("本院认为".encode(), b"\xff\xfe" * 30)
    data = as_csv([HEADINGS, dump_row(1)]) + b"a,b\r\n\r\n" + damaged + as_csv([dump_row(2)])
    documents, refusals = parts(data, "a.csv")
    assert {name: fault.reason for name, fault in refusals.items()} == {"a.csv#2": "unreadable", "a.csv#3": "encoding"}
    assert list(documents) == ["a.csv#1", "a.csv#4"]


def test_what_the_user_says_of_columns_outranks_the_headings(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("text: 甲栏\ncase_number: 乙栏\ncourt: null\n", encoding="utf-8")
    mapping = read_mapping(tmp_path / "map.yaml")
    data = as_csv([("乙栏", "甲栏", "法院", "全文"), ("（2021）虚0199民初9900001号", TEXT, "某院", "")])
    (document,) = read_parts(data, "a.csv", mapping)
    assert not isinstance(document, IntakeError)
    assert document.text == TEXT.strip()
    assert (document.metadata.case_number, document.metadata.court) == ("（2021）虚0199民初9900001号", None)
    other = read_parts(as_csv([("乙栏", "全文"), ("x", TEXT)]), "b.csv", mapping)
    assert [part.reason for part in other if isinstance(part, IntakeError)] == ["unknown_layout"]


@pytest.mark.parametrize("written", ["text: [a]", "nonsense: 全文", "{", "- text"])
def test_a_wrong_mapping_says_what_can_be_written(written: str, tmp_path: Path) -> None:
    (tmp_path / "map.json").write_text(written, encoding="utf-8")
    with pytest.raises(SettingsError, match="case_number"):
        read_mapping(tmp_path / "map.json")


def test_the_better_name_wins_and_the_sentence_says_what_is_left() -> None:
    columns = understand(["内容", "案号", "全文", "公开日期"])
    assert columns is not None
    assert columns.places == {"text": 2, "case_number": 1}
    assert "内容" in columns.sentence()
    assert "公开日期" in columns.sentence()


@pytest.mark.parametrize(
    "text", [TEXT, TEXT.replace("，", ","), "案号,日期\n" + TEXT, "原告,被告\n甲,乙\n", "a,b,c\n1,2,3\n"]
)
def test_a_judgment_or_another_table_is_no_table_of_judgments(text: str) -> None:
    head = csv_head(bytes_source(text.encode(), "a.txt"), None)
    assert head is None or text.startswith("案号,日期")


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_read_below_its_title_lines() -> None:
    data = workbook(
        {"名单": [["案例汇总"], [], ["案号", "全文"], ["（2021）虚0199民初9900001号", TEXT], [None, None], ["x", None]]}
    )
    documents, refusals = parts(data, "表.xlsx")
    assert [document.text for document in documents.values()] == [TEXT.strip()]
    assert list(documents) == ["表.xlsx#1"]
    assert {name: fault.reason for name, fault in refusals.items()} == {"表.xlsx#3": "no_text"}


def test_sheets_are_named_and_one_that_is_no_table_is_refused() -> None:
    data = workbook({"一": [["案号", "全文"], ["x", TEXT]], "说明": [["仅供内部参考"]], "空": []})
    documents, refusals = parts(as_zip({"b.xlsx": data}), "a.zip")
    assert list(documents) == ["a.zip!b.xlsx!一"]
    assert refusals["a.zip!b.xlsx!说明"].reason == "unknown_layout"


def test_a_cell_as_long_as_excel_allows_is_marked_truncated() -> None:
    long = TEXT.strip() + "续" * (EXCEL_CELL - len(TEXT.strip()))
    data = workbook({"一": [["案号", "全文"], ["x", long], ["y", long[:-1]]]})
    documents, _ = parts(data, "a.xlsx")
    assert [document.truncated for document in documents.values()] == [True, False]


def test_formulas_are_never_evaluated() -> None:
    data = workbook(
        {"一": [["案号", "全文"], ['=HYPERLINK("http://example.invalid","x")', TEXT], ["y", '=CONCAT("本院","认为")']]}
    )
    documents, refusals = parts(data, "a.xlsx")
    assert documents["a.xlsx#1"].metadata.case_number is None, "no value was saved with the formula"
    assert refusals["a.xlsx#2"].reason == "no_text"


def test_a_broken_workbook_is_refused() -> None:
    data = workbook({"一": [["案号", "全文"], ["x", TEXT]]})
    broken = bytearray(data)
    broken[data.index(b"xl/worksheets/sheet1.xml") + 60] ^= 0xFF
    assert [fault.reason for fault in parts(bytes(broken), "a.xlsx")[1].values()] == ["truncated_file"]


@pytest.mark.parametrize(("declared", "reference"), [
    ('<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;"),
    ('<!DOCTYPE r [<!ENTITY a "' + "a" * 99 + '">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 30}">' for n in range(9)) + "]>", "&j;"),
])  # fmt: skip
def test_entities_in_a_workbook_are_not_expanded(declared: str, reference: str) -> None:
    whole = zipfile.ZipFile(io.BytesIO(workbook({"一": [["案号", "全文"], ["S99", TEXT]]})))
    held = {name: whole.read(name) for name in whole.namelist()}
    sheet = held["xl/worksheets/sheet1.xml"].decode()
    assert "<t>S99</t>" in sheet
    sheet = declared + sheet.partition("?>")[2] if sheet.startswith("<?xml") else declared + sheet
    held["xl/worksheets/sheet1.xml"] = sheet.replace("<t>S99</t>", f"<t>S99{reference}</t>").encode()
    found = list(read_parts(as_zip(held), "a.xlsx"))
    assert [part.reason for part in found if isinstance(part, IntakeError)] == ["truncated_file"]


def test_a_table_of_headings_only_is_told() -> None:
    for data in (as_csv([HEADINGS]), workbook({"一": [list(HEADINGS)]})):
        assert [(fault.reason, name) for name, fault in parts(data, "a")[1].items()] == [("empty", "a")]


def test_parquet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (案号 VARCHAR, 全文 VARCHAR, 裁判日期 DATE, 序号 INT)")
        connection.execute("INSERT INTO t VALUES ('x', ?, '2021-05-06', 1), ('y', NULL, NULL, 2)", (TEXT,))
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    documents, refusals = parts(as_zip({"b.parquet": path.read_bytes()}), "a.zip")
    assert documents["a.zip!b.parquet#1"].metadata.date == "2021-05-06"
    assert refusals["a.zip!b.parquet#2"].reason == "no_text"
    ((_, fault),) = parts(path.read_bytes()[:300], "c.parquet")[1].items()
    assert fault.reason == "truncated_file"


CELL = st.text(alphabet=st.sampled_from('甲乙,，\r\n"。 ab'), max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=20), st.sampled_from(["\n", "\r\n"]), st.integers(1, 50))
def test_cells_with_quotes_and_line_ends_are_whole_wherever_blocks_end(
    rows: list[tuple[str, str]], end: str, block: int
) -> None:
    held = [(f"号{number}", *row) for number, row in enumerate(rows)]
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([("案号", "全文", "法院"), *held])
    data = out.getvalue().encode()
    source = Source("a", len(data), lambda: iter([data[at : at + block] for at in range(0, len(data), block)]))
    head = csv_head(source, None)
    assert head is not None
    assert [row.cells for row in csv_rows(source, head) if isinstance(row, Row)] == held


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_line_too_long_is_refused_and_the_rows_around_it_are_read(encoding: str) -> None:
    around = [HEADINGS, dump_row(1), dump_row(2, 全文="本院的人" * (LONGEST_ROW // 4 + 5)), dump_row(3)]
    documents, refusals = parts(as_csv(around, encoding, end="\n"), "a.csv")
    assert list(documents) == ["a.csv#1", "a.csv#3"]
    assert {name: fault.reason for name, fault in refusals.items()} == {"a.csv#2": "too_large"}


def test_a_giant_line_takes_no_memory_of_its_size(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as out:
        out.write(as_csv([HEADINGS, dump_row(1)], end="\n"))
        for _ in range(200):
            out.write(b"x" * 2**20)
        out.write(b"\n" + as_csv([dump_row(3)], end="\n"))
    tracemalloc.start()
    outcomes = [p.reason if isinstance(p, IntakeError) else p.file for p in read_file_parts(path)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert outcomes == [f"{path}#1", "too_large", f"{path}#3"]
    assert peak < 60 * 2**20


def test_a_quote_that_is_never_closed_costs_one_row() -> None:
    bad = ",".join(['"x', *HEADINGS[1:]])
    data = as_csv([HEADINGS, dump_row(1)]) + f"{bad}\r\n".encode() + as_csv([dump_row(2), dump_row(3)])
    documents, refusals = parts(data, "a.csv")
    assert list(documents) == ["a.csv#1", "a.csv#3", "a.csv#4"]
    assert list(refusals) == ["a.csv#2"]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_every_line_end_is_read(end: str) -> None:
    assert len(parts(as_csv([HEADINGS, dump_row(1), dump_row(2)], end=end), "a.csv")[0]) == 2


def test_mixed_line_ends_lose_no_row() -> None:
    data = as_csv([HEADINGS, dump_row(1)]) + as_csv([dump_row(2)], end="\n") + as_csv([dump_row(3), dump_row(4)])
    assert len(parts(data, "a.csv")[0]) == 4


def test_the_advert_goes_and_a_judgment_about_that_channel_stays() -> None:
    spoken = judgment(3, extra="被告经营微信公众号“马克数据网”属实。")
    documents, _ = parts(as_csv([HEADINGS, dump_row(3, 全文=spoken + "。" + ADVERT)]), "a.csv")
    assert documents["a.csv"].text == spoken + "。"
