"""Documents that cannot be read are refused by name with what to do: locked, cut, scanned, endless, bombs, not read."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.codes import RefusalReason, codes
from corpus.errors import IntakeError
from corpus.intake import read_bytes, read_parts
from corpus.intake.knowledge import Format, formats
from corpus.intake.office_package import RATIO_FROM
from corpus.intake.pdf_pages import read_pages
from corpus.intake.signatures import refuse_known_formats
from tests.intake.make_fixtures import pdf_files, word_files
from tests.intake.make_fixtures.make import mhtml, rtf
from tests.intake.make_fixtures.words import LINES

DOCX, PDF, RTF, MHTML = word_files.rich(), pdf_files.running_heads(), rtf(), mhtml("utf-8", "base64")
ENTITIES = '<!DOCTYPE x [<!ENTITY a "客户名单客户名单"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def refusal_of(data: bytes, name: str = "文书.doc") -> IntakeError:
    with pytest.raises(IntakeError) as caught:
        read_bytes(data, name)
    assert caught.value.document == name
    assert "请" in caught.value.message
    assert caught.value.reason in codes(RefusalReason)
    assert "程序出错" not in caught.value.message
    return caught.value


def with_part(name: str, part: bytes, data: bytes = DOCX) -> bytes:
    """A DOCX with one part replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, part if info.filename == name else old.read(info))
    return target.getvalue()


