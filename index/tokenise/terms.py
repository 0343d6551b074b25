"""The two word lists of the analyser, read from index/data/."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from msgspec import Struct

from corpus.errors import KnowledgeError
from index.tokenise.fold import normalise

TERMS_FILE = "legal_terms.csv"
STOP_FILE = "stop_words.csv"


class Term(Struct, frozen=True):
    """A word that is never cut apart. frequency: on the scale of jieba's dictionary (60 million in all)."""

    text: str
    frequency: int
    tag: str  # part of speech in jieba's notation
    why: str


def data_bytes(name: str) -> bytes:
    """A file of index/data/ as it is."""
    return (files("index") / "data" / name).read_bytes()


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(data_bytes(name).decode("utf-8").splitlines()))


@cache
def legal_terms() -> tuple[Term, ...]:
    """The legal dictionary. Raises KnowledgeError, naming the line, for a row that does not fit."""
    terms = []
    for line, row in enumerate(_rows(TERMS_FILE), start=2):
        frequency = row["frequency"] or ""
        if not (row["term"] and row["why"] and frequency.isdigit() and int(frequency) > 0):
            raise KnowledgeError(f"词典 {TERMS_FILE} 第 {line} 行有误：词、词频（正整数）和理由均不可空。")
        terms.append(Term(normalise(row["term"]), int(frequency), row["tag"], row["why"]))
    return tuple(terms)


@cache
def stop_words() -> frozenset[str]:
    """Words without meaning for a search. Negations are none of them: 未采取 and 采取 are opposites."""
    return frozenset(row["word"] for row in _rows(STOP_FILE))
