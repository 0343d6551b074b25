"""Confidentiality measures and whether the last court that spoke of each accepted it (codebook, measures)."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from corpus.annotate.lists_text import PLAINTIFF, Sentence, Sentences, read_sentences
from corpus.codes import Accepted, Measure, codes
from corpus.model import Finding, Judgment, MeasureTaken
from corpus.parse.values_rules import Rule, fit_of, load_rules

Said = Literal["yes", "no", "absent", "unsaid"]
_CODES: tuple[Measure, ...] = codes(Measure)  # type: ignore[assignment]


class _Mention(Struct, frozen=True):
    """A measure named in a sentence, and what that sentence says of it."""

    code: Measure
    said: Said
    sentence: Sentence
    start: int
    end: int
    rule: str


def _rules() -> tuple[Rule, ...]:
    return load_rules("rules/measures")


def _clause(text: str, place: int) -> tuple[str, str]:
    """The words of the clause before and from a place."""
    begin = max(text.rfind(mark, 0, place) for mark in "，；。：、") + 1
    held = re.search("[，；。]", text[place:])
    return text[begin:place], text[place : place + held.start() if held else len(text)]


def _verdict(text: str, place: int) -> Said:
    """What a court's sentence says of a measure named at a place of it: its own clause first, then what follows."""
    rules, (before, _) = _rules(), _clause(text, place)
    if fit_of(rules, before, "absent"):
        return "absent"
    rest = text[place:]
    refused = next((held for rule in rules if rule.kind == "refuse" and (held := rule.find(rest))), None)
    taken = next((held for rule in rules if rule.kind == "accept" and (held := rule.find(rest))), None)
    if refused and (taken is None or refused.start() <= taken.start() or taken.start() < refused.end() + 12):
        return "no"
    return "yes" if taken else "unsaid"


def _after(sentences: list[Sentence], at: int) -> Said:
    """What the next sentence says of the measures just listed, where it points back at them."""
    if at + 1 >= len(sentences) or sentences[at + 1].part != sentences[at].part:
        return "unsaid"
    text = sentences[at + 1].text
    return _verdict(text, 0) if fit_of(_rules(), text, "points") else "unsaid"


def _found(finding: Finding, sentences: Sentences, one: Sentence) -> bool:
    """Whether a finding on confidentiality stands in a sentence or right behind it."""
    if finding.start is None or finding.issue != "confidentiality":
        return False
    at = sentences.folded.at(finding.start)
    return one.start <= at < one.start + len(one.text) + 90


def _mentions(sentences: Sentences, kinds: tuple[str, ...], findings: tuple[Finding, ...]) -> list[_Mention]:
    held: list[_Mention] = []
    told = [one for one in sentences.all if one.kind in kinds]
    for at, one in enumerate(told):
        for rule in (rule for rule in _rules() if rule.kind in _CODES):
            match = rule.find(one.text)
            if match is None:
                continue
            said = _verdict(one.text, match.start())
            if said == "unsaid" and one.kind.endswith("reasoning"):
                said = _after(told, at)
            if said == "unsaid" and one.kind.endswith("reasoning"):
                said = next(("yes" for f in findings if f.finding == "upheld" and _found(f, sentences, one)), "unsaid")
            code: Measure = rule.kind  # type: ignore[assignment]
            held.append(_Mention(code, said, one, one.start + match.start(), one.start + match.end(), rule.id))
    return held


def _last(mentions: list[_Mention], code: str) -> _Mention | None:
    """The court's last word on a measure, None where it says nothing."""
    spoken = [one for one in mentions if one.code == code and one.said != "unsaid"]
    return spoken[-1] if spoken else None


def _settled(code: Measure, own: _Mention | None, before: _Mention | None, overruled: bool) -> Said:
    if own:
        return own.said
    if before and before.said == "yes":
        return "unsaid" if overruled else "yes"
    return before.said if before else "unsaid"


def read_measures(judgment: Judgment, findings: tuple[Finding, ...]) -> tuple[MeasureTaken, ...]:
    """The measures a judgment tells of. findings: those of the same judgment (confidentiality decides in doubt)."""
    sentences = read_sentences(judgment)
    own = _mentions(sentences, ("reasoning",), findings)
    weighed = [one for one in _mentions(sentences, ("evidence",), ()) if one.said == "no"]
    before = _mentions(sentences, ("earlier_reasoning",), findings)
    told = _mentions(sentences, ("facts", "earlier_facts"), ())
    alleged = _mentions(sentences, (*PLAINTIFF, "appeal_claims"), ())
    overruled = any(f.issue == "confidentiality" and f.finding == "rejected" and f.holder == "this_court" for f in findings)
    found: list[MeasureTaken] = []
    for code in _CODES:
        last = _last(own, code) or _last(weighed, code)
        said = _settled(code, last, _last(before, code), overruled)
        named = [one for one in (*own, *before, *told, *alleged) if one.code == code]
        denied = not last and any(one.said == "absent" for one in told if one.code == code)
        if not (named or last) or said == "absent" or (said == "unsaid" and denied):
            continue
        place = last or (_last(before, code) if said != "unsaid" else None) or named[0]
        accepted: Accepted = said  # type: ignore[assignment]
        found.append(MeasureTaken(code, accepted, *sentences.place(place.start, place.end), place.rule))
    return tuple(found)
