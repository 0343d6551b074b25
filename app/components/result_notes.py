"""The notes of a search result (index.search.notes) as the page tells them."""

from __future__ import annotations

import re

LOOSEN = frozenset({"loosen_filter", "loosen_phrase", "loosen_kinds"})
SHOWN_NOTES = frozenset(
    {
        "query_empty", "query_cut", "number_found", "number_missing", "number_filtered", "vectors_incomplete",
        "no_word_matched", "index_behind",
    }
)  # fmt: skip
QUOTES = "\"“”„‟「」『』＂'‘’"


def split_note(text: str) -> tuple[str, list[str]]:
    """`code:argument:argument` -> code, arguments; a quoted part may hold colons, the last argument is a number."""
    code, _, rest = text.partition(":")
    if code == "loosen_phrase":
        return code, list(rest.rpartition(":")[::2])
    return code, rest.split(":") if rest else []


def named(arguments: list[str]) -> dict[str, str]:
    """The first argument under the name that the texts use."""
    return {"argument": arguments[0]} if arguments else {}


def unquoted(text: str, phrase: str) -> str:
    """The query with the marks around `phrase` taken away: its words count, but need not stand together."""
    return re.sub(f"[{QUOTES}]({re.escape(phrase)})[{QUOTES}]", r"\1", text)
