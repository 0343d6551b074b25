"""Where a query's words and phrases stand in a passage: exact, by analysing the raw passage again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from index.tokenise import char_tokens, word_tokens
from index.tokenise.fold import normalise
from index.types import Highlight

_CLAUSE = re.compile(r"[^，。；：、！？\s]+")
"""jieba cuts what lies between such signs on its own, so each clause can be analysed alone with the same result."""


_Place = tuple[frozenset[str], int, int]  # a token's words and where it stands


class Marked(Struct, frozen=True):
    """Places of words and phrases in a text, in order, merged where they touch; the words that were found."""

    places: tuple[Highlight, ...]
    words: frozenset[str]


def mark(text: str, tokens: Collection[str], phrases: Sequence[Sequence[str]]) -> Marked:
    """Where the tokens and phrases stand in the text."""
    wanted = frozenset(tokens)
    found = list(_found(text, wanted))
    spans = [(start, end) for _, start, end in found]
    spans += [span for phrase in phrases for span in find_phrase(text, phrase)]
    places = tuple(Highlight(start, end) for start, end in _merged(spans))
    return Marked(places, wanted.intersection(frozenset().union(*(words for words, _, _ in found))))


def _found(text: str, wanted: frozenset[str]) -> Iterator[_Place]:
    """The tokens that hold a wanted word, from the clauses that could (most of the time goes into analysing)."""
    if not wanted:
        return
    any_of_them = _any_of(wanted)
    for clause in _CLAUSE.finditer(text):
        if any_of_them.search(normalise(clause[0])):
            for words, start, end in _analysed(clause[0]):
                if not wanted.isdisjoint(words):
                    yield words, clause.start() + start, clause.start() + end


@lru_cache(maxsize=64)  # of a query
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words))))


@lru_cache(maxsize=8192)  # some 8 MB; the passages of a topic come back with every query on it
def _analysed(clause: str) -> tuple[_Place, ...]:
    """The tokens of a clause with the words of each (a legal term also holds those inside it)."""
    return tuple((frozenset(token.text.split()), token.start, token.end) for token in word_tokens(clause))


def find_phrase(text: str, phrase: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Every place where the characters of a phrase stand one after another, whatever signs lie between them."""
    units = [(part, token.start, token.end) for token in char_tokens(text) for part in token.text.split()]
    texts, size = [part for part, _, _ in units], len(phrase)
    for place in range(len(units) - size + 1 if size else 0):
        if texts[place : place + size] == list(phrase):
            yield units[place][1], units[place + size - 1][2]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
