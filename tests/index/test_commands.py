"""The commands that users' scripts rely on: JSON lines on stdout and nothing else there, exit codes, schemas."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from corpus.commands.schemas import schema
from index.__main__ import app
from index.commands.schemas import FOLDER, LINES
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the project's own digests and samples, indexed without an encoder."""
    folder = tmp_path_factory.mktemp("home")
    built = lines(folder, "build", name="build")
    assert built[0]["indexed"] > 100
    return folder


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"MICHA_HOME": str(home), "MICHA_ENCODER": "none", "PATH": "", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "index", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)


def lines(home: Path, *arguments: str, name: str) -> list[Any]:
    """The JSON lines of a command, each checked against its schema."""
    done = run(home, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    parsed = [json.loads(line) for line in done.stdout.splitlines()]
    for line in parsed:
        jsonschema.validate(line, json.loads((FOLDER / f"{name}.json").read_bytes()))
    return parsed


@pytest.mark.parametrize("name", sorted(LINES))
def test_the_schema_in_the_repository_is_the_one_of_the_code(name: str) -> None:
    assert (FOLDER / f"{name}.json").read_bytes() == schema(LINES[name]), "run python -m index schemas"


def test_a_search_prints_a_line_a_hit(home: Path) -> None:
    found = lines(home, "search", "业务员离职后带走客户微信", "-k", "3", name="hit")
    assert [line["rank"] for line in found] == [1, 2, 3]
    assert {line["kind"] for line in found} == {"digest"}
    assert {line["mode_used"] for line in found} == {"bm25"}
    passage = found[0]["passages"][0]
    assert any("微信" in passage["text"][place["start"] : place["end"]] for place in passage["highlights"])


def test_many_queries_are_answered_by_their_ids(home: Path, tmp_path: Path) -> None:
    queries = tmp_path / "queries.jsonl"
    asked = [{"_id": "q1", "text": "客户名单"}, {"_id": "q2", "text": "，，，"}]
    queries.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in asked), encoding="utf-8")
    done = run(home, "search", "--queries", str(queries), "-k", "2", "--json")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["query_id"] for line in answers] == ["q1", "q1", "q2"]
    assert answers[-1] == {"query_id": "q2", "hits": 0}


def test_filters_narrow_and_nothing_found_is_a_line_too(home: Path) -> None:
    found = lines(home, "search", "客户", "--filter", "court_level=high", "--filter", "year=2000..2030", name="hit")
    assert found
    assert all("高级" in line["court"] for line in found)
    nothing = lines(home, "search", "“绝无此语”", name="no_hits")
    assert nothing == [{"query_id": None, "hits": 0}]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["客户", "--filter", "colour=red"], "finding"),
        (["客户", "--filter", "industry=x"], "education"),
        (["客户", "--filter", "industry"], "字段=取值"),
        (["客户", "--mode", "magic"], "bm25"),
        (["客户", "--kinds", "novel"], "digest"),
        ([], "--queries"),
    ],
)
def test_wrong_use_ends_with_two_and_says_what_is_possible(arguments: list[str], says: str) -> None:
    done = CliRunner().invoke(app, ["search", *arguments, "--json"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr


def test_similar_leaves_the_case_itself_out_and_an_unknown_key_is_refused(home: Path) -> None:
    key = lines(home, "search", "工作微信", "-k", "1", name="hit")[0]["key"]
    found = lines(home, "similar", key, "-k", "2", name="similar")
    assert [line["query_id"] for line in found] == [key, key]
    assert key not in [line["key"] for line in found]
    refused = run(home, "similar", "unheard", "--json")
    assert (refused.returncode, refused.stdout) == (1, "")


def test_status_knows_whether_the_index_is_up_to_date(home: Path) -> None:
    state = lines(home, "status", name="status")[0]
    assert state["up_to_date"]
    assert state["judgments"] > 100


def test_a_broken_index_is_named_and_made_anew_from_the_store(home: Path) -> None:
    catalogue = home / "index" / "embedded" / "catalogue.sqlite"
    catalogue.write_bytes(b"no database" * 1000)
    done = run(home, "search", "客户", "-k", "1", "--json")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1)
    assert "catalogue.sqlite" in done.stderr or "索引" in done.stderr
    assert lines(home, "status", name="status")[0]["up_to_date"]


def test_evaluate_prints_a_line_a_mode(home: Path, tmp_path: Path) -> None:
    (tmp_path / "qrels").mkdir()
    (tmp_path / "corpus.jsonl").write_text('{"_id": "d1", "text": "客户名单"}\n{"_id": "d2", "text": "竞业限制"}\n')
    (tmp_path / "queries.jsonl").write_text('{"_id": "q1", "text": "竞业限制的效力"}\n')
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td2\t1\n")
    assert lines(home, "evaluate", str(tmp_path), name="evaluate") == [
        {"mode": "bm25", "queries": 1, "ndcg_10": 1.0, "mrr_10": 1.0, "recall_100": 1.0}
    ]
    refused = run(home, "evaluate", str(tmp_path / "qrels"), "--json")
    assert (refused.returncode, "BEIR" in refused.stderr) == (1, True)
