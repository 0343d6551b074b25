"""Where a query's words and phrases stand in a passage: exact, by analysing the raw passage again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from index.tokenise import char_tokens, word_tokens
from index.types import Highlight


def highlight(text: str, tokens: Collection[str], phrases: Sequence[Sequence[str]]) -> tuple[Highlight, ...]:
    """Places in text, in order, merged where they touch or overlap."""
    wanted = set(tokens)
    spans = [(token.start, token.end) for token in word_tokens(text) if not wanted.isdisjoint(token.text.split())]
    spans += [span for phrase in phrases for span in find_phrase(text, phrase)]
    return tuple(Highlight(start, end) for start, end in _merged(spans))


def find_phrase(text: str, phrase: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Every place where the characters of a phrase stand one after another, whatever signs lie between them."""
    units = [(part, token.start, token.end) for token in char_tokens(text) for part in token.text.split()]
    texts, size = [part for part, _, _ in units], len(phrase)
    for place in range(len(units) - size + 1 if size else 0):
        if texts[place : place + size] == list(phrase):
            yield units[place][1], units[place + size - 1][2]


def matched_words(text: str, tokens: Sequence[str]) -> tuple[str, ...]:
    """The tokens that stand in the text, in the order given."""
    held = {part for token in word_tokens(text) for part in token.text.split()}
    return tuple(token for token in tokens if token in held)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
