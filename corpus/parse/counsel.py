"""Agents of a head: who stands for a party, and the firm of a lawyer."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.knowledge.courts import place_names
from corpus.model import Counsel
from corpus.parse.clean import Clean, tidy
from corpus.parse.headlines import HeadLine, role_regex

_PARTS = re.compile("[，；。：]")
_LONGEST_NAME = 15


def read_counsel(copy: Clean, line: HeadLine) -> tuple[Counsel, ...]:
    """The agents named in an agent's line; names that share a firm all get it, agents without one have none."""
    found: list[Counsel] = []
    waiting: list[str] = []
    for start, end in _parts(copy.text, line.body, line.end):
        words = copy.text[start:end]
        firm = role_regex("firm").search(words)
        if firm:
            seat = _seat(firm["firm"]) if not waiting and not firm.start() else 0
            waiting += _names(copy, start, start + firm.start() + seat)
            found += [Counsel(name, firm["firm"][seat:]) for name in waiting]
            waiting = []
        else:
            waiting += _names(copy, start, end)
    return (*found, *(Counsel(name, None) for name in waiting))


def _seat(words: str) -> int:
    """Where the firm begins in a name and a firm run together: firms begin with the name of a place."""
    return next((at for at in range(2, 5) if words.startswith(place_names(), at)), 0)


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Slices between commas and stops."""
    cuts = [start - 1, *(found.start() for found in _PARTS.finditer(text, start, end)), end]
    return [(a + 1, b) for a, b in pairwise(cuts) if b > a + 1]


def _names(copy: Clean, start: int, end: int) -> list[str]:
    """Names joined by 、 in a slice; words that describe a person are no name."""
    words = re.split("、", copy.text[start:end])
    names: list[str] = []
    at = start
    for word in words:
        bare = re.sub("（.*", "", word)
        person = _cut_description(bare)
        if 2 <= len(person) <= _LONGEST_NAME and not role_regex("not_a_name").search(person):
            names.append(tidy(copy.span(at, at + len(person), "counsel").surface))
        at += len(word) + 1
    return names


def _cut_description(word: str) -> str:
    """区某女汉族该公司职员 (a head run together) -> 区某."""
    found = role_regex("name_stop").search(word)
    return word[: found.start()] if found and found.start() else word
