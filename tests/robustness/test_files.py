"""Odd files and folders: each is taken or refused by name with what to do; none costs the others."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from corpus.importing import import_paths
from corpus.intake import read_path
from corpus.intake.layouts import plain_text
from corpus.store import Store, verify
from tests.robustness.support import GOLD, JUDGMENT, calm, judgment, lines, run, write_judgments

DEPTH = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of many kinds."""
    place = tmp_path / "各种 文件"
    deep = place.joinpath("deep", *(f"n{level}" for level in range(DEPTH)))
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text(judgment(1), encoding="utf-8")
    (place / "empty.txt").touch()
    (place / "binary.txt").write_bytes(bytes(range(256)) * 50)
    (place / "misencoded.txt").write_bytes(JUDGMENT.encode("gb18030")[:2000] + JUDGMENT.encode()[2000:4001])
    (place / "note.txt").write_text("买菜：白菜两斤，豆腐一块。", encoding="utf-8")
    (place / "cut.json").write_text('{"s1": "某案", "qwContent": "' + JUDGMENT[:500], encoding="utf-8")
    (place / "digits.json").write_text('{"qwContent": ' + "9" * 9000 + "}", encoding="utf-8")
    (place / "nested.json").write_text("[" * 100_000, encoding="utf-8")
    with (place / "big.txt").open("wb") as file:
        file.truncate(50 * 2**20)
    (place / "new\nline.txt").write_text(judgment(2), encoding="utf-8")
    (place / ("很" * 80 + ".txt")).write_text(judgment(3), encoding="utf-8")
    Path(os.fsdecode(os.fsencode(place) + "/判决书".encode("gbk") + b".txt")).write_text(judgment(4), encoding="utf-8")
    (place / "dead").symlink_to("nowhere")
    (place / "itself").symlink_to("itself")
    (place / "loop").symlink_to(place)
    os.mkfifo(place / "pipe")
    (place / "zz.txt").write_text(judgment(5), encoding="utf-8")
    return place


def by_name(done: Any) -> dict[str, dict[str, Any]]:
    return {Path(line["file"]).name: line for line in lines(done)}


def test_every_file_of_a_mixed_folder_is_reported_and_the_good_ones_are_taken(folder: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "home", "corpus", "import", str(folder), "--json")
    calm(done, 1)
    told = by_name(done)
    assert {name: line["reason"] for name, line in told.items() if line["outcome"] == "refused"} == {
        "empty.txt": "empty", "binary.txt": "binary", "misencoded.txt": "encoding", "note.txt": "not_a_judgment",
        "cut.json": "truncated_file", "digits.json": "unreadable", "nested.json": "truncated_file",
        "big.txt": "too_large", "dead": "unreadable", "itself": "unreadable", "pipe": "unreadable",
    }  # fmt: skip
    taken = {name for name, line in told.items() if line["outcome"] == "added"}
    assert taken == {"a.txt", "new\nline.txt", "很" * 80 + ".txt", "判决书.txt", "zz.txt"}
    assert all(line["message"] for line in told.values() if line["outcome"] == "refused")
    again = run(tmp_path / "home", "corpus", "import", str(folder), "--json")
    assert {line["outcome"] for line in lines(again)} == {"same", "refused"}
    calm(run(tmp_path / "home", "corpus", "verify"), 0)


def test_annotate_names_what_it_refuses_and_goes_on(folder: Path, tmp_path: Path) -> None:
    gbk = os.fsdecode(os.fsencode(folder) + "/判决书".encode("gbk") + b".txt")
    files = [str(folder / name) for name in ("empty.txt", "binary.txt", "dead", "absent", "big.txt")]
    done = run(tmp_path / "home", "corpus", "annotate", *files, str(folder), gbk, str(folder / "zz.txt"), "--json")
    said = calm(done, 1)
    assert [line["id"] for line in lines(done)] == ["判决书", "zz"]
    assert all(name in said for name in files)


