"""An exported table opens in a spreadsheet program without running anything."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from analysis.export import safe_cell, to_csv, to_xlsx


@pytest.mark.parametrize("text", ["=1+1", "+86", "-2", "@SUM(A1)", "\tx", "\r=x", " =1", "　=1", "＝1+1"])
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["（2023）苏05民初1号", "a=b", -5, 0.5, None, ""])
def test_the_rest_stays_as_it_is(value: str | float | None) -> None:
    assert safe_cell(value) == value


def test_csv_reads_back_and_begins_with_the_mark_excel_needs() -> None:
    data = to_csv(["案号", "元"], [["（2023）苏05民初1号", 3], ["第一行\n第二行", None]])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows == [["案号", "元"], ["（2023）苏05民初1号", "3"], ["第一行\n第二行", ""]]


@given(st.lists(st.lists(st.text(max_size=40), min_size=2, max_size=2), max_size=5))
def test_no_cell_of_a_workbook_is_a_formula(rows: list[list[str]]) -> None:
    sheet = load_workbook(io.BytesIO(to_xlsx(["a", "b"], rows, "结果"))).active
    assert sheet is not None
    assert sheet.max_row == len(rows) + 1
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_cell_longer_than_the_format_allows_is_cut_and_numbers_stay_numbers() -> None:
    sheet = load_workbook(io.BytesIO(to_xlsx(["a", "b"], [["长" * 40_000, 1.5]], "x" * 40))).active
    assert sheet is not None
    assert len(sheet["A2"].value) == 32_767
    assert sheet["B2"].value == 1.5
