"""What a lawyer typed, taken apart: words, must-have phrases, case numbers."""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct

from corpus.parse.numbers import find_numbers
from index.tokenise import chars, words

LONGEST_QUERY = 20_000  # characters; what comes after is not read
MOST_TOKENS = 256  # distinct words; a pasted judgment has thousands
_QUOTED = re.compile(r'"([^"]+)"|“([^“”]+)”|＂([^＂]+)＂|「([^「」]+)」|『([^『』]+)』')


class Phrase(Struct, frozen=True):
    """A quoted part as typed, and its characters as the index holds them."""

    text: str
    chars: tuple[str, ...]


class Query(Struct, frozen=True):
    """tokens: distinct words, those of phrases included; sentence: what an encoder reads; cut: text was left out."""

    tokens: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    numbers: tuple[str, ...]
    sentence: str
    cut: bool

    def __bool__(self) -> bool:
        return bool(self.tokens or self.phrases or self.numbers)


def parse_query(text: str) -> Query:
    """Takes a query apart. Never fails: what cannot be searched is simply not in the result."""
    read = text[:LONGEST_QUERY]
    phrases = tuple(phrase for phrase in map(_phrase, _QUOTED.finditer(read)) if phrase.chars)
    unquoted = _QUOTED.sub(" ", read)
    numbers = find_numbers(unquoted)
    rest = read
    for number in numbers:
        rest = rest.replace(number.raw, " ")
    tokens = words(rest)
    return Query(
        tokens=_most_frequent(tokens),
        phrases=tuple(dict.fromkeys(phrases)),
        numbers=tuple(dict.fromkeys(number.normal for number in numbers)),
        sentence=_QUOTED.sub(_unquote, rest).strip() if tokens else "",
        cut=len(text) > LONGEST_QUERY or len(set(tokens)) > MOST_TOKENS,
    )


def _phrase(found: re.Match[str]) -> Phrase:
    text = _unquote(found)
    return Phrase(text, tuple(chars(text)))


def _unquote(found: re.Match[str]) -> str:
    return next(part for part in found.groups() if part)


def _most_frequent(tokens: list[str]) -> tuple[str, ...]:
    """Distinct tokens in the order of the text; of too many, those that the text repeats most."""
    kept = {token for token, _ in Counter(tokens).most_common(MOST_TOKENS)}
    return tuple(token for token in dict.fromkeys(tokens) if token in kept)
