"""The instance that a document's head shows."""

from __future__ import annotations

from typing import Literal, cast

from corpus.parse.cues import load_rules

Instance = Literal["first", "second", "retrial", "retrial_review", "other"]


def read_instance(number: str | None, head: str) -> Instance:
    """The instance that the case number shows, else the roles in `head` (cleaned text of title and parties)."""
    for words in (number, head):
        found = next((rule.cue.kind for rule in load_rules("instance") if words and rule.regex.search(words)), None)
        if found:
            return cast(Instance, found)
    return "other"
