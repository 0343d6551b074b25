"""What is a court document and what is not; when a copy is cut. All texts here are fictional."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import IntakeError
from corpus.intake import read_bytes, read_file
from corpus.intake.court_document import is_court_document, is_cut, is_official_summary, score, squeeze

TEXTS = Path(__file__).parent / "texts"
ACCEPTED = sorted((TEXTS / "accepted").iterdir())
REFUSED = sorted((TEXTS / "refused").iterdir())


def stem(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", ACCEPTED, ids=stem)
def test_old_short_and_badly_spaced_documents_are_accepted(path: Path) -> None:
    (document,) = read_file(path)
    assert document.kind == "judgment"
    assert document.text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", REFUSED, ids=stem)
def test_other_texts_are_refused_with_what_to_do(path: Path) -> None:
    with pytest.raises(IntakeError) as refusal:
        read_file(path)
    assert refusal.value.reason == "not_a_judgment"
    assert "请" in refusal.value.message
    assert refusal.value.document == str(path)


@pytest.mark.parametrize("path", REFUSED, ids=stem)
def test_a_page_around_such_a_text_does_not_make_it_a_judgment(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").replace("<", "&lt;").splitlines()
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>"
    with pytest.raises(IntakeError) as refusal:
        read_bytes(page.encode(), "page.html")
    assert refusal.value.reason == "not_a_judgment"


@pytest.mark.parametrize("path", [*ACCEPTED, *REFUSED], ids=stem)
def test_spaces_and_widths_do_not_change_the_verdict(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    spaced = "　".join(text)
    assert is_court_document(spaced) == is_court_document(text)
    assert is_court_document("".join(text.splitlines())) == is_court_document(text)


def test_a_judgment_without_order_is_cut() -> None:
    assert is_cut("某某人民法院民事判决书 本院认为，原告的主张")


def test_a_judgment_with_order_is_not_cut() -> None:
    assert not is_cut("本院认为，原告的主张成立。判决如下：驳回上诉。审判长 甲某")


def test_an_order_of_the_earlier_court_does_not_make_a_cut_appeal_whole() -> None:
    assert is_cut("一审法院判决如下：驳回原告的诉讼请求。某公司上诉称，原判有误。本院认为，一审判决")


def test_a_judgment_with_the_headings_of_a_summary_is_still_a_judgment() -> None:
    text = (TEXTS / "accepted" / "witness_is_reporter.txt").read_text(encoding="utf-8")
    headed = (
        text.replace("本院于", "基本案情\n本院于")
        .replace("本院认为", "裁判理由\n本院认为")
        .replace("判决如下", "\n裁判结果\n判决如下")
    )
    assert is_official_summary("\n".join(headed.splitlines()[4:-1]))
    assert read_bytes(headed.encode(), "a.txt")[0].kind == "judgment"


def test_a_summary_pasted_into_a_text_file_is_never_a_judgment() -> None:
    lines = (
        "甲诉乙案",
        "关键词 民事",
        "裁判要旨",
        "略",
        "基本案情",
        "原告诉称。",
        "裁判理由",
        "本院认为，名单是秘密。",
    )
    text = "\n".join(lines)
    (document,) = read_bytes(text.encode(), "a.txt")
    assert (document.kind, document.truncated) == ("official", False)


@given(st.text())
def test_any_text_can_be_weighed(text: str) -> None:
    assert isinstance(score(text), int)
    assert not any(char.isspace() for char in squeeze(text))