def test_paths_that_cannot_exist_are_refused_by_name(tmp_path: Path) -> None:
    done = run(tmp_path / "home", "corpus", "import", "很" * 300, str(GOLD / "C2.txt" / "x"), str(GOLD / "C2.txt"))
    calm(done, 1)
    assert "已收入" in done.stdout or "新增" in done.stdout, done.stdout
    assert done.stdout.count("\n") == 3


def test_a_locked_folder_inside_does_not_cost_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Locked by a fault of iterdir: as root a real lock does not hold."""
    place = write_judgments(tmp_path / "in", 2)
    (place / "000a").mkdir()
    original = Path.iterdir

    def locked(self: Path) -> Any:
        if self.name == "000a":
            raise PermissionError(13, "Permission denied", str(self))
        return original(self)

    monkeypatch.setattr(Path, "iterdir", locked)
    assert [path.name for path in read_path(place)] == ["000.txt", "000a", "001.txt"]


@pytest.mark.parametrize("stage", ["corpus.derive.parse", "corpus.derive.annotate"])
def test_a_stage_that_fails_costs_one_file(stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room, _, name = stage.rpartition(".")
    original = getattr(__import__(room, fromlist=[name]), name)

    def failing(document: Any) -> Any:
        if "客户1" in document.text:
            raise ZeroDivisionError("a fault of ours")
        return original(document)

    monkeypatch.setattr(stage, failing)
    store = Store(tmp_path / "home")
    reports = list(import_paths(store, [write_judgments(tmp_path / "in", 3)]))
    assert [report.outcome for report in reports] == ["added", "refused", "added"]
    assert "ZeroDivisionError" in (reports[1].message or "")
    assert list(verify(store)) == []


def test_a_layout_that_fails_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = plain_text.read

    def failing(data: bytes, name: str) -> Any:
        if name.endswith("001.txt"):
            raise KeyError("a fault of ours")
        return original(data, name)

    monkeypatch.setattr(plain_text, "read", failing)
    store = Store(tmp_path / "home")
    reports = list(import_paths(store, [write_judgments(tmp_path / "in", 3)]))
    assert [report.outcome for report in reports] == ["added", "refused", "added"]
    assert "KeyError" in (reports[1].message or "")


def test_the_longer_text_leads_even_where_it_holds_null_characters(tmp_path: Path) -> None:
    store = Store(tmp_path / "home")
    (tmp_path / "a.txt").write_text(JUDGMENT[: len(JUDGMENT) * 9 // 10], encoding="utf-8")
    (tmp_path / "b.txt").write_text(JUDGMENT.replace("\n", "\n\0", 1), encoding="utf-8")
    first, second = import_paths(store, [tmp_path / "a.txt", tmp_path / "b.txt"])
    assert second.outcome == "updated"
    assert "\0" in store.get(second.key or "").judgment.text
    assert first.outcome == "added"


def test_broken_lines_of_an_export_are_named_and_the_others_are_taken(tmp_path: Path) -> None:
    home, out = tmp_path / "home", tmp_path / "out"
    calm(run(home, "corpus", "import", str(write_judgments(tmp_path / "in", 2))), 0)
    calm(run(home, "corpus", "export", str(out)), 0)
    sources = (out / "sources.jsonl").read_bytes().splitlines()
    mine = [line for line in sources if b"000.txt" in line or b"001.txt" in line]
    damaged = mine[0].replace(b'"data":"', b'"data":"AAAA')
    (out / "sources.jsonl").write_bytes(b"\n".join([b"{broken", damaged, b"\xff\xfe", mine[1]]) + b"\n")
    done = run(tmp_path / "other", "corpus", "import", str(out), "--json")
    calm(done, 1)
    assert [line["outcome"] for line in lines(done)] == ["refused", "refused", "refused", "added"]
    calm(run(tmp_path / "other", "corpus", "verify"), 0)
