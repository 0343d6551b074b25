"""Who is who in a folded text: the plaintiff's names, the defendants that are persons, and the firms among them."""

from __future__ import annotations

import re

from msgspec import Struct

from corpus.model import Document

_SHORT = re.compile(r"^（(?:以下|下)?(?:简)?称(?:为|“|：|:)*([^，。；（）“”]{2,12})")


class Names(Struct, frozen=True):
    """Full names and the short ones the text introduces, without blanks."""

    plaintiffs: frozenset[str]
    persons: frozenset[str]
    firms: frozenset[str]


def _forms(full: str, text: str) -> set[str]:
    forms = {full}
    for held in re.finditer(re.escape(full), text):
        short = _SHORT.match(text[held.end() : held.end() + 30])
        if short:
            forms.add(short[1])
    return forms


def read_names(document: Document, text: str) -> Names:
    """The names of a document's parties in its folded text."""
    found: dict[str, set[str]] = {"plaintiff": set(), "person": set(), "firm": set()}
    for party in document.parties:
        kind = "plaintiff" if party.side == "plaintiff" else "person" if party.kind == "person" else "firm"
        found[kind] |= _forms(re.sub(r"\s", "", party.name), text)
    return Names(frozenset(found["plaintiff"]), frozenset(found["person"]), frozenset(found["firm"]))


def names_any(names: frozenset[str], text: str) -> bool:
    """Whether a text holds one of the names."""
    return any(name in text for name in names)
