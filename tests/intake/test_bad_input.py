"""Bad input: each refusal has a reason code, names the file and says what to do."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codes import RefusalReason, codes
from corpus.errors import IntakeError
from corpus.intake import MAX_BYTES, read_bytes, read_file, read_parts, read_path

FIXTURES = Path(__file__).parent / "fixtures"
RECORD = FIXTURES / "wenshu_detail" / "record.json"
FIRST = (FIXTURES / "plain_text" / "gb18030.txt").read_bytes().decode("gb18030")


def refusal_of(data: bytes, name: str = "文书.txt") -> IntakeError:
    with pytest.raises(IntakeError) as caught:
        read_bytes(data, name)
    assert caught.value.document is not None
    assert caught.value.document.startswith(name)
    assert caught.value.stage == "intake"
    return caught.value


@pytest.mark.parametrize(("data", "reason"), [
    (b"", "empty"),
    (b" \r\n\t\n", "empty"),
    ("\ufeff　\n".encode(), "empty"),
    (bytes(range(256)) * 40, "binary"),
    (b"\x00" * 5000, "empty"),
    (b"\x7fELF\x02\x01\x01\x00" + bytes(range(30)) * 50, "binary"),
    (json.dumps({"a": 1}).encode(), "unknown_layout"),
    (b'[{"a": 1}, {"b": 2}]', "unknown_layout"),
    (RECORD.read_bytes()[:900], "truncated_file"),
    (b'{"s1": ', "truncated_file"),
    (b"<html><body></body></html>", "no_text"),
])  # fmt: skip
def test_reason(data: bytes, reason: str) -> None:
    assert refusal_of(data).reason == reason


@pytest.mark.parametrize(("start", "named"), [
    (b"PK\x03\x04\x14\x00\x06\x00", "DOCX"),
    (b"PK\x03\x04\x14\x00\x06\x00", "ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff\xe0", "JPEG"),
])  # fmt: skip
def test_a_known_format_is_named_with_what_to_do(start: bytes, named: str) -> None:
    refusal = refusal_of(start + bytes(range(256)))
    assert refusal.reason == "unknown_layout"
    assert named in refusal.message
    assert "另存为文本或网页" in refusal.message


@pytest.mark.parametrize(("answer", "reason", "words"), [
    ({"queryResult": {"resultCount": 1, "resultList": [{"1": "某案", "7": "（2019）某号"}]}}, "not_a_judgment", "列表"),
    ({"code": 1, "result": '{"queryResult":{"resultCount":0}}'}, "not_a_judgment", "列表"),
    ({"code": -12, "description": "访问受限", "result": None}, "no_text", "访问受限"),
    ({"code": 9, "description": "未登录"}, "no_text", "登录"),
    ({"code": 1, "secretKey": "Ab12Cd34Ef", "result": "U2FsdGVkX1+abc="}, "unknown_layout", "加密"),
    ({"code": 1, "secretKey": "", "result": None}, "no_text", "空结果"),
    ({"code": 0, "msg": "获取成功！", "data": {"totalCount": 0, "datas": []}}, "no_text", "空结果"),
    ({"s1": "某案", "s7": "（2021）虚0199民初9900123号", "qwContent": ""}, "no_text", "空结果"),
])  # fmt: skip
def test_an_answer_without_a_document_says_what_it_is(answer: object, reason: str, words: str) -> None:
    refusal = refusal_of(json.dumps(answer, ensure_ascii=False).encode(), "answer.json")
    assert refusal.reason == reason
    assert words in refusal.message


@pytest.mark.parametrize(("page", "words"), [
    ("<html><title>用户登录</title><body><form><input type='password'></form>中国裁判文书网</body></html>", "登录"),
    ("<html><body>请输入验证码<img src='x'></body></html>", "验证"),
    ("<html><head><script>var dynamicurl='/WZWSREL';</script></head><body>请稍候</body></html>", "验证"),
    ("您的访问过于频繁，请稍后再试", "访问受限"),
    ("MIME-Version: 1.0\nContent-Type: multipart/related;\n boundary=x\n\n=E4=B8=AD", "MHTML"),
])  # fmt: skip
def test_a_page_without_a_document_says_what_it_is(page: str, words: str) -> None:
    refusal = refusal_of(page.encode(), "page.html")
    assert refusal.reason in {"no_text", "unknown_layout"}
    assert words in refusal.message


def test_a_judgment_that_mentions_a_login_is_no_login_page() -> None:
    text = FIRST.replace("经审理查明，", "经审理查明，被告请登录员输入验证码后导出客户名单，")
    assert read_bytes(text.encode(), "a.txt")[0].text == text


def test_a_broken_script_answer_is_truncated() -> None:
    data = (FIXTURES / "wenshu_old_script" / "answer.js").read_bytes()
    assert refusal_of(data[: data.index("本院认为".encode())]).reason == "truncated_file"


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)  # sparse: reading it would still take memory
    with pytest.raises(IntakeError) as caught:
        read_file(path)
    assert caught.value.reason == "too_large"
    assert "50 MB" in caught.value.message
    assert refusal_of(b" " * (MAX_BYTES + 1)).reason == "too_large"


def test_folder_and_absent_path_are_named(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.txt"):
        with pytest.raises(IntakeError) as caught:
            read_file(path)
        assert (caught.value.reason, caught.value.document) == ("unreadable", str(path))
    with pytest.raises(IntakeError):
        list(read_path(tmp_path / "absent"))


def test_a_pipe_does_not_hang_the_import(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(IntakeError) as caught:
        read_file(tmp_path / "pipe")
    assert caught.value.reason == "unreadable"


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.txt"
    path.write_text(FIRST, encoding="utf-8")

    def refuse(self: Path, mode: str = "r") -> object:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(IntakeError) as caught:
        read_file(path)
    assert caught.value.reason == "unreadable"
    assert "权限" in caught.value.message


def test_folders_are_walked_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".DS_Store", "c/.hidden/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "loop").symlink_to(tmp_path)
    found = [str(path.relative_to(tmp_path)) for path in read_path(tmp_path)]
    assert found == ["a/1.txt", "a/2.txt", "b.txt"]
    assert list(read_path(tmp_path / "b.txt")) == [tmp_path / "b.txt"]


def test_one_bad_line_does_not_cost_the_others() -> None:
    good = json.dumps(json.loads(RECORD.read_bytes()), ensure_ascii=False)
    data = "\n".join([good, '{"a": 1}', good, good[:200]]).encode()
    parts = list(read_parts(data, "all.jsonl"))
    outcomes = [part.reason if isinstance(part, IntakeError) else part.file for part in parts]
    assert outcomes == ["all.jsonl#1", "unknown_layout", "all.jsonl#3", "truncated_file"]
    assert refusal_of(data, "all.jsonl").document == "all.jsonl#2"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_list_of_records_gives_one_document_each(encoding: str) -> None:
    record = json.loads(RECORD.read_bytes())
    data = json.dumps([record, dict(record, s5="other")], ensure_ascii=False).encode(encoding)
    documents = read_bytes(data, "list.json")
    assert [document.file for document in documents] == ["list.json#1", "list.json#2"]
    assert [document.metadata.document_id for document in documents] == [record["s5"], "other"]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_known_reason(data: bytes) -> None:
    for part in read_parts(data, "any"):
        assert not isinstance(part, IntakeError) or part.reason in codes(RefusalReason)


@given(st.integers(min_value=16, max_value=4000))
def test_a_record_broken_off_anywhere_is_refused(length: int) -> None:
    for part in read_parts(RECORD.read_bytes()[:length], "cut.json"):
        assert isinstance(part, IntakeError)
        assert part.reason == "truncated_file"