def ole(stream: str) -> bytes:
    """The beginning of an OLE file with the name of one stream as its directory holds it."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + stream.encode("utf-16-le") + bytes(64)


def archive_of(name: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, "x")
        archive.writestr("mimetype", "x")
    return target.getvalue()


@pytest.mark.parametrize(("data", "reason", "words"), [
    (pdf_files.scan(), "no_text", "OCR"),
    (pdf_files.locked(), "unreadable", "密码"),
    (pdf_files.many_pages(), "too_large", "100000 页"),
    (pdf_files.looping_tree(), "truncated_file", "损坏"),
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)), "truncated_file", "PDF"),
    (b"{\\rtf1\\ansi " + bytes(range(256)), "truncated_file", "RTF"),
    (DOCX[: len(DOCX) // 2], "truncated_file", "Word"),
    (with_part("word/document.xml", b"<w:document"), "truncated_file", "XML"),
    (with_part("_rels/.rels", b"<Relationships/>"), "truncated_file", "正文"),
    (with_part("word/document.xml", f"{ENTITIES}<x>&b;</x>".encode()), "unreadable", "DOCTYPE"),
    (with_part("word/document.xml", f"{OUTSIDE}<x>&a;</x>".encode()), "unreadable", "DOCTYPE"),
    (with_part("word/document.xml", b"<a>" + b" " * (RATIO_FROM * 20)), "too_large", "炸弹"),
    (with_part("word/document.xml", b"<a>" * 5000 + b"</a>" * 5000), "truncated_file", "XML"),
    (MHTML[: len(MHTML) - 200], "truncated_file", "MHTML"),
    (ole("EncryptedPackage"), "unreadable", "密码"),
    (ole("WordDocument"), "unknown_layout", "DOCX"),
    (ole("Workbook"), "unknown_layout", "XLSX"),
    (ole("其他"), "unknown_layout", "DOCX"),
    (archive_of("OFD.xml"), "unknown_layout", "OFD"),
    (archive_of("content.xml"), "unknown_layout", "OpenDocument"),
    (b"Rar!\x1a\x07\x01\x00" + bytes(range(256)), "unknown_layout", "解压"),
    (b"7z\xbc\xaf\x27\x1c" + bytes(range(256)), "unknown_layout", "解压"),
    (b"\x00\x00\x00\x18ftypheic" + bytes(range(256)), "unknown_layout", "OCR"),
])  # fmt: skip
def test_it_is_refused_by_name(data: bytes, reason: str, words: str) -> None:
    refusal = refusal_of(data)
    assert (refusal.reason, words in refusal.message) == (reason, True), refusal.message


@pytest.mark.parametrize("row", [row for row in formats() if row.starts], ids=lambda row: row.id)
def test_every_format_is_known_by_each_of_its_beginnings(row: Format) -> None:
    for start in row.starts:
        data = bytes(row.at) + bytes.fromhex(start) + bytes(24)
        with pytest.raises(IntakeError) as caught:
            refuse_known_formats(data + "".join(row.streams[:1]).encode("utf-16-le") + bytes(300))
        assert (caught.value.reason, "请" in row.advice) == (row.reason, True)
        assert (row.label in caught.value.message, row.advice in caught.value.message) == (True, True)


def test_words_that_only_look_like_a_signature_are_text() -> None:
    text = "\n".join(("BM公司与丙某某侵害经营秘密纠纷一案", *LINES))
    assert read_bytes(text.encode(), "a.txt")[0].layout == "plain_text"


def test_forms_that_double_each_other_end_in_time() -> None:
    with pytest.raises(IntakeError) as caught:
        read_pages(pdf_files.doubling_forms(), seconds=2.0)
    assert caught.value.reason in {"unreadable", "truncated_file"}


def test_a_part_that_unpacks_to_more_than_it_says_is_stopped() -> None:
    data = bytearray(with_part("word/document.xml", b"<a>" + b" " * (RATIO_FROM * 20)))
    at = data.rfind(b"word/document.xml") - 46  # the size in the central directory
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    assert refusal_of(bytes(data)).reason in {"too_large", "truncated_file"}


@pytest.mark.parametrize("whole", [DOCX, RTF, MHTML, PDF], ids=["docx", "rtf", "mhtml", "pdf"])
def test_a_file_broken_off_anywhere_is_refused(whole: bytes) -> None:
    expected = read_bytes(whole, "a")[0].text
    for share in (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.995):
        for part in read_parts(whole[: int(len(whole) * share)], "a"):
            assert isinstance(part, IntakeError), (share, part.text != expected)
            assert "程序出错" not in part.message


@pytest.mark.parametrize("whole", [DOCX, RTF, MHTML], ids=["docx", "rtf", "mhtml"])
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_bytes_are_read_or_refused_by_name(whole: bytes, data: st.DataObject) -> None:
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at] = data.draw(st.integers(0, 255))
    for part in read_parts(bytes(damaged), "a"):
        assert not isinstance(part, IntakeError) or part.reason in codes(RefusalReason)
        assert not isinstance(part, IntakeError) or "程序出错" not in part.message, part.message


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(PDF) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_pdf_is_read_or_refused_by_name(changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(PDF)
    for at, byte in changes:
        damaged[at] = byte
    for part in read_parts(bytes(damaged), "a"):
        assert not isinstance(part, IntakeError) or "程序出错" not in part.message, part.message


FULL = {**{chr(code): chr(code + 0xFEE0) for code in range(48, 58)}, "(": "（", ")": "）"}


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.lists(st.sampled_from(["", " ", "　", "\u3000\u3000", "\xa0", "\t"]), min_size=3, max_size=9),
    st.booleans(),
)
def test_white_space_width_and_line_ends_change_no_word(end: str, blanks: list[str], full: bool) -> None:
    lines = [blanks[n % len(blanks)] + line + blanks[(n + 1) % len(blanks)] for n, line in enumerate(LINES)]
    if full:
        lines = ["".join(FULL.get(char, char) for char in line) for line in lines]
    word = word_files.plain(tuple(lines))
    rich_text = ("{\\rtf1\\ansi\\ansicpg936" + end + f"\\par{end}".join(lines) + "}").encode("gb18030")
    wanted = [line.strip() for line in lines]
    assert read_bytes(word, "a")[0].text.split("\n") == wanted
    assert [line.strip() for line in read_bytes(rich_text, "a")[0].text.split("\n")] == wanted
