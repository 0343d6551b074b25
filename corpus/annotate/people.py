"""The parties as the text calls them: full names and the short forms that the document introduces."""

from __future__ import annotations

import re

from msgspec import Struct

from corpus.model import Document

_SHORT = re.compile(r"^（(?:以下|下)?(?:简)?称(?:为|“|：|:)*([^，。；（）“”]{2,12})")


class People(Struct, frozen=True):
    """names: how a defendant is called -> the short name that stands for it. plaintiffs: the same for the other side."""

    names: dict[str, str]
    plaintiffs: frozenset[str]
    pattern: re.Pattern[str] | None = None

    def named(self, words: str) -> frozenset[str]:
        """The defendants named in some words."""
        if self.pattern is None:
            return frozenset()
        return frozenset(self.names[m.group()] for m in self.pattern.finditer(words))


def read_people(document: Document, text: str) -> People:
    """The parties of a document. text: the folded text."""
    names: dict[str, str] = {}
    plaintiffs: set[str] = set()
    for party in document.parties:
        full = re.sub(r"\s", "", party.name)
        short = _short_name(full, text)
        if party.side == "plaintiff":
            plaintiffs |= {full, short}
        else:
            names |= {full: short, short: short}
    ordered = sorted((re.escape(name) for name in names), key=len, reverse=True)
    return People(names, frozenset(plaintiffs), re.compile("|".join(ordered)) if ordered else None)


def _short_name(full: str, text: str) -> str:
    for match in re.finditer(re.escape(full), text):
        introduced = _SHORT.match(text[match.end() : match.end() + 30])
        if introduced:
            return introduced[1]
    return full
