"""A page's text: blocks are lines, tables stay readable, the site's own words stay behind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.intake.html_text import draw_fragment, draw_text, looks_like_html, page_title


@pytest.mark.parametrize(("markup", "text"), [
    ("<p>甲</p><p>乙</p>", "甲\n乙"),
    ("<div>甲<br>乙<br/>丙</div>丁", "甲\n乙\n丙\n丁"),
    ("<div>甲<span>乙</span>\n<b>丙</b></div>", "甲乙丙"),
    ("<p>审　判　长　　甲&nbsp;&nbsp;某</p>", "审　判　长　　甲\xa0\xa0某"),
    ("<p>A&amp;B &lt;公司&gt; &ldquo;引&rdquo; &#20013;</p>", "A&B <公司> “引” 中"),
    ("<p>红谷 滩区</p>", "红谷 滩区"),
    ("<p>关于适用<某某法>的解释</p>", "关于适用<某某法>的解释"),
    ("<p><ABC公司>与<XY>约定a<b的</p>", "<ABC公司>与<XY>约定a<b的"),
    ("<p>甲<o:p></o:p><my-tag>乙</my-tag></p>", "甲乙"),
    ("<p>换\n行</p><p>word\nword</p>", "换行\nword word"),
    ("<pre>一\n二\r\n三</pre>", "一\n二\n三"),
    ("<ul><li>甲<li>乙</ul>", "甲\n乙"),
    ("<p>甲<!-- 注释 -->乙</p>", "甲乙"),
    ("<div><script>var x='<p>丙</p>'</script><style>p{}</style>甲</div>", "甲"),
    ("<div class='ad'>广告</div><div class='article-ad-free'>甲</div>", "甲"),
    ("<p style='display: none'>隐</p><p hidden>隐</p><p>甲</p>", "甲"),
    ("<p>甲</p><p>扫一扫，手机阅读更方便</p><p>返回顶部</p>", "甲"),
    ("", ""),
    ("<!-- -->", ""),
])  # fmt: skip
def test_text(markup: str, text: str) -> None:
    assert draw_text(markup) == text


def test_table_rows_are_lines_of_tab_joined_cells() -> None:
    table = "<table><tr><th>客户</th><th>金额</th></tr><tr><td><p>甲\n公司</p></td><td>1,000<br>元</td></tr></table>"
    assert draw_text(f"前{table}后") == "前\n客户\t金额\n甲公司\t1,000 元\n后"


def test_a_table_that_lays_out_the_page_keeps_the_lines_of_its_text() -> None:
    inner = "<p>第一行</p><p>第二行</p>"
    assert draw_text(f"<table><tr><td>{inner}</td></tr></table>") == "第一行\n第二行"
    nested = f"<table><tr><td>左</td><td><table><tr><td>甲</td><td>乙</td></tr></table>{inner}</td></tr></table>"
    assert draw_text(nested) == "左\n甲\t乙\n第一行\n第二行"
    long = "长" * 400
    assert draw_text(f"<table><tr><td>左</td><td><p>{long}</p><p>乙</p></td></tr></table>") == f"左\n{long}\n乙"


def test_deep_nesting_loses_nothing() -> None:
    assert draw_text("<div>甲" * 1500 + "<p>末</p>").endswith("末")


def test_field_without_markup_is_kept() -> None:
    assert draw_fragment(" 甲 \n\n 1<2的 ") == "甲\n1<2的"


@pytest.mark.parametrize(("text", "html"), [
    ("<!DOCTYPE html><html>", True),
    ("\ufeff\r\n<div>甲</div>", True),
    ("<a type='dir' name='WBSB'></a>", True),
    ("甲<p>一</p><p>二</p>", True),
    ("<中华人民共和国民法典>第一条", False),
    ("某某人民法院\n依照<解释>第三条", False),
])  # fmt: skip
def test_markup_is_told_from_text(text: str, html: bool) -> None:
    assert looks_like_html(text) == html


def test_title() -> None:
    assert page_title("<title>\n 甲诉\n乙 </title>") == "甲诉 乙"
    assert page_title("<p>甲</p>") is None


@given(st.lists(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1), max_size=8))
def test_no_character_of_the_text_is_lost(lines: list[str]) -> None:
    assert draw_text("".join(f"<p>{line}</p>" for line in lines)) == "\n".join(lines)


@given(st.text(alphabet="<>/=\"'& ptdivable!-甲乙\n", max_size=80))
def test_any_markup_can_be_drawn(markup: str) -> None:
    assert "" not in draw_text(markup).split("\n") or draw_text(markup) == ""
