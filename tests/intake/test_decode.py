"""A file's characters are read whatever its charset, declared or not, and the text is never silently damaged."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import IntakeError
from corpus.intake.decode import REPLACED, decode, reads_as_chinese

TEXT = "江海市临江区人民法院\r\n民事判决书\r\n本院认为，原告的主张成立，被告应当赔偿。\r\n二〇二一年八月九日\r\n"
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=60)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gb2312", "gbk", "utf-16-le", "utf-16-be", "big5"])
def test_undeclared_charset_is_found(encoding: str) -> None:
    text = (
        TEXT.replace("〇", "O") if encoding != "big5" else "本院認為，原告的主張成立，被告應當賠償。原告不是公司。" * 20
    )
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(("mark", "encoding"), [
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
])  # fmt: skip
def test_mark_decides_and_is_kept_in_the_text(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + TEXT.encode(encoding))
    assert decoded.text == "\ufeff" + TEXT
    assert decoded.encoding == encoding


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "gbk", "iso-8859-1", "big5", "no-such-charset"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_wrong_declaration_does_not_mislead(declared: str, encoding: str) -> None:
    page = f'<meta charset="{declared}"><p>{TEXT}</p>'
    assert decode(page.encode(encoding)).text == page


def test_rare_characters_of_gb18030_survive() -> None:
    text = TEXT + "當事人𠮷某、㐂某" + TEXT
    assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_damaged_character_in_a_long_text_is_replaced_and_counted(encoding: str) -> None:
    data = (TEXT * 20).encode(encoding)[:-3] + b"\xff\xff"
    decoded = decode(data)
    assert 1 <= decoded.damaged <= 3
    assert decoded.text.count(REPLACED) == decoded.damaged
    assert decoded.text.startswith(TEXT * 19)


def test_mixed_charsets_are_refused() -> None:
    with pytest.raises(IntakeError) as refusal:
        decode((TEXT.encode("utf-8") + TEXT.encode("gb18030")) * 20)
    assert refusal.value.reason == "encoding"
    assert "UTF-8" in refusal.value.message


def test_garbled_text_does_not_read_as_chinese() -> None:
    assert reads_as_chinese(TEXT)
    assert not reads_as_chinese(TEXT.encode("gb18030").decode("latin-1"))
    assert not reads_as_chinese(TEXT.encode("utf-8").decode("gb18030", errors="replace"))


@given(HAN)
def test_utf8_is_read_back_exactly(text: str) -> None:
    decoded = decode(text.encode())
    assert (decoded.text, decoded.damaged) == (text, 0)


@given(HAN)
def test_gb18030_around_rare_characters_is_read_back_exactly(middle: str) -> None:
    text = TEXT * 3 + middle + TEXT * 3
    assert decode(text.encode("gb18030")).text == text


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except IntakeError as refusal:
        reason, damaged = refusal.reason, 0
    else:
        reason, damaged = "", decoded.damaged
        assert decoded.text.count(REPLACED) >= damaged
    assert reason in {"", "encoding"}
    assert damaged <= 3
