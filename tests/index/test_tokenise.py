"""Words of the law are found whole, and a highlight never misses by a character."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.tokenise import ANALYSER_VERSION, char_tokens, chars, tokenise, word_tokens, words
from index.tokenise.cutter import cut, definition
from index.tokenise.fold import fold, normalise
from index.tokenise.terms import Term, legal_terms, stop_words

TEXTS = st.text(
    st.one_of(
        st.sampled_from("客户名单经营秘密，。、 \n0123aZＡ９（）ﾞ㎡①㈱½İé\u0301😀𠮷龥鿿"), st.characters(codec="utf-8")
    )
)


@pytest.mark.parametrize("term", legal_terms(), ids=lambda term: term.text)
def test_a_legal_term_is_one_word_in_a_sentence(term: Term) -> None:
    for sentence in (f"{term.text}", f"其{term.text}的", f"原告的{term.text}等"):
        assert term.text in cut(sentence)


def test_no_legal_term_stands_twice() -> None:
    texts = [term.text for term in legal_terms()]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("客户信息化建设", ["客户", "信息化", "建设"]),
        ("被告应知道该事实", ["被告", "应", "知道", "该", "事实"]),
        ("恶意思表示", ["恶", "意思", "表示"]),
        ("具有同一性质", ["具有", "同一", "性质"]),
        ("手机号召", ["手机", "号召"]),
        ("加密码头", ["加密", "码头"]),
    ],
)
def test_a_legal_term_does_not_reach_over_the_border_of_other_words(sentence: str, expected: list[str]) -> None:
    assert cut(sentence) == expected


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_token_stands_where_it_says(text: str) -> None:
    tokens = tokenise(text)
    assert "".join(text[token.start : token.end] for token in tokens) == text
    for token in [*tokens, *word_tokens(text), *char_tokens(text)]:
        assert normalise(text[token.start : token.end]) == token.text


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_no_word_is_empty_or_holds_a_space(text: str) -> None:
    for word in [*words(text), *chars(text)]:
        assert word
        assert word.split() == [word]


@settings(deadline=None)
@given(TEXTS)
def test_the_folded_text_has_the_length_of_the_raw_one(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_full_width_and_capitals_are_the_same_word() -> None:
    assert words("ＥＲＰ系统２０１９") == words("erp系统2019")


def test_a_long_term_is_found_by_the_terms_within_it() -> None:
    assert {"侵害商业秘密纠纷", "商业秘密", "侵害", "纠纷"} <= set(words("侵害商业秘密纠纷"))


def test_negations_are_kept() -> None:
    assert not stop_words() & {"不", "未", "无", "非", "没有", "并未", "不得"}
    assert words("未采取保密措施") != words("采取保密措施")


def test_stop_words_and_punctuation_are_left_out() -> None:
    assert words("原告的、以及（深度信息）。") == ["原告", "深度", "信息", "深度信息"]


def test_a_phrase_goes_by_characters_and_keeps_latin_runs_whole() -> None:
    assert chars("经营秘密ＣＲＭ系统，2019年") == ["经", "营", "秘", "密", "crm", "系", "统", "2019", "年"]


@pytest.mark.parametrize("text", ["", "，。！？", "😀👍", " \n\t"])
def test_a_text_without_words_gives_none(text: str) -> None:
    assert words(text) == []
    assert chars(text) == []


def test_rare_and_traditional_characters_are_kept() -> None:
    assert "𠮷" in chars("𠮷田")
    assert "".join(token.text for token in tokenise("客戶名單與營業秘密")) == "客戶名單與營業秘密"


def test_twenty_thousand_characters_are_cut() -> None:
    text = "业务员离职后把客户微信和报价带到新公司，" * 1000
    assert tokenise(text)[-1].end == len(text)


def test_the_version_names_code_and_word_lists() -> None:
    code, digest = ANALYSER_VERSION.split("-")
    assert code.isdigit()
    assert len(digest) == 12


def test_the_global_jieba_is_left_alone() -> None:
    import jieba

    definition()
    assert not jieba.dt.FREQ.get("深度信息")


def test_a_cache_folder_that_cannot_be_made_is_done_without_and_nothing_is_printed(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    program = "from index.tokenise import words; assert '客户名单' in words('客户名单')"
    environment = {**os.environ, "MICHA_CACHE": str(tmp_path / "file" / "cache")}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
