"""The cause of action, from the paragraph on the procedure."""

from __future__ import annotations

import re
from functools import cache

from corpus.knowledge.causes import find_cause
from corpus.model import FieldSpan, Party
from corpus.parse.clean import Clean
from corpus.parse.cues import load_rules

_LONGEST_CAUSE = 25


def read_cause(copy: Clean, start: int, end: int, parties: tuple[Party, ...]) -> FieldSpan | None:
    """The cause that stands before 一案 between two cleaned positions, as written there (surface may hold blanks).

    A trade-secret cause of causes.csv wins; any other cause is what follows the last party's name, and where
    that cannot be told apart from a name, the known cause that ends the words.
    """
    case = _regex("procedure").search(copy.text, start, end)
    if not case:
        return None
    dispute = _regex("dispute").match(case[0])
    last = case.start() + (dispute.end() if dispute else 0)
    known = find_cause(copy.text[start:last])
    first = _behind_names(copy.text, start, last, parties)
    plain = copy.text[first:last]
    if known and (known.group == "trade_secret" or not _is_cause(plain)):
        return copy.span(last - len(known.name), last, "cause.table")
    return copy.span(first, last, "cause.procedure") if _is_cause(plain) else None


def _is_cause(words: str) -> bool:
    return len(words) <= _LONGEST_CAUSE and _regex("cause").fullmatch(words) is not None


def _behind_names(text: str, start: int, last: int, parties: tuple[Party, ...]) -> int:
    """Behind the last party's name, the last bracket and the words that join a name to a cause."""
    ends = [
        text.rfind(party.name, start, last) + len(party.name) for party in parties if party.name in text[start:last]
    ]
    at = max([start, text.rfind("）", start, last) + 1, *ends])
    joint = _regex("joint").match(text, at, last)
    return joint.end() if joint else at


@cache
def _regex(kind: str) -> re.Pattern[str]:
    return next(rule.regex for rule in load_rules("head") if rule.cue.kind == kind)
