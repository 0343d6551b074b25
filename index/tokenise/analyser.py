"""tokenise, words and chars: the text as the engines index it and as the page highlights it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from index.tokenise.cutter import cut, definition
from index.tokenise.fold import fold, normalise
from index.tokenise.terms import legal_terms, stop_words

_UNIT = re.compile(r"[a-z0-9]+|[^\W_]")


class Token(Struct, frozen=True):
    """A word and its place: `normalise(raw[start:end]) == text`; code points of the raw text."""

    text: str
    start: int
    end: int


def tokenise(text: str) -> list[Token]:
    """All of the text cut into tokens, one after the other without gaps, punctuation and spaces included."""
    tokens, start = [], 0
    for piece in cut(fold(text)):
        end = start + len(piece)
        tokens.append(Token(normalise(text[start:end]), start, end))
        start = end
    return tokens


def word_tokens(text: str) -> list[Token]:
    """The tokens that are searched, in search mode: before a long word the shorter words within it.

    Within it: jieba's (2 and 3 characters, in its dictionary) and every legal term of any length, so that
    侵害商业秘密纠纷 is found by 商业秘密. Punctuation and stop-words are left out.
    """
    return [token for token in _search_mode(text) if _means_something(token.text)]


def words(text: str) -> list[str]:
    """The texts of `word_tokens`: NFKC, lower case, none with a space in it."""
    return [part for token in word_tokens(text) for part in token.text.split()]


def char_tokens(text: str) -> list[Token]:
    """The units of a phrase: each Han (kana, Hangul …) character alone, a run of Latin letters and digits whole.

    Whole, so that 经营 finds 经营秘密 but 2019 does not find 120191. Punctuation, signs and spaces are left out:
    a phrase is found across a comma or a line end.
    """
    spans = (match.span() for match in _UNIT.finditer(fold(text)))
    return [Token(normalise(text[start:end]), start, end) for start, end in spans]


def chars(text: str) -> list[str]:
    """The texts of `char_tokens`, none with a space in it."""
    return [part for token in char_tokens(text) for part in token.text.split()]


def _search_mode(text: str) -> Iterator[Token]:
    for token in tokenise(text):
        for start, end in _inner_words(token.text) if len(token.text) == token.end - token.start else ():
            yield Token(token.text[start:end], token.start + start, token.start + end)
        yield token


def _inner_words(word: str) -> Iterator[tuple[int, int]]:
    known, terms = definition().FREQ, _term_texts()
    for size in range(2, len(word)):
        for start in range(len(word) - size + 1):
            inner = word[start : start + size]
            if inner in terms or (size <= 3 and known.get(inner)):
                yield start, start + size


@cache
def _term_texts() -> frozenset[str]:
    return frozenset(term.text for term in legal_terms())


def _means_something(word: str) -> bool:
    return word not in stop_words() and any(character.isalnum() for character in word)
