"""The store: copies are one record, kinds never mix, nothing acknowledged is lost, all can be taken out again."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.codes import Kind
from corpus.errors import StoreError, UnknownKeyError
from corpus.importing import import_paths
from corpus.model import RawDocument
from corpus.store import (
    ImportReport,
    Provenance,
    Store,
    export,
    import_raw,
    refresh,
    remove,
    remove_batch,
    start_batch,
    verify,
)
from corpus.store.database import Database
from corpus.store.schema import SCHEMA_VERSION

GOLD = Path(__file__).parent.parent / "data" / "gold"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    held = Store(tmp_path / "home")
    yield held
    held.close()


def raw(text: str, file: str = "x.txt", kind: Kind = "judgment") -> RawDocument:
    data = text.encode()
    return RawDocument(file, data, hashlib.sha256(data).hexdigest(), "plain_text", text, kind)


def take(store: Store, document: RawDocument) -> ImportReport:
    batch = start_batch(store, "test")
    return import_raw(store, document, 0, Provenance(batch, "2026-01-01T00:00:00Z", "test"))


def gold(stem: str) -> str:
    return (GOLD / f"{stem}.txt").read_bytes().decode()


def test_an_imported_judgment_is_found_by_its_key_and_number(store: Store) -> None:
    report = take(store, raw(gold("C1")))
    assert report.outcome == "added"
    assert report.key is not None
    record = store.get(report.key)
    assert record.judgment.document.case_number == "（2025）苏05民初9900417号"
    assert store.find_number("（2025）苏05民初9900417号") == [report.key]
    assert record.sources[0].leads
    assert record.judgment.text == gold("C1")


def test_the_same_bytes_twice_are_the_same(store: Store) -> None:
    first = take(store, raw(gold("C1")))
    again = take(store, raw(gold("C1"), file="elsewhere.txt"))
    assert again.outcome == "same"
    assert again.key == first.key
    assert store.kinds_count() == {"judgment": 1}


def test_a_copy_with_other_spaces_is_a_second_source_of_the_record(store: Store) -> None:
    first = take(store, raw(gold("C1")))
    copy = take(store, raw(gold("C1").replace("，", "， ")))
    assert copy.outcome == "updated"
    assert copy.key == first.key
    assert len(store.get(first.key or "").sources) == 2


def test_the_most_complete_text_leads(store: Store) -> None:
    whole = gold("C1")
    first = take(store, raw(whole[: whole.index("判决如下")]))
    fuller = take(store, raw(whole))
    assert fuller.outcome == "updated"
    record = store.get(fuller.key or "")
    assert record.judgment.text == whole
    assert store.get(first.key or "").key == record.key, "the key known before stays as an alias"


def test_a_correction_ruling_of_the_same_day_is_another_document(store: Store) -> None:
    first = take(store, raw(gold("C1")))
    ruling = (
        "江苏省苏州市中级人民法院\n民 事 裁 定 书\n（2025）苏05民初9900417号\n\n本院于二〇二六年四月十七日作出的"
        "（2025）苏05民初9900417号民事判决书中存在笔误，应予补正。依照民事诉讼法的规定，裁定如下：\n"
        "判决书第三页“陆柏川”之前补正“被告”二字。\n审判长　郁知衡\n二〇二六年四月十七日\n书记员　季小槐\n"
    )
    other = take(store, raw(ruling))
    assert other.outcome == "added"
    assert other.key != first.key
    assert store.kinds_count() == {"judgment": 2}


def test_a_judgment_never_merges_with_a_sample(store: Store) -> None:
    take(store, raw(gold("C1"), kind="sample"))
    assert take(store, raw(gold("C1"))).outcome == "added"
    assert store.kinds_count() == {"judgment": 1, "sample": 1}


def test_instances_are_joined_by_the_numbers_they_name(store: Store) -> None:
    appeal = take(store, raw(gold("E1")))
    before = store.get(appeal.key or "").instances
    assert [(i.key, i.case_number, i.relation) for i in before] == [(None, "（2016）沪0115民初9900871号", "earlier")]


def test_an_unknown_key_is_named(store: Store) -> None:
    with pytest.raises(UnknownKeyError, match="没有这份文书"):
        store.get("nothing")


def test_removal_is_logged_and_its_backup_brings_the_record_back(store: Store) -> None:
    key = take(store, raw(gold("C1"))).key or ""
    before = store.get(key)
    removal = remove(store, [key])[0]
    with pytest.raises(UnknownKeyError):
        store.get(key)
    assert list(verify(store)) == []
    assert any(change.key == key and change.deleted for change in store.changes(0))
    reports = list(import_paths(store, [Path(removal.backup)]))
    assert [r.outcome for r in reports] == ["added"]
    after = store.get(key)
    assert after.judgment == before.judgment
    assert [(s.file, s.taken_at, s.sha256) for s in after.sources] == [
        (s.file, s.taken_at, s.sha256) for s in before.sources
    ]


def test_removing_names_an_unknown_key_before_touching_anything(store: Store) -> None:
    key = take(store, raw(gold("C1"))).key or ""
    with pytest.raises(UnknownKeyError):
        remove(store, [key, "nothing"])
    assert store.get(key).key == key


def test_an_import_can_be_undone_whole(store: Store) -> None:
    kept = take(store, raw(gold("C1")))
    batch = start_batch(store, "later")
    origin = Provenance(batch, "2026-01-02T00:00:00Z", "test")
    import_raw(store, raw(gold("C2")), 0, origin)
    import_raw(store, raw(gold("C1") + "\n\n"), 1, origin)
    import_raw(store, raw(gold("C1").replace("，", "， ")), 2, origin)
    remove_batch(store, batch)
    assert store.kinds_count() == {"judgment": 1}
    assert len(store.get(kept.key or "").sources) == 1
    assert list(verify(store)) == []


def test_an_export_is_read_back_to_an_equal_corpus(store: Store, tmp_path: Path) -> None:
    for stem in ("C1", "D2", "E1"):
        take(store, raw(gold(stem), file=f"{stem}.txt"))
    take(store, raw(gold("C1").replace("，", "， "), file="copy.txt"))
    export(store, tmp_path / "out")
    other = Store(tmp_path / "other")
    reports = list(import_paths(other, [tmp_path / "out"]))
    assert {r.outcome for r in reports} == {"added", "updated"}
    export(other, tmp_path / "back")
    for name in ("sources.jsonl", "records.jsonl"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "back" / name).read_bytes()


def test_verify_names_what_was_changed_behind_its_back(store: Store) -> None:
    take(store, raw(gold("C1")))
    assert list(verify(store)) == []
    with sqlite3.connect(store.database.path) as connection:
        connection.execute("UPDATE raw SET data = CAST(data || 'x' AS BLOB)")
        connection.execute("UPDATE sources SET text = text || 'x'")
    codes = {fault.code for fault in verify(store)}
    assert {"raw_changed", "text_changed", "stale"} <= codes


def test_a_rerun_does_only_what_changed(store: Store) -> None:
    take(store, raw(gold("C1")))
    take(store, raw(gold("C2")))
    assert refresh(store) == 0
    with sqlite3.connect(store.database.path) as connection:
        connection.execute("UPDATE stages SET version = 'old' WHERE source = 1 AND stage = 'annotate'")
    generation = store.generation()
    assert refresh(store) == 1
    assert store.generation() == generation + 1


def test_a_migration_is_preceded_by_a_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Database(tmp_path).close()
    monkeypatch.setattr("corpus.store.database.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    later = "CREATE TABLE later (x INTEGER);\n"
    from corpus.store.schema import MIGRATIONS

    monkeypatch.setattr("corpus.store.database.MIGRATIONS", (*MIGRATIONS, later))
    database = Database(tmp_path)
    assert database.connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION + 1
    backups = list((tmp_path / "backups").glob("schema-*.sqlite"))
    assert len(backups) == 1
    with sqlite3.connect(backups[0]) as old:
        assert old.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION


def test_a_database_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    database = Database(tmp_path)
    database.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    database.close()
    with pytest.raises(StoreError, match="请升级程序"):
        Database(tmp_path)


def test_a_file_that_is_no_database_says_where_the_backups_lie(tmp_path: Path) -> None:
    (tmp_path / "corpus.sqlite").write_bytes(b"nothing that SQLite wrote" * 100)
    with pytest.raises(StoreError, match="backups"):
        Store(tmp_path)


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    texts = {f"{stem}{copy}": gold(stem) for stem in ("C1", "C2", "C3", "C4") for copy in "ab"}

    def work(names: list[str]) -> None:
        store = Store(tmp_path / "home")
        for name in names:
            take(store, raw(texts[name], file=name))
        store.close()

    threads = [threading.Thread(target=work, args=([n for n in texts if n.endswith(c)],)) for c in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = Store(tmp_path / "home")
    assert store.kinds_count() == {"judgment": 4}
    assert list(verify(store)) == []


KILLED = """
import sys, os
from pathlib import Path
from corpus.importing import import_paths
from corpus.store import Store
store = Store(Path(sys.argv[1]))
for report in import_paths(store, [Path(sys.argv[2])]):
    print(report.key, flush=True)
"""


def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    shutil.copytree(GOLD, folder, ignore=shutil.ignore_patterns("*.json"))
    program = [sys.executable, "-c", KILLED, str(tmp_path / "home"), str(folder)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as running:
        assert running.stdout is not None
        acknowledged = [running.stdout.readline().strip() for _ in range(3)]
        running.kill()
    store = Store(tmp_path / "home")
    for key in acknowledged:
        assert store.get(key).key == key
    assert list(verify(store)) == []
    outcomes = [r.outcome for r in import_paths(store, [folder])]
    assert outcomes.count("refused") == 0
    assert sum(store.kinds_count().values()) == 15
