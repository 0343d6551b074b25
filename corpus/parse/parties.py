"""The parties of a head, by the original claim, with their agents."""

from __future__ import annotations

import re

from msgspec import Struct

from corpus.codes import PartyKind, Side
from corpus.model import Counsel, Party
from corpus.parse.clean import Clean, tidy
from corpus.parse.counsel import read_counsel
from corpus.parse.cues import load_rules
from corpus.parse.dates import date_words
from corpus.parse.headlines import HeadLine, head_lines, role_regex

_NAME = re.compile(r"(?:[^，。；：（]|（[^）]{1,20}）)+")


class Draft(Struct):
    """A party while its lines are being read."""

    role: str
    name: str
    start: int
    end: int
    words: str
    counsel: list[Counsel]
    owner: bool = False


class Told(Struct, frozen=True):
    """Cleaned words that show who claimed first: the procedure paragraph (short names) and the first claim."""

    procedure: str = ""
    claim: str = ""


def read_parties(copy: Clean, start: int, end: int, told: Told) -> tuple[Party, ...]:
    """The parties between two cleaned positions; `told` decides sides that the roles do not show."""
    drafts = _drafts(copy, head_lines(copy, start, end))
    return tuple(
        Party(
            role=draft.role,
            side=_side(draft, drafts, told),
            name=draft.name,
            kind=_kind(draft),
            counsel=tuple(dict.fromkeys(draft.counsel)),
            start=copy.start(draft.start),
            end=copy.end(draft.end),
        )
        for draft in drafts
    )


def _drafts(copy: Clean, lines: list[HeadLine]) -> list[Draft]:
    drafts: list[Draft] = []
    for line in lines:
        if line.kind == "party":
            draft = _draft(copy, line)
            drafts += [draft] if draft else []
        elif line.kind == "owner" and drafts:
            drafts[-1].owner = True
        elif line.kind in ("agent", "shared") and drafts:
            counsel = read_counsel(copy, line)
            for draft in _represented(copy, line, drafts):
                draft.counsel += counsel
    return drafts


def _draft(copy: Clean, line: HeadLine) -> Draft | None:
    words = copy.text[line.body : line.end]
    match = _NAME.match(words)
    stop = role_regex("name_stop").search(words)
    length = min(match.end() if match else 0, stop.start() if stop else len(words))
    if not length:
        return None
    name = copy.span(line.body, line.body + length, "party")
    role = copy.raw[copy.start(line.start) : copy.end(line.body)].strip("： :\u3000")
    return Draft(role, tidy(name.surface), line.body, line.body + length, words[length:], [])


def _represented(copy: Clean, line: HeadLine, drafts: list[Draft]) -> list[Draft]:
    """The parties an agent's line stands for: the last one, or those a shared label counts or names."""
    if line.kind != "shared":
        label = copy.text[line.start : line.body]
        named = [d for d in drafts if d.name in label]
        return named or drafts[-1:]
    named = [draft for draft in drafts if draft.name and draft.name in line.who]
    if named:
        return named
    role = role_regex("party").search(line.who)
    pool = [d for d in drafts if role and tidy(d.role).startswith(role[0])] or drafts
    return pool[-_count(line.count) :] if line.count else pool


def _count(words: str) -> int:
    """两, 二, 三 or 3 as a number (一 to 十)."""
    numerals = date_words().digits | date_words().tens | date_words().counts
    return max(sum(numerals.get(char, 0) for char in words), 1)


def _kind(draft: Draft) -> PartyKind:
    head = draft.words.split("。")[0]
    if role_regex("company").search(draft.name):
        return "sole_trader" if draft.owner and role_regex("shop").search(draft.name) else "company"
    if draft.owner or role_regex("shop").search(draft.name) or role_regex("owner_of_shop").search(head):
        return "sole_trader"
    return "person"


def _side(draft: Draft, drafts: list[Draft], told: Told) -> Side:
    role = tidy(draft.role)
    for rule in load_rules("roles"):
        if rule.cue.id.startswith("side.") and rule.regex.search(role):
            return _as_side(rule.cue.kind)
    return "plaintiff" if draft is _claimant(drafts, told) else "defendant"


def _as_side(kind: str) -> Side:
    return "plaintiff" if kind == "plaintiff" else "third" if kind == "third" else "defendant"


def _claimant(drafts: list[Draft], told: Told) -> Draft | None:
    """The party that the first claim names first; else the one who appeals."""
    short = dict(role_regex("short").findall(told.procedure))
    places: list[tuple[int, Draft]] = []
    for draft in drafts:
        names = [draft.name, *(brief for name, brief in short.items() if name.endswith(draft.name))]
        found = [told.claim.find(name) for name in names if name in told.claim]
        places += [(min(found), draft)] if found else []
    if places:
        return min(places, key=lambda place: place[0])[1]
    return drafts[0] if drafts else None
