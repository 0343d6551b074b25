"""jieba with the legal terms, and rjieba where it is known to give the same words faster.

jieba cuts a text into blocks of Han characters, Latin letters, digits and a few signs, and each block
on its own. A block of nothing but Han characters is cut by dictionary in rjieba (the same algorithm and
words in Rust), a mixed one in jieba. Runs of single characters that the dictionary leaves go to jieba's
hidden Markov model in both cases: rjieba's own breaks ties in repeated characters differently (密知知知员).
tests/index/test_tokenise_identical.py holds the result against jieba alone.
"""

from __future__ import annotations

import logging
import re
import warnings
from functools import cache, lru_cache
from typing import Protocol, cast

from corpus.errors import SettingsError
from corpus.settings import load_settings
from index.tokenise.terms import legal_terms

_BLOCK = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+)")  # jieba's re_han_default
_HAN = re.compile(r"[\u4E00-\u9FD5]+")


class Segmenter(Protocol):
    """What is used of jieba.Tokenizer. FREQ: word -> frequency, 0 for a mere beginning of a word."""

    FREQ: dict[str, int]

    def lcut(self, sentence: str) -> list[str]: ...


class _FastSegmenter(Protocol):
    def cut(self, text: str, hmm: bool) -> list[str]: ...


@cache
def definition() -> Segmenter:
    """jieba with the legal terms: a tokenizer of our own, its dictionary kept in the settings' cache folder."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1 imports pkg_resources and holds "\." in plain strings
        import jieba
    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = _cache_folder()
    tokenizer.cache_file = f"jieba-{jieba.__version__}.cache"
    tokenizer.initialize()
    for term in legal_terms():
        tokenizer.add_word(term.text, term.frequency, term.tag)
    return cast(Segmenter, tokenizer)


@cache
def _fast() -> _FastSegmenter:
    import rjieba

    segmenter = rjieba.Jieba()
    for term in legal_terms():
        segmenter.add_word(term.text, term.frequency, term.tag)
    return cast(_FastSegmenter, segmenter)


def cut(text: str) -> list[str]:
    """The words of a folded text in order; joined they give the text again. Shortest form, no search mode."""
    jieba = definition()
    found: list[str] = []
    for block in _BLOCK.split(text):
        if block:
            found += _cut_han(block) if _HAN.fullmatch(block) else jieba.lcut(block)
    return found


def _cut_han(block: str) -> list[str]:
    """What jieba's __cut_DAG does with a block, its search for the likeliest path done by rjieba."""
    found: list[str] = []
    single = ""
    for word in _fast().cut(block, False):
        if len(word) == 1:
            single += word
            continue
        found += _cut_singles(single)
        single = ""
        found.append(word)
    found += _cut_singles(single)
    return found


@lru_cache(maxsize=1 << 16)
def _cut_singles(run: str) -> tuple[str, ...]:
    from jieba import finalseg

    if len(run) <= 1 or definition().FREQ.get(run):
        return tuple(run)
    return tuple(finalseg.cut(run))


def _cache_folder() -> str | None:
    """Where jieba keeps its read dictionary. In a folder that cannot be written it reads it anew (0.5 s)."""
    try:
        folder = load_settings().cache_dir
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, SettingsError):
        return None
    return str(folder)
