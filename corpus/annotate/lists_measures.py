"""Confidentiality measures and whether the last court that spoke of each accepted it (codebook, measures)."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from corpus.annotate.lists_people import Names, read_names
from corpus.annotate.lists_text import PLAINTIFF, Sentence, Sentences, read_sentences
from corpus.annotate.measures_verdict import CODES, Said, clause_before, fits, measure_rules, recital, verdict
from corpus.codes import Accepted, Measure
from corpus.model import Finding, Judgment, MeasureTaken
from corpus.parse.values_rules import Rule, compiled, load_rules

_RETOLD = ("facts", "earlier_facts", "earlier_order")  # where a later court may retell an earlier court's view
_AHEAD, _BEHIND = 4, 2  # sentences around a list of measures that may sum it up
_NEAR, _FAR = 400, 1200  # code points to the finding that sums measures up: across a line end, within a paragraph


class _Mention(Struct, frozen=True):
    """A measure named in a sentence, and what that sentence says of it."""

    code: Measure
    said: Said
    start: int
    end: int
    rule: str


def _near(findings: tuple[Finding, ...], sentences: Sentences, one: Sentence) -> Said:
    """The result of the finding on confidentiality nearest to a sentence, within reach and in its paragraph."""
    text, held = sentences.folded.text, []
    for finding in findings:
        if finding.issue == "confidentiality" and finding.start is not None:
            low, high = sorted((sentences.folded.at(finding.start), one.start))
            held.append((high - low, "\n" in text[low:high], finding.finding))
    far, apart, result = min(held, default=(_FAR + 1, True, "not_reached"))
    results: dict[str, Said] = {"upheld": "yes", "rejected": "no"}
    return results.get(result, "unsaid") if far <= (_NEAR if apart else _FAR) else "unsaid"


def _summed(told: list[Sentence], at: int, names: Names) -> Said:
    """What the sentences around say of the measures listed in one: first those behind it, then those before it."""
    around = [*told[at + 1 : at + 1 + _AHEAD], *reversed(told[max(0, at - _BEHIND) : at])]
    for other in (other for other in around if other.part == told[at].part):
        if fits(other.text, "points"):
            said = verdict(other.text, 0, names)
            if said in ("yes", "no"):
                return said
    return "unsaid"


def _reasoned(told: list[Sentence], at: int, place: int, code: str, sources: _Sources) -> Said:
    """What the reasoning says of a measure: its own sentence, the sentences around, or the finding close by."""
    one = told[at]
    said = verdict(one.text, place, sources.names, code)
    aside = fits(one.text, "duty") and not fits(one.text, "about")
    if said == "yes" and not any(fits(other.text, "about") for other in told[max(0, at - 1) : at + 1]):
        said = _near(sources.findings, sources.sentences, one)
    if said != "unsaid":
        return "unsaid" if said == "yes" and aside else said
    if aside or code == "noncompete" or fits(one.text, "open"):
        return "unsaid"
    said = _summed(told, at, sources.names)
    return _near(sources.findings, sources.sentences, one) if said == "unsaid" else said


class _Sources(Struct, frozen=True):
    sentences: Sentences
    names: Names
    findings: tuple[Finding, ...]


def _short(sources: _Sources, known: frozenset[str], kind: str) -> list[_Mention]:
    """The measures that a reasoning weighs by a short name, of those that the document names in full elsewhere."""
    held: list[_Mention] = []
    for one in sources.sentences.all:
        if one.kind != kind or not fits(one.text, "about") or fits(one.text, "duty"):
            continue
        for rule in (rule for rule in load_rules("rules/measures_short") if rule.kind in known):
            match = rule.find(one.text)
            said = verdict(one.text, match.start(), sources.names) if match else "unsaid"
            if match and said in ("yes", "no"):
                code: Measure = rule.kind  # type: ignore[assignment]
                held.append(_Mention(code, said, one.start + match.start(), one.start + match.end(), rule.id))
    return held


def _named(rule: Rule, text: str) -> re.Match[str] | None:
    """Where a sentence names a measure: first where it is not said to be missing, and as no clause of a handbook."""
    if rule.find(text) is None:
        return None
    found = list(compiled(rule.pattern).finditer(text))
    own = [one for one in found if rule.kind != "nda" or not fits(clause_before(text, one.start()), "carried")]
    held = [one for one in own if not fits(clause_before(text, one.start()), "absent")]
    return next(iter(held or own), None)


def _mentions(sources: _Sources, *kinds: str) -> list[_Mention]:
    """The measures that the sentences of some sections name."""
    held: list[_Mention] = []
    told = [one for one in sources.sentences.all if one.kind in kinds]
    for at, one in enumerate(told):
        for rule in (rule for rule in measure_rules() if rule.kind in CODES):
            match = _named(rule, one.text)
            if match is None or recital(one.text, sources.names):
                continue
            if one.kind.endswith("reasoning"):
                said = _reasoned(told, at, match.start(), rule.kind, sources)
            else:
                said = verdict(one.text, match.start(), sources.names, rule.kind)
            if fits(match.group(), "within"):
                said = "absent"
            if kinds == _RETOLD and not fits(one.text, "court"):
                continue
            code: Measure = rule.kind  # type: ignore[assignment]
            held.append(_Mention(code, said, one.start + match.start(), one.start + match.end(), rule.id))
    return held


def _foregoing(sources: _Sources, told: list[_Mention]) -> list[_Mention]:
    """The measures found as facts, where the reasoning weighs them together without naming them."""
    for one in sources.sentences.of("reasoning"):
        if fits(one.text, "foregoing"):
            said = verdict(one.text, 0, sources.names)
            if said in ("yes", "no"):
                return [replace(held, said=said) for held in told if held.said != "absent"]
    return []


def _last(mentions: list[_Mention], code: str) -> _Mention | None:
    """The court's last word on a measure, None where it says nothing."""
    spoken = [one for one in mentions if one.code == code and one.said != "unsaid"]
    return spoken[-1] if spoken else None


def _coded(
    sources: _Sources, mentions: dict[str, list[_Mention]], code: Measure, overruled: bool
) -> MeasureTaken | None:
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
        "before": [*_mentions(sources, *_RETOLD), *_mentions(sources, "earlier_reasoning")],
        "told": _mentions(sources, "facts", "earlier_facts"),
        "weighed": _mentions(sources, "evidence"),
        "alleged": _mentions(sources, *PLAINTIFF, "appeal_claims"),
    }
    for name, kind in (("own", "reasoning"), ("before", "earlier_reasoning")):
        named = frozenset(one.code for held in mentions.values() for one in held if one.said != "absent")
        open_codes = frozenset(code for code in named if _last(mentions[name], code) is None)
        mentions[name] += _short(sources, open_codes, kind)
    if not mentions["own"]:
        mentions["own"] = _foregoing(sources, mentions["told"])
    overruled = any(
        one.issue == "confidentiality" and one.finding == "rejected" and one.holder == "this_court" for one in findings
    )
    found = (_coded(sources, mentions, code, overruled) for code in CODES)
    return tuple(one for one in found if one is not None)
