"""The articles that a court applies, each with its law's version.

Codebook, statutes: what the reasoning and the legal basis cite as the court's own ground; not the article on default
interest, not what a party or an earlier court relied on.
"""

from __future__ import annotations

import re

from corpus.knowledge.statutes import version_at, version_of_year, versions_of
from corpus.model import Section, Statute
from corpus.parse.amounts import number_value
from corpus.parse.values_citing import Citation, citations, mentions
from corpus.parse.values_fold import Folded, fold
from corpus.parse.values_rules import Rule, load_rules

_SENTENCE = re.compile(r"[^。；\n]+")
LONGEST = 1000  # characters of a sentence looked at on either side of a citation
_YEAR = re.compile(r"(\d{4}|[一二三四五六七八九〇ＯO零]{4})年(?:(\d{1,2}|[一二三四五六七八九十]{1,3})月)?")


def _rules(kind: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules("parse_values/citing") if rule.kind == kind)


def _fits(kind: str, text: str) -> bool:
    return any(rule.find(text) for rule in _rules(kind))


def _own_ground(text: str, one: Citation) -> bool:
    """Whether a citation is the court's own: its sentence is the legal basis, or no one else is said to rely on it."""
    begin = max(text.rfind(mark, 0, one.start) for mark in "。；\n") + 1
    end = min((place for mark in "。\n" if (place := text.find(mark, one.end)) >= 0), default=len(text))
    begin, end = max(begin, one.start - LONGEST), min(end, one.end + LONGEST)
    sentence = text[begin:end]
    if _fits("interest", sentence):
        return False
    return _fits("basis", sentence) or not _fits("others", text[begin : one.start])


def _reasoning(folded: Folded, sections: tuple[Section, ...]) -> list[tuple[int, int]]:
    """Where the court reasons; without sections, the sentences that give the legal basis."""
    places = [(folded.at(s.start), folded.at(s.end)) for s in sections if s.kind == "reasoning"]
    if places or sections:
        return places
    return [(held.start(), held.end()) for held in re.finditer("[^。\n]+", folded.text) if _fits("basis", held.group())]


def applied_version(folded: Folded, sections: tuple[Section, ...], law: str) -> str | None:
    """The version of a law that the court says it applies, None where it does not say."""
    found: str | None = None
    for start, end in _reasoning(folded, sections):
        for sentence in re.finditer("[^，。；\n]+", folded.text[start:end]):
            for rule in _rules("applied"):
                held = rule.find(sentence.group())
                found = version_of_year(law, held.group("year")) if held else found
    return found


def _iso(year: str, month: str | None) -> str:
    digits = {"〇": "0", "零": "0", "Ｏ": "0", "O": "0"}
    number = "".join(c if c.isdigit() and c.isascii() else digits.get(c) or str(number_value(c)) for c in year)
    return f"{int(number):04d}-{int(number_value(month)) if month else 12:02d}-28"


def last_act(folded: Folded, sections: tuple[Section, ...], before: str | None) -> str | None:
    """The last date (ISO, to the month) on which the facts tell an act of the dispute; before: the judgment's date."""
    dates: list[str] = []
    for part in sections:
        if part.kind not in ("facts", "earlier_facts", "reasoning"):
            continue
        for held in _SENTENCE.finditer(folded.text, folded.at(part.start), folded.at(part.end)):
            if _fits("act", held.group()):
                dates += [_iso(*found.groups()) for found in _YEAR.finditer(held.group())]
    dates = [date for date in dates if "1990" < date < (before or "2100")]
    return max(dates, default=None)


def resolve(
    law: str, articles: frozenset[str], folded: Folded, sections: tuple[Section, ...], date: str | None
) -> str | None:
    """The version that an undated citation of a law means. articles: all those so cited; date: of the judgment."""
    rows = versions_of(law)
    if not any(row.resolve == "acts" for row in rows):
        return version_at(law, date)
    stated = applied_version(folded, sections, law)
    if stated:
        return stated
    begun = [row for row in rows if date is None or row.in_force <= date] or list(rows[:1])
    best = max(len(articles & row.known_articles) for row in begun)
    fitting = [row for row in begun if len(articles & row.known_articles) == best]
    if len(fitting) == 1:
        return fitting[0].version
    acts = last_act(folded, sections, date) or date
    entered = [row for row in fitting if acts is None or row.in_force <= acts]
    return (entered or fitting[:1])[-1].version


def _located(text: str, folded: Folded, one: Citation, version: str | None) -> Statute:
    start, end = folded.raw(one.start, one.end)
    return Statute(one.law, version, one.article, start, end, "citing")


def read_statutes(
    text: str, sections: tuple[Section, ...], date: str | None, year: int | None = None
) -> tuple[Statute, ...]:
    """The articles this court applies, each once, in the order of the text.

    date: of the judgment, ISO; year: used where the date is unknown. version is None where no date and no year in
    the text tells it.
    """
    folded = fold(text)
    when = date or (f"{year}-12-31" if year else None)
    places = _reasoning(folded, sections)
    held = [
        one
        for one in citations(folded.text)
        if any(a <= one.start < b for a, b in places) and _own_ground(folded.text, one)
    ]
    undated: dict[str, frozenset[str]] = {}
    for one in held:
        undated[one.law] = undated.get(one.law, frozenset()) | {one.article}
    stated = {one.law: one.year for one in reversed(held) if one.year}
    versions = {law: stated.get(law) or resolve(law, undated[law], folded, sections, when) for law in undated}
    found: dict[tuple[str, str | None, str], Statute] = {}
    for one in sorted(held, key=lambda row: row.start):
        version = one.year or versions[one.law]
        found.setdefault((one.law, version, one.article), _located(text, folded, one, version))
    return tuple(found.values())


def named_laws(folded: Folded, sections: tuple[Section, ...]) -> frozenset[str]:
    """The laws that the reasoning names, with or without an article."""
    places = _reasoning(folded, sections)
    return frozenset(one.law for one in mentions(folded.text) if any(a <= one.start < b for a, b in places))
