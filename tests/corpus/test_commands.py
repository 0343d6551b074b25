"""The commands that users' scripts rely on: JSON lines on stdout and nothing else there, exit codes, schemas."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from corpus.commands.schemas import FOLDER, LINES, schema

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "data" / "gold"


def run(*arguments: str, room: str = "corpus") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", room, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def lines(*arguments: str, name: str) -> list[Any]:
    """The JSON lines of a command, each checked against its schema."""
    done = run(*arguments, "--json")
    parsed = [json.loads(line) for line in done.stdout.splitlines()]
    expected = json.loads((FOLDER / f"{name}.json").read_bytes())
    for line in parsed:
        jsonschema.validate(line, expected)
    return parsed


@pytest.mark.parametrize("name", sorted(LINES))
def test_the_schema_in_the_repository_is_the_one_of_the_code(name: str) -> None:
    assert (FOLDER / f"{name}.json").read_bytes() == schema(LINES[name]), "run python -m corpus schemas"


@pytest.mark.usefixtures("home")
def test_import_show_list_export_remove(tmp_path: Path) -> None:
    dry = lines("import", str(GOLD / "C1.txt"), "--dry-run", name="import")
    assert [line["outcome"] for line in dry] == ["added"]
    added = lines("import", str(GOLD / "C1.txt"), name="import")
    assert [line["outcome"] for line in added] == ["added"], "the dry run stored nothing"
    key = added[0]["key"]
    shown = lines("show", key, name="show")[0]
    assert shown["judgment"]["document"]["awarded_amount"] == 680000
    listed = lines("list", name="list")
    assert key in {line["key"] for line in listed}
    assert {line["kind"] for line in listed} == {"judgment", "digest", "sample"}
    manifest = lines("export", str(tmp_path / "out"), name="export")[0]
    assert manifest["records"] == len(listed)
    assert lines("verify", name="verify") == []
    removed = lines("remove", key, name="remove")
    assert [line["key"] for line in removed] == [key]
    assert run("show", key).returncode == 1


@pytest.mark.usefixtures("home")
def test_a_refused_file_is_named_and_the_others_are_taken(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.txt").write_bytes((GOLD / "C1.txt").read_bytes())
    (folder / "b.txt").write_text("买菜：白菜两斤，豆腐一块。\n", encoding="utf-8")
    (folder / "c.txt").write_bytes(b"")
    done = run("import", str(folder), "--json")
    outcomes = {Path(line["file"]).name: line for line in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 1
    assert outcomes["a.txt"]["outcome"] == "added"
    assert (outcomes["b.txt"]["outcome"], outcomes["b.txt"]["reason"]) == ("refused", "not_a_judgment")
    assert outcomes["c.txt"]["reason"] == "empty"


@pytest.mark.usefixtures("home")
def test_annotate_prints_the_gold_form_with_positions_in_the_file_as_read(tmp_path: Path) -> None:
    text = "\ufeff" + (GOLD / "C1.txt").read_text(encoding="utf-8").replace("\n", "\r\n")
    (tmp_path / "C1.txt").write_bytes(text.encode())
    line = lines("annotate", str(tmp_path / "C1.txt"), name="annotate")[0]
    assert line["id"] == "C1"
    for finding in line["findings"]:
        assert text[finding["start"] : finding["end"]] == finding["quote"]
    for span in line["spans"].values():
        assert text[span["start"] : span["end"]] == span["surface"]
    for party in line["document"]["parties"]:
        assert text[party["start"] : party["end"]] == party["name"]
    assert not (tmp_path / "home").exists(), "nothing was stored"


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("room", "arguments", "code"),
    [
        ("corpus", ("nonsense",), 2),
        ("corpus", ("import",), 2),
        ("corpus", ("import", "/nowhere/at/all"), 1),
        ("corpus", ("remove",), 2),
        ("corpus", ("remove", "nothing"), 1),
        ("corpus", ("list", "--kind", "nonsense"), 2),
        ("corpus", ("evaluate", "/nowhere/at/all"), 2),
        ("analysis", ("stats", "--by", "nonsense"), 2),
        ("analysis", ("stats", "--unit", "nonsense"), 2),
        ("analysis", ("stats",), 0),
    ],
)
def test_exit_codes(room: str, arguments: tuple[str, ...], code: int) -> None:
    done = run(*arguments, room=room)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    if code:
        assert (done.stderr + done.stdout).strip(), "a refusal says why"


@pytest.mark.usefixtures("home")
def test_statistics_refuse_to_draw_a_rate_from_digests() -> None:
    done = run("stats", "--kinds", "digest", room="analysis")
    assert done.returncode == 1
    assert "公开宣传" in done.stderr
