"""ZIP archives: every judgment in them is found under its full name, every danger refused by name."""

from __future__ import annotations

import io
import stat
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import inflate64
import pytest

from corpus.intake import read_file, read_parts
from corpus.intake.sources import Budget
from tests.intake.tables.material import HEADINGS, TEXT, as_csv, as_zip, dump_row, parts

DATA = TEXT.encode()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_judgments_are_found_in_folders_and_archives_within(method: int) -> None:
    inner = as_zip({"卷二/判决.txt": DATA, "页.csv": as_csv([HEADINGS, dump_row(1), dump_row(2)])}, method)
    data = as_zip({"卷一/a.txt": DATA, "里面.zip": inner, "空/": b"", "__MACOSX/._a.txt": b"\0\5"}, method)
    documents, refusals = parts(data, "全部.zip")
    assert set(documents) == {
        "全部.zip!卷一/a.txt",
        "全部.zip!里面.zip!卷二/判决.txt",
        "全部.zip!里面.zip!页.csv#1",
        "全部.zip!里面.zip!页.csv#2",
    }
    assert not refusals
    assert documents["全部.zip!卷一/a.txt"].text == TEXT


def test_a_file_on_disk_and_an_upload_give_the_same(tmp_path: Path) -> None:
    data = as_zip({"a.txt": DATA, "b.zip": as_zip({"c.txt": DATA + b"\n"})})
    (tmp_path / "x.zip").write_bytes(data)
    from_disk = read_file(tmp_path / "x.zip")
    assert [d.text for d in from_disk] == [part.text for part in read_parts(data, "x.zip")]  # type: ignore[union-attr]
    assert [d.file.removeprefix(str(tmp_path)) for d in from_disk] == ["/x.zip!a.txt", "/x.zip!b.zip!c.txt"]


def named(raw_name: bytes, data: bytes = DATA, flags: int = 0, method: int = 0, packed: bytes | None = None) -> bytes:
    """A ZIP of one member whose name is given as bytes."""
    packed = data if packed is None else packed
    sizes = struct.pack("<3I", zlib.crc32(data), len(packed), len(data))
    head = struct.pack("<5H", 20, flags, method, 0, 0) + sizes + struct.pack("<2H", len(raw_name), 0)
    local = b"PK\x03\x04" + head + raw_name + packed
    central = b"PK\x01\x02\x14\x00" + head + struct.pack("<3H2I", 0, 0, 0, 0, 0) + raw_name
    end = b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


@pytest.mark.parametrize(("raw", "name"), [
    ("卷宗/判决书.txt".encode("gb18030"), "卷宗/判决书.txt"),
    ("卷宗\\判决书.txt".encode("gb18030"), "卷宗/判决书.txt"),
    ("卷宗/判决书.txt".encode(), "卷宗/判决书.txt"),
    (b"plain.txt", "plain.txt"),
])  # fmt: skip
def test_names_of_chinese_windows_are_read(raw: bytes, name: str) -> None:
    documents, _ = parts(named(raw), "a.zip")
    assert list(documents) == [f"a.zip!{name}"]


def test_deflate64_of_windows_explorer_is_read() -> None:
    deflater = inflate64.Deflater()
    packed = deflater.deflate(DATA * 40) + deflater.flush()
    text = DATA * 40
    documents, refusals = parts(named(b"a.txt", text, method=9, packed=packed), "a.zip")
    found = [*documents.values()]
    assert not refusals
    assert found[0].data == text
    broken = named(b"a.txt", text, method=9, packed=packed[:-200] + bytes(200))
    assert [fault.reason for fault in parts(broken, "a.zip")[1].values()] == ["truncated_file"]


@pytest.mark.parametrize("name", ["../a.txt", "b/../../a.txt", "/etc/a.txt", "C:\\a.txt", "..\\a.txt"])
def test_a_name_that_climbs_out_is_refused_and_the_others_are_taken(name: str) -> None:
    documents, refusals = parts(as_zip({name: DATA, "b.txt": DATA}), "a.zip")
    assert list(documents) == ["a.zip!b.txt"]
    ((where, fault),) = refusals.items()
    assert where.startswith("a.zip!")
    assert "压缩包之外" in fault.message


