"""Where the head of a document is divided, and where the document ends before a redistributor's words."""

from __future__ import annotations

import re

from msgspec import Struct

from corpus.parse.clean import Clean
from corpus.parse.cues import load_rules

HEAD_REACH = 4000  # characters in which the head of a document is looked for
_PROCEDURE_REACH = 6000


class HeadBounds(Struct, frozen=True):
    """Cleaned positions; None for a part that was not found."""

    title: int
    parties: int | None
    procedure: int | None


def _regex(kind: str) -> re.Pattern[str]:
    return next(rule.regex for rule in load_rules("head") if rule.cue.kind == kind)


def head_bounds(copy: Clean) -> HeadBounds:
    """Where title, parties and procedure begin."""
    parties = _parties(copy)
    return HeadBounds(0, parties, _procedure(copy, parties or 0))


def _parties(copy: Clean) -> int | None:
    inside = _regex("parties").search(copy.text, 0, HEAD_REACH)
    line = _regex("parties.line")
    places = [at for at in sorted(copy.lines) if 0 < at < HEAD_REACH and line.match(copy.text, at)]
    found = [*places[:1], *([inside.start()] if inside else [])]
    return min(found) if found else None


def _procedure(copy: Clean, parties: int) -> int | None:
    case = _regex("procedure").search(copy.text, parties, parties + _PROCEDURE_REACH)
    if not case:
        return _step(copy, parties)
    stop = copy.text.rfind("。", parties, case.start()) + 1
    line = max((at for at in copy.lines if at <= case.start()), default=0)
    start = max(stop, line, parties)
    joined = [m.start() for m in _regex("procedure.joined").finditer(copy.text, start, case.end())]
    if start == parties and joined:
        return joined[-1]
    listed = _regex("procedure.listed")
    return next((at for at in joined if listed.match(copy.text, at)), start)


def _step(copy: Clean, parties: int) -> int | None:
    """Without 一案: the first line behind the parties that tells a step of the court or a request to it."""
    step = _regex("procedure.step")
    lines = (at for at in sorted(copy.lines) if parties < at < parties + HEAD_REACH)
    return next((at for at in lines if step.match(copy.text, at)), None)


def ending(copy: Clean) -> int:
    """The cleaned position behind the tail (annexes belong to it, adverts do not)."""
    text = copy.text
    clerk = [found.end() for found in _regex("clerk").finditer(text, len(text) // 3)]
    if not clerk:
        return _advert(text, len(text) - min(len(text) // 4, 400))
    after = min((at for at in copy.lines if at > clerk[-1]), default=len(text))
    if after < len(text) and _regex("annex").match(text, after):
        return _advert(text, after)
    return min(_advert(text, clerk[-1]), after)


def _advert(text: str, start: int) -> int:
    found = _regex("advert").search(text, max(start, 0))
    return found.start() if found else len(text)
