"""The places in a cleaned text where a section may begin."""

from __future__ import annotations

import re

from msgspec import Struct

from corpus.parse.clean import Clean
from corpus.parse.cues import Rule, load_rules
from corpus.parse.instance import Instance

_SENTENCE = re.compile(r"[。！？；][”）』」]*")
_ENDS_WELL = "。！？；：”）"
_GROUP: dict[Instance, str] = {"second": "second", "retrial": "retrial", "retrial_review": "retrial"}


class Mark(Struct, frozen=True):
    """Cleaned position `at` where a section of `kind` may begin; line: a raw line begins at the cue."""

    at: int
    kind: str
    line: bool
    rule: str
    cue_at: int = 0


def find_marks(copy: Clean, start: int, instance: Instance) -> list[Mark]:
    """All marks from cleaned position `start` on, by position; the first rule of the file wins at one place."""
    group = _GROUP.get(instance, "first")
    rules = [
        rule
        for rule in load_rules("sections")
        if rule.cue.kind != "aid" and (not rule.cue.instances or group in rule.cue.instances)
    ]
    starts = sentence_starts(copy, start)
    fixed = [rule for rule in rules if not rule.cue.anywhere]
    found = [mark for at in starts for mark in _at(copy, at, fixed)]
    for rule in rules:
        if rule.cue.anywhere:
            found += [_mark(copy, rule, match) for match in rule.regex.finditer(copy.text, start)]
    return sorted(found, key=lambda mark: mark.at)


def sentence_starts(copy: Clean, start: int) -> list[int]:
    """Cleaned positions behind a full stop or semicolon, or at a line of the raw text that ends one."""
    stops = {found.end() for found in _SENTENCE.finditer(copy.text, max(start - 1, 0))}
    lines = {at for at in copy.lines if at >= start}
    return sorted(at for at in stops | lines if start <= at < len(copy.text))


def well_lined(copy: Clean) -> bool:
    """Whether line ends are paragraph ends here, not accidents of a copy."""
    ends = [copy.text[at - 1] for at in copy.lines if 0 < at < len(copy.text)]
    return len(ends) >= 8 and sum(char in _ENDS_WELL for char in ends) >= 0.5 * len(ends)


def _at(copy: Clean, at: int, rules: list[Rule]) -> list[Mark]:
    """The mark whose cue ends first (the verb nearest to the sentence start rules), and those that begin behind."""
    found = [(rule, match) for rule in rules if (match := rule.regex.match(copy.text, at))]
    behind = [_mark(copy, rule, match) for rule, match in found if rule.cue.begins == "match"]
    here = [(rule, match) for rule, match in found if rule.cue.begins == "start"]
    if not here:
        return behind
    rule, match = min(here, key=lambda pair: pair[1].end())
    return [_mark(copy, rule, match), *behind]


def _mark(copy: Clean, rule: Rule, match: re.Match[str]) -> Mark:
    at = match.end() if rule.cue.begins == "match" else match.start()
    return Mark(at, rule.cue.kind, match.start() in copy.lines, rule.cue.id, match.start())
