"""The lines of a head, each with its label: a party, its agents, who represents it."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from corpus.parse.clean import Clean
from corpus.parse.cues import load_rules

_STOPS = re.compile("[。；]")
_KINDS = ("shared", "agent", "head", "owner", "party", "place")
_KINDS_JOINED = ("shared", "party", "agent", "head", "owner")
_LONGEST_LINE = 250  # a longer stretch without a full stop is a head run together


class HeadLine(Struct, frozen=True):
    """A labelled line of the head; cleaned positions: label [start, body), words [body, end).

    count, who: of a shared agent's label, how many parties and of what role or name it stands for.
    """

    kind: str
    start: int
    body: int
    end: int
    count: str = ""
    who: str = ""


@cache
def role_regex(kind: str) -> re.Pattern[str]:
    """The pattern of the first rule of this kind in knowledge/parse/roles.yaml."""
    return next(rule.regex for rule in load_rules("roles") if rule.cue.kind == kind)


def head_lines(copy: Clean, start: int, end: int) -> list[HeadLine]:
    """The labelled lines between two cleaned positions, by position."""
    breaks = _breaks(copy, start, end)
    gaps = [after - at for at, after in zip(breaks, [*breaks[1:], end], strict=True)]
    joined = max(gaps, default=0) > _LONGEST_LINE or _crowded(copy.text[start:end], len(breaks))
    if joined:
        places = {found.start() for found in role_regex("any").finditer(copy.text, start, end)}
        breaks = sorted(places | set(breaks))
    labels = [label for at in breaks if (label := _label(copy.text, at, end, joined))]
    stops = [label.start for label in labels[1:]] + [end]
    return [
        HeadLine(one.kind, one.start, one.body, stop, one.count, one.who)
        for one, stop in zip(labels, stops, strict=True)
    ]


def _breaks(copy: Clean, start: int, end: int) -> list[int]:
    """Where a label may stand: at a line, behind a full stop, behind a comma before a strong label."""
    found = {start} | {at for at in copy.lines if start <= at < end}
    found |= {stop.end() for stop in _STOPS.finditer(copy.text, start, end)}
    strong = role_regex("behind_comma")
    commas = (at + 1 for at in range(start, end) if copy.text[at] == "，")
    found |= {at for at in commas if strong.match(copy.text, at, end)}
    return sorted(at for at in found if at < end)


def _crowded(head: str, breaks: int) -> bool:
    """Whether a head has far more labels than places for them: it was run together."""
    return len(role_regex("any").findall(head)) > 3 * breaks


def _label(text: str, at: int, end: int, joined: bool) -> HeadLine | None:
    for kind in _KINDS_JOINED if joined else _KINDS:
        match = role_regex(kind).match(text, at, end)
        if match:
            body = match.end() + (text.startswith("：", match.end()))
            groups = match.groupdict()
            return HeadLine(kind, at, body, end, groups.get("count") or "", groups.get("who") or "")
    return None
