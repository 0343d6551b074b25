"""The parties as the text calls them: full names and the short forms that the document introduces."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from corpus.annotate.short_names import short_names
from corpus.model import Document

_LISTED = re.compile(r"(?:、|和|与|及|以及|，)?(?:被告|上诉人|被上诉人)?")
_ALL = re.compile(r"(?:[两二三四五六七八各诸]|全体|上述|该[两二三四]?)(?:被告|上诉人|被上诉人|被申请人|再审申请人)")
_TOGETHER = re.compile(r"[二两三四]者|双方|共同|均")
_BESIDE = re.compile(r"(?:[与同向对给把将]|提供给|披露给)(?:被告|上诉人|被上诉人)?$")


class People(Struct, frozen=True):
    """Who the defendants are. names: each way a defendant is called -> the short name that stands for it."""

    names: dict[str, str]
    pattern: re.Pattern[str] | None = None
    everyone: re.Pattern[str] | None = None

    def anyone(self, words: str) -> bool:
        """Whether some words name a party of either side."""
        return self.everyone is not None and self.everyone.search(words) is not None

    def subject(self, words: str, together: bool = False) -> frozenset[str]:
        """The defendants of whom some words speak: the first one named, with those listed beside it.

        三被告 and the like are all of them; with `together`, 二者 and 共同 take in everyone named. Nobody named: empty.
        """
        if self.pattern is None:
            return frozenset()
        found: list[re.Match[str]] = []
        for match in self.pattern.finditer(words):
            listed = found and _LISTED.fullmatch(words[found[-1].end() : match.start()])
            if listed or not _BESIDE.search(words[: match.start()]):
                found.append(match)
        if together and found and _TOGETHER.search(words):
            return frozenset(self.names[match.group()] for match in found)
        if not found:
            return frozenset(self.names.values()) if _ALL.search(words) else frozenset()
        named = [found[0]]
        for match in found[1:]:
            if not _LISTED.fullmatch(words[named[-1].end() : match.start()]):
                break
            named.append(match)
        return frozenset(self.names[match.group()] for match in named)


def read_people(document: Document, text: str) -> People:
    """The parties of a document. text: the folded text."""
    names: dict[str, str] = {}
    others: set[str] = set()
    for side, full in dict.fromkeys((party.side, re.sub(r"\s", "", party.name)) for party in document.parties):
        short = next(short_names(full, text), full)
        if side == "defendant":
            names |= {full: short, short: short}
        else:
            others |= {full, short}
    return People(names, _any_of(names), _any_of([*names, *others]))


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted((re.escape(name) for name in names), key=len, reverse=True)
    return re.compile("|".join(ordered)) if ordered else None
