"""The cause of action, from the paragraph on the procedure."""

from __future__ import annotations

import re

from corpus.knowledge.causes import find_cause
from corpus.model import FieldSpan, Party
from corpus.parse.clean import Clean
from corpus.parse.cues import load_rules

_AFTER_NAMES = re.compile(r"[^，。：；）”]{2,30}?(?:纠纷|争议|罪|异议之诉)$")


def read_cause(copy: Clean, start: int, end: int, parties: tuple[Party, ...]) -> FieldSpan | None:
    """The cause that stands before 一案 between two cleaned positions, as written there (surface may hold blanks).

    A name in causes.csv wins; any other is what follows the last party's name.
    """
    case = next(rule.regex for rule in load_rules("head") if rule.cue.kind == "procedure")
    found = case.search(copy.text, start, end)
    if not found:
        return None
    last = found.start() + (len("纠纷") if found[0].startswith("纠纷") else 0)
    known = find_cause(copy.text[start:last])
    if known:
        return copy.span(last - len(known.name), last, "cause.table")
    first = _behind_names(copy.text, start, last, parties)
    plain = _AFTER_NAMES.search(copy.text[first:last])
    return copy.span(first + plain.start(), last, "cause.procedure") if plain else None


def _behind_names(text: str, start: int, last: int, parties: tuple[Party, ...]) -> int:
    ends = [
        text.rfind(party.name, start, last) + len(party.name) for party in parties if party.name in text[start:last]
    ]
    bracket = text.rfind("）", start, last) + 1
    return max([start, bracket, *ends])
