"""Nothing of a judgment becomes HTML; nothing of it is lost either."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from app.components.case_text import Paragraph, blocks, located, text_html
from app.components.excerpt import LONGEST, excerpt, within
from app.components.markup import chips, marked, plain_markdown, tag
from corpus.model import Finding, Section
from index.types import Highlight
from tests.app.documents import INJECTION
from tests.app.records import found, record

texts = st.text(st.sampled_from("客户秘密。；\n<>&\"'ab "), max_size=80)
spans = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)).map(sorted), max_size=4)
TAG = re.compile(r"<[^>]*>")


def shown(markup: str) -> str:
    """What a reader sees of HTML."""
    return html.unescape(TAG.sub("", markup))


@given(texts, spans)
def test_marking_changes_no_character(text: str, places: list[list[int]]) -> None:
    assert shown(marked(text, [Highlight(a, b) for a, b in places])) == text


def test_markup_in_a_passage_is_text() -> None:
    assert "<script" not in marked(INJECTION, [Highlight(0, 5)])
    assert "<img" not in marked(INJECTION, [])


def test_an_attribute_cannot_be_left() -> None:
    assert tag("a", "", title='"><script>') == '<a title="&quot;&gt;&lt;script&gt;"></a>'


def test_a_title_cannot_become_markdown() -> None:
    assert plain_markdown("[甲](http://x) :red[乙] $y$ *z*") == (
        "\\[甲\\]\\(http\\://x\\) \\:red\\[乙\\] \\$y\\$ \\*z\\*"
    )


@given(texts, spans)
def test_the_case_page_shows_every_character_of_the_judgment(text: str, places: list[list[int]]) -> None:
    findings = tuple(found("secrecy", "upheld", a, min(b, len(text))) for a, b in places if a < min(b, len(text)))
    middle = len(text) // 2
    judgment = record(text=text, findings=findings, sections=(Section("reasoning", middle, len(text)),)).judgment
    page = re.sub(
        r'<h3.*?</h3>|<aside>.*?</aside>|<a class="micha-ref".*?</a>', "", text_html(judgment, None, False, "zh")
    )
    assert "".join(shown(page).split()) == "".join(text.split())


def test_findings_are_numbered_by_their_place_and_sections_cover_the_text() -> None:
    text = "标题\n本院认为，具有秘密性。\n尾部"
    findings = (found("value", "upheld", 8, 13), found("secrecy", "upheld", 3, 8), found("use", "rejected"))
    judgment = record(text=text, findings=findings, sections=(Section("reasoning", 3, 15),)).judgment
    assert [(item.number, item.finding.issue) for item in located(findings)] == [(1, "secrecy"), (2, "value")]
    assert [(piece.start, piece.end) for piece in blocks(judgment)] == [(0, 3), (3, 15), (15, len(text))]


def test_the_hit_is_marked_within_the_findings() -> None:
    judgment = record(text="本院认为，具有秘密性。", findings=(found("secrecy", "upheld", 5, 11),)).judgment
    assert '<mark id="hit">秘密性</mark>' in text_html(judgment, Paragraph(7, 10), False, "zh")


def test_chips_are_told_once_with_this_courts_view_first() -> None:
    made = chips(
        [found("secrecy", "upheld"), found("secrecy", "upheld"), found("use", "rejected")], "zh", 1, "另有 {n} 项"
    )
    assert made.count("秘密性：认定") == 1
    assert "另有 1 项" in made


def test_what_the_lower_court_found_looks_otherwise_wherever_it_stands() -> None:
    text = "原审认为，不具有秘密性。本院认为，具有秘密性。"
    lower = Finding("secrecy", "rejected", "earlier_court", 5, 12)
    judgment = record(text=text, findings=(lower, found("secrecy", "upheld", 17, len(text)))).judgment
    page = text_html(judgment, None, False, "zh")
    assert page.count("micha-found micha-rejected micha-lower") == 1
    assert page.count("micha-note-link micha-rejected micha-lower") == 1
    assert "原审法院" in page
    assert "micha-upheld micha-lower" not in page
    assert "micha-lower" in chips([lower], "zh", 8, "{n}")
    assert "原审法院 · 秘密性：否定" in chips([lower], "zh", 8, "{n}")


@given(st.text(st.sampled_from("客户秘密。；，\n"), max_size=600), spans)
def test_an_excerpt_is_short_and_its_highlights_stay_in_place(text: str, places: list[list[int]]) -> None:
    highlights = [Highlight(a, min(b, len(text))) for a, b in places if a < min(b, len(text))]
    part = excerpt(text, highlights)
    assert part.whole == (len(text) <= LONGEST)
    assert part.end - part.start <= LONGEST
    piece = text[part.start : part.end]
    for highlight in within(highlights, part.start, part.end):
        assert 0 <= highlight.start < highlight.end <= len(piece)


def test_the_excerpt_is_where_the_words_stand() -> None:
    text = "甲。" * 150 + "客户微信与报价。" + "乙。" * 150
    at = text.index("客户")
    part = excerpt(text, [Highlight(at, at + 2)])
    assert part.start <= at < part.end
