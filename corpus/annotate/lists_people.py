"""Who is who in a folded text: the plaintiff's names, the defendants that are persons, and the firms among them."""

from __future__ import annotations

import re

from msgspec import Struct

from corpus.annotate.short_names import short_names
from corpus.model import Document


class Names(Struct, frozen=True):
    """Full names and the short ones the text introduces, without blanks."""

    plaintiffs: frozenset[str]
    persons: frozenset[str]
    firms: frozenset[str]


def read_names(document: Document, text: str) -> Names:
    """The names of a document's parties in its folded text."""
    found: dict[str, set[str]] = {"plaintiff": set(), "person": set(), "firm": set()}
    for side, kind, name in dict.fromkeys((party.side, party.kind, party.name) for party in document.parties):
        group = "plaintiff" if side == "plaintiff" else "person" if kind == "person" else "firm"
        full = re.sub(r"\s", "", name)
        found[group] |= {full, *short_names(full, text)}
    return Names(frozenset(found["plaintiff"]), frozenset(found["person"]), frozenset(found["firm"]))


def names_any(names: frozenset[str], text: str) -> bool:
    """Whether a text holds one of the names."""
    return any(name in text for name in names)
