"""Settings and surroundings that do not fit: a sentence that names the setting, never a traceback."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from corpus.errors import SettingsError
from corpus.settings import load_settings
from tests.robustness.conftest import Inside
from tests.robustness.support import GOLD, ROOT, calm, command, environment, lines, run


@pytest.mark.parametrize(("written", "said"), [
    ('batch = "many"', "batch"), ("batch = 0", "1 至"), ("bach = 3", "bach"), ("home = 3", "home"),
    ("home =", "micha.toml"), ('home = "a\\u0000b"', "home"), ('encoder = ["a"]', "encoder"),
    ("[home]\nx = 1", "home"),
])  # fmt: skip
def test_a_faulty_settings_file_is_named(written: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "micha.toml").write_text(written, encoding="utf-8")
    with pytest.raises(SettingsError, match=said):
        load_settings(tmp_path)


def test_a_settings_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "micha.toml").write_bytes('home = "资料"'.encode("gbk"))
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings(tmp_path)
    (tmp_path / "micha.toml").write_bytes('home = "资料"'.encode("utf-8-sig"))
    assert load_settings(tmp_path, cache="x").home == "资料"


def test_an_empty_variable_is_not_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MICHA_HOME", "")
    assert load_settings(tmp_path).home == "var"


def test_a_user_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="nosuchuser"):
        _ = load_settings(tmp_path, home="~nosuchuser/x").home_dir


@pytest.mark.parametrize("room", [("corpus", "list"), ("index", "status"), ("index", "build"), ("analysis", "stats")])
def test_a_home_that_is_a_file_is_named(room: tuple[str, ...], tmp_path: Path, inside: Inside) -> None:
    (tmp_path / "file").write_text("mine")
    assert "MICHA_HOME" in calm(inside(tmp_path / "file", *room), 1)
    assert "MICHA_HOME" in calm(inside(tmp_path / "file" / "below", *room), 1)
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("more", [{"MICHA_ENGINE": "moon"}, {"MICHA_BATCH": "x"}])
def test_a_wrong_setting_is_named(more: dict[str, str], tmp_path: Path) -> None:
    calm(run(tmp_path / "home", "index", "build", **more), 1, 2)


def test_a_home_with_spaces_and_chinese_characters_works(tmp_path: Path, inside: Inside) -> None:
    home = tmp_path / "我的 资料 'x\"y"
    calm(inside(home, "corpus", "import", str(GOLD / "C1.txt")), 0)
    calm(inside(home, "index", "build"), 0)
    calm(inside(home, "index", "search", "客户名单"), 0)
    calm(inside(home, "corpus", "export", str(home / "导 出")), 0)


ALL = [
    ("corpus", "list"), ("corpus", "annotate", str(GOLD / "C1.txt")), ("index", "status"),
    ("index", "search", "客户名单"), ("analysis", "stats", "--by", "year"),
]  # fmt: skip
BARE = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("room", ALL, ids=" ".join)
def test_stdout_is_json_lines_only_also_where_the_terminal_knows_ascii_only(room: tuple[str, ...], built: Path) -> None:
    done = run(built, *room, "--json", **BARE)
    calm(done, 0)
    assert all(isinstance(line, dict) for line in lines(done))
    assert not done.stdout.strip() or room[1] != "verify"


@pytest.mark.parametrize("room", [
    ("corpus", "--help"), ("analysis", "stats", "--help"), ("corpus", "list"), ("corpus", "show", "无此"),
    ("index", "--help"), ("index.embed", "--help"),
], ids=" ".join)  # fmt: skip
def test_people_can_read_it_where_the_terminal_knows_ascii_only(room: tuple[str, ...], built: Path) -> None:
    done = subprocess.run(
        command(*room), cwd=ROOT, env=environment(built, **BARE), capture_output=True, check=False, timeout=60
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 1)


def test_a_reader_that_goes_away_is_no_fault(built: Path) -> None:
    with subprocess.Popen(
        command("corpus", "list", "--json"), cwd=ROOT, env=environment(built), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, encoding="utf-8",
    ) as running:  # fmt: skip
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert "Traceback" not in running.stderr.read()


@pytest.mark.parametrize("room", [
    ("corpus",), ("corpus", "nonsense"), ("corpus", "import"), ("corpus", "show"), ("corpus", "list", "--nonsense"),
    ("index", "similar"),
    ("index", "similar", "x", "-k", "many"), ("analysis", "stats", "--unit", "moon"),
    ("analysis", "stats", "--by", "moon"), ("analysis", "stats", "--kinds", ","), ("corpus", "remove"),
    ("corpus", "remove", "x", "--batch", "1"), ("corpus", "evaluate", "/nowhere"),
], ids=" ".join)  # fmt: skip
def test_wrong_use_exits_2(room: tuple[str, ...], built: Path, inside: Inside) -> None:
    done = inside(built, *room)
    calm(done, 2)
    assert "Traceback" not in done.stdout