def test_links_and_locked_members_are_refused_by_name() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("b.txt", DATA)
    documents, refusals = parts(out.getvalue(), "a.zip")
    assert list(documents) == ["a.zip!b.txt"]
    assert "链接" in refusals["a.zip!link.txt"].message
    locked = parts(named(b"c.txt", flags=1), "a.zip")[1]
    assert "密码" in locked["a.zip!c.txt"].message


def test_a_flat_bomb_is_refused_without_being_unpacked() -> None:
    data = as_zip({"zeros.txt": b"0" * (60 * 2**20), "b.txt": DATA})
    tracemalloc.start()
    documents, refusals = parts(data, "a.zip")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert list(documents) == ["a.zip!b.txt"]
    assert refusals["a.zip!zeros.txt"].reason == "too_large"
    assert peak < 20 * 2**20


def test_a_member_that_is_larger_than_it_says_is_refused() -> None:
    packed = zlib.compressobj(wbits=-15)
    body = packed.compress(b"0" * 10**7) + packed.flush()
    refusals = parts(named(b"a.txt", b"0" * 100, method=8, packed=body), "a.zip")[1]
    assert [fault.reason for fault in refusals.values()] == ["truncated_file"]


def test_a_bomb_of_nested_archives_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Budget, "FLOOR", 30 * 2**20)
    inner = as_zip({"zeros.txt": b"0" * (9 * 2**20)})
    for _ in range(2):
        inner = as_zip({f"{number}.zip": inner for number in range(4)})
    refusals = parts(inner, "a.zip")[1]
    assert any("炸弹" in fault.message for fault in refusals.values())
    assert "炸弹" in list(refusals.values())[-1].message, "nothing is unpacked after it"


def test_archives_in_archives_end_at_a_depth() -> None:
    data = DATA
    for _ in range(8):
        data = as_zip({"a.zip": data})
    ((_, fault),) = parts(data, "a.zip")[1].items()
    assert "嵌套" in fault.message


def test_overlapping_members_are_refused() -> None:
    whole = named(b"a.txt")
    local_size = whole.index(b"PK\x01\x02")
    local, central = whole[:local_size], whole[local_size : whole.index(b"PK\x05\x06")]
    end = b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, 2, 2, 2 * len(central), len(local), 0)
    ((_, fault),) = parts(local + central * 2 + end, "a.zip")[1].items()
    assert (fault.reason, fault.document) == ("too_large", "a.zip")
    assert "重叠" in fault.message


def test_a_broken_archive_is_refused_and_a_damaged_member_by_its_name() -> None:
    whole = as_zip({"a.txt": DATA, "b.txt": DATA + b"\n"})
    ((_, fault),) = parts(whole[: len(whole) // 2], "a.zip")[1].items()
    assert fault.reason == "truncated_file"
    damaged = bytearray(as_zip({"a.txt": DATA, "b.txt": DATA}, zipfile.ZIP_STORED))
    damaged[100] ^= 1
    documents, refusals = parts(bytes(damaged), "a.zip")
    assert (list(documents), list(refusals)) == (["a.zip!b.txt"], ["a.zip!a.txt"])


def test_control_characters_in_names_are_shown_harmless() -> None:
    documents, _ = parts(named("判\u202e\x1b[31m决.txt".encode(), flags=0x800), "a.zip")
    assert list(documents) == ["a.zip!判\ufffd\ufffd[31m决.txt"]


def test_refusals_inside_name_the_member() -> None:
    _, refusals = parts(as_zip({"买菜.txt": "买菜：白菜两斤。".encode(), "空.txt": b""}), "a.zip")
    assert {name: fault.reason for name, fault in refusals.items()} == {
        "a.zip!买菜.txt": "not_a_judgment",
        "a.zip!空.txt": "empty",
    }


def test_an_archive_without_files_is_told() -> None:
    for data in (as_zip({}), as_zip({"空/": b""})):
        ((_, fault),) = parts(data, "a.zip")[1].items()
        assert (fault.reason, fault.document) == ("empty", "a.zip")
