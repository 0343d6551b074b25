"""Importing archives and tables by the command: what is stored, what is said of the columns."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.importing import import_paths
from corpus.intake import column_notes
from corpus.store import Store
from tests.intake.tables.material import HEADINGS, TEXT, as_csv, as_zip, dump_row, judgment

ROOT = Path(__file__).parents[3]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "corpus", "import", "--json", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_zip_of_tables_is_stored_row_by_row_and_again_as_the_same(tmp_path: Path) -> None:
    table = as_csv([HEADINGS, dump_row(1), dump_row(2), dump_row(3, 全文="")])
    (tmp_path / "a.zip").write_bytes(as_zip({"2021/一.csv": table}))
    store = Store(tmp_path / "home")
    first = list(import_paths(store, [tmp_path / "a.zip"]))
    assert [(report.outcome, report.reason) for report in first] == [
        ("added", None), ("added", None), ("refused", "no_text"),
    ]  # fmt: skip
    record = store.get(str(first[1].key))
    assert record.sources[0].file.endswith("a.zip!2021/一.csv#2")
    assert record.judgment.text == judgment(2)
    assert record.judgment.document.case_number == "（2021）虚0199民初9900002号"
    assert "no_text" in {refusal.reason for refusal in store.refusals()}, "rows without text are listed"
    again = [report.outcome for report in import_paths(store, [tmp_path / "a.zip"])]
    assert again == ["same", "same", "refused"]


@pytest.mark.usefixtures("home")
def test_a_dry_run_says_how_columns_are_understood_and_a_mapping_corrects_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(as_csv([("案号", "甲栏", "法院"), ("x", TEXT, "某院")]))
    (tmp_path / "map.yaml").write_text("text: 甲栏\n", encoding="utf-8")
    table = str(tmp_path / "a.csv")
    before = run(table, "--dry-run")
    assert "案号 ← 案号" in before.stderr
    assert "没有全文列" in before.stderr
    assert [json.loads(line)["reason"] for line in before.stdout.splitlines()] == ["no_text"]
    after = run(table, "--dry-run", "--map", str(tmp_path / "map.yaml"))
    assert "全文 ← 甲栏" in after.stderr
    assert [json.loads(line)["outcome"] for line in after.stdout.splitlines()] == ["added"]
    assert [json.loads(line)["outcome"] for line in run(table, "--map", str(tmp_path / "map.yaml")).stdout.splitlines()]
    (tmp_path / "map.yaml").write_text("本文: 甲栏\n", encoding="utf-8")
    wrong = run(table, "--map", str(tmp_path / "map.yaml"))
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "case_number" in wrong.stderr


def test_columns_are_told_for_tables_in_archives_and_folders(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    table = as_csv([HEADINGS, dump_row(1)])
    (tmp_path / "in" / "a.zip").write_bytes(as_zip({"b.zip": as_zip({"c.csv": table}), "d.txt": TEXT.encode()}))
    (tmp_path / "in" / "broken.zip").write_bytes(as_zip({"c.csv": table})[:50])
    notes = list(column_notes(tmp_path / "in"))
    assert [note.file for note in notes] == [f"{tmp_path}/in/a.zip!b.zip!c.csv"]
    assert "裁判日期 ← 裁判日期" in notes[0].sentence
    assert "公开日期" in notes[0].sentence.split("未用的列")[1]
