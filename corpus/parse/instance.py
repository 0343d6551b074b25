"""The instance that a document's head shows."""

from __future__ import annotations

from typing import Literal, cast

from corpus.parse.cues import load_rules

Instance = Literal["first", "second", "retrial", "retrial_review", "other"]


def read_instance(head: str) -> Instance:
    """The instance named by the case number and the roles in `head` (cleaned text: title, number, parties)."""
    for rule in load_rules("instance"):
        if rule.regex.search(head):
            return cast(Instance, rule.cue.kind)
    return "other"
