"""Confidentiality measures and whether the last court that spoke of each accepted it (codebook, measures)."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from corpus.annotate.lists_people import Names, names_any, read_names
from corpus.annotate.lists_text import PLAINTIFF, Sentence, Sentences, read_sentences
from corpus.codes import Accepted, Measure, codes
from corpus.model import Finding, Judgment, MeasureTaken
from corpus.parse.values_rules import Rule, fit_of, load_rules

Said = Literal["yes", "no", "absent", "unsaid"]
_CODES: tuple[Measure, ...] = codes(Measure)  # type: ignore[assignment]
_NEAR = 320  # code points between a measure and the finding on confidentiality that sums it up


class _Mention(Struct, frozen=True):
    """A measure named in a sentence, and what that sentence says of it."""

    code: Measure
    said: Said
    start: int
    end: int
    rule: str


def _rules() -> tuple[Rule, ...]:
    return load_rules("rules/measures")


def _first(kind: str, text: str) -> int | None:
    """Where the first word of a kind stands, None where there is none."""
    return min((held.start() for rule in _rules() if rule.kind == kind and (held := rule.find(text))), default=None)


def _before(text: str, place: int) -> str:
    """The words of the clause in front of a place."""
    return text[max(text.rfind(mark, 0, place) for mark in "，；。：、") + 1 : place]


def _clause_at(text: str, place: int) -> str:
    end = re.search("[，；。]", text[place:])
    return _before(text, place) + text[place : place + end.start() if end else len(text)]


def _argued(before: str, names: Names) -> bool:
    """Whether the words in front of a refusal tell what a defendant says, which is then turned down."""
    told = before[-45:]
    return fit_of(_rules(), told, "argued") and (names_any(names.persons | names.firms, told) or "被告" in told)


def _refused(text: str, place: int, taken: int | None, names: Names) -> bool:
    """Whether a sentence refuses the measure named at a place: before anything accepts it, or later but still about it.

    Another measure named between the two takes the refusal upon itself.
    """
    rest = text[place:]
    refused = _first("refuse", rest)
    if refused is None or _argued(text[: place + refused], names):
        return False
    if taken is not None and refused > taken + 1:
        return fit_of(_rules(), _clause_at(rest, refused), "topic") and not _others(rest, taken, refused)
    return True


def _others(text: str, start: int, end: int) -> bool:
    return any(rule.find(text[start:end]) for rule in _rules() if rule.kind in _CODES)


def _verdict(text: str, place: int, names: Names) -> Said:
    """What a court's sentence says of a measure named at a place of it."""
    if fit_of(_rules(), _before(text, place), "absent"):
        return "absent"
    if fit_of(_rules(), text, "open"):
        return "unsaid"
    taken = _first("accept", text[place:])
    if _refused(text, place, taken, names):
        return "no"
    return "yes" if taken is not None else "unsaid"


def _near(findings: tuple[Finding, ...], sentences: Sentences, one: Sentence) -> Said:
    """The result of the finding on confidentiality that stands nearest to a sentence, within reach."""
    if fit_of(_rules(), one.text, "duty") or fit_of(_rules(), one.text, "open"):
        return "unsaid"
    held = [
        (abs(sentences.folded.at(finding.start) - one.start), finding.finding)
        for finding in findings
        if finding.issue == "confidentiality" and finding.start is not None
    ]
    far, result = min(held, default=(_NEAR + 1, "not_reached"))
    results: dict[str, Said] = {"upheld": "yes", "rejected": "no"}
    return results.get(result, "unsaid") if far <= _NEAR else "unsaid"


def _reasoned(told: list[Sentence], at: int, place: int, code: str, sources: _Sources) -> Said:
    """What the reasoning says of a measure: its sentence, the next one that points back, or the finding close by."""
    one = told[at]
    said = _verdict(one.text, place, sources.names)
    if said != "unsaid":
        return "unsaid" if said == "yes" and fit_of(_rules(), one.text, "duty") else said
    if at + 1 < len(told) and told[at + 1].part == one.part and fit_of(_rules(), told[at + 1].text, "points"):
        said = _verdict(told[at + 1].text, 0, sources.names)
    return _near(sources.findings, sources.sentences, one) if said == "unsaid" and code != "noncompete" else said


class _Sources(Struct, frozen=True):
    sentences: Sentences
    names: Names
    findings: tuple[Finding, ...]


def _mentions(sources: _Sources, *kinds: str) -> list[_Mention]:
    """The measures that the sentences of some sections name."""
    held: list[_Mention] = []
    told = [one for one in sources.sentences.all if one.kind in kinds]
    for at, one in enumerate(told):
        for rule in (rule for rule in _rules() if rule.kind in _CODES):
            match = rule.find(one.text)
            if match is None:
                continue
            if one.kind.endswith("reasoning"):
                said = _reasoned(told, at, match.start(), rule.kind, sources)
            else:
                said = _verdict(one.text, match.start(), sources.names)
            code: Measure = rule.kind  # type: ignore[assignment]
            held.append(_Mention(code, said, one.start + match.start(), one.start + match.end(), rule.id))
    return held


def _last(mentions: list[_Mention], code: str) -> _Mention | None:
    """The court's last word on a measure, None where it says nothing."""
    spoken = [one for one in mentions if one.code == code and one.said != "unsaid"]
    return spoken[-1] if spoken else None


def _taken(sources: _Sources, mentions: dict[str, list[_Mention]], code: Measure, overruled: bool) -> MeasureTaken | None:
    """A measure as it is coded, None where it is not told or does not exist."""
    own = _last(mentions["own"], code) or _last([one for one in mentions["weighed"] if one.said == "no"], code)
    before = _last(mentions["before"], code)
    if before and before.said == "yes" and overruled:
        before = None
    named = [one for held in mentions.values() for one in held if one.code == code and one.said != "absent"]
    denied = any(one.said == "absent" for one in mentions["told"] if one.code == code)
    place = own or before or (None if denied or not named else named[0])
    if place is None or place.said == "absent":
        return None
    accepted: Accepted = place.said if place in (own, before) else "unsaid"
    return MeasureTaken(code, accepted, *sources.sentences.place(place.start, place.end), place.rule)


def read_measures(judgment: Judgment, findings: tuple[Finding, ...]) -> tuple[MeasureTaken, ...]:
    """The measures a judgment tells of. findings: those of the same judgment (confidentiality decides in doubt)."""
    sentences = read_sentences(judgment)
    sources = _Sources(sentences, read_names(judgment.document, sentences.folded.text), findings)
    mentions = {
        "own": _mentions(sources, "reasoning"),
        "before": _mentions(sources, "earlier_reasoning"),
        "told": _mentions(sources, "facts", "earlier_facts"),
        "weighed": _mentions(sources, "evidence"),
        "alleged": _mentions(sources, *PLAINTIFF, "appeal_claims"),
    }
    overruled = any(
        one.issue == "confidentiality" and one.finding == "rejected" and one.holder == "this_court" for one in findings
    )
    found = (_taken(sources, mentions, code, overruled) for code in _CODES)
    return tuple(one for one in found if one is not None)
