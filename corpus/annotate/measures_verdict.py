"""What a court's sentence says of a confidentiality measure: accepted, refused, missing, or nothing.

The words are rows of knowledge/rules/measures.yaml and measures_voices.yaml.
"""

from __future__ import annotations

import re
from typing import Literal

from corpus.annotate.lists_people import Names
from corpus.codes import Measure, codes
from corpus.parse.values_rules import Rule, compiled, fit_of, load_rules

Said = Literal["yes", "no", "absent", "unsaid"]
CODES: tuple[Measure, ...] = codes(Measure)  # type: ignore[assignment]


def measure_rules() -> tuple[Rule, ...]:
    """The rows on measures and on what courts say of them."""
    return load_rules("rules/measures")


def fits(text: str, kind: str) -> bool:
    """Whether a row of a kind fits a folded text."""
    return fit_of(measure_rules(), text, kind)


def _first(kind: str, text: str) -> int | None:
    """Where the first word of a kind stands, None where there is none."""
    return min(
        (held.start() for rule in measure_rules() if rule.kind == kind and (held := rule.find(text))), default=None
    )


def clause_before(text: str, place: int) -> str:
    """The words of the clause in front of a place."""
    return text[max(text.rfind(mark, 0, place) for mark in "，；。：、") + 1 : place]


def _clause_at(text: str, place: int) -> str:
    end = re.search("[，；。]", text[place:])
    return clause_before(text, place) + text[place : place + end.start() if end else len(text)]


def _voice(kind: str) -> str:
    return next(rule.pattern for rule in load_rules("rules/measures_voices") if rule.kind == kind)


def _argued(before: str, names: Names) -> bool:
    """Whether the words in front of a refusal tell what a defendant says, which is then turned down."""
    who, says = _voice("who"), _voice("says")
    speakers = "|".join([who, *map(re.escape, sorted(names.persons | names.firms, key=len, reverse=True))])
    return compiled(rf"(?:{speakers})[^，。；与和对向]{{0,30}}(?:{says})").search(before[-60:]) is not None


def _weighed(text: str) -> tuple[int | None, int | None]:
    """Where a sentence first accepts measures, and where it first denies what would accept them; None where not."""
    taken: list[int] = []
    denied: list[int] = []
    for rule in (rule for rule in measure_rules() if rule.kind == "accept"):
        for held in compiled(rule.pattern).finditer(text):
            before = clause_before(text, held.start())
            if fits(before, "unsure"):
                continue
            refused = fits(before, "negated") != fit_of(measure_rules(), text[held.start() :], "undone")
            (denied if refused else taken).append(held.start())
    return min(taken, default=None), min(denied, default=None)


def _refused_at(text: str) -> int | None:
    """Where a sentence first refuses a measure, None where it does not or refuses something else."""
    found = [
        held.start()
        for rule in measure_rules()
        if rule.kind == "refuse"
        for held in compiled(rule.pattern).finditer(text)
    ]
    kept = [at for at in found if not fits(_clause_at(text, at), "elsewhere")]
    denied = _weighed(text)[1]
    return min(kept if denied is None else [*kept, denied], default=None)


def _other_at(text: str, code: str) -> int:
    """Where the words from a measure on come to the next measure; their end where there is none."""
    places = (
        held.start()
        for rule in measure_rules()
        if rule.kind in CODES and rule.kind != code
        for held in compiled(rule.pattern).finditer(text, 8)
    )
    return min(places, default=len(text))


def _spoken(text: str, place: int, names: Names) -> bool:
    """Whether the words at a place are a party's, which the court retells without weighing them in that sentence."""
    rules = load_rules("rules/measures_voices")
    parties = sorted(names.persons | names.firms | names.plaintiffs, key=len, reverse=True)
    who = "|".join([_voice("party"), *map(re.escape, parties)])
    speaker = compiled(rf"(?:{who})[^，。；本]{{0,30}}(?:{_voice('says')})")
    held = speaker.search(text[:place])
    return held is not None and not fit_of(rules, text[held.end() :], "weighs")


def verdict(text: str, place: int, names: Names, code: str = "") -> Said:
    """What a court's sentence says of a measure named at a place of it.

    A refusal close to the measure comes first, then an acceptance of the measures listed, then a refusal of them all.
    """
    if fits(clause_before(text, place), "absent"):
        return "absent"
    if fits(text, "open") or _spoken(text, place, names):
        return "unsaid"
    rest = text[place:]
    taken, refused = _weighed(rest)[0], _refused_at(rest)
    rebutted = _first("rebut", rest)
    if rebutted is not None and (refused is None or "，" in rest[:refused]):
        return "yes"
    if refused is not None and _argued(text[: place + refused], names):
        refused = None
    if refused is not None and refused < min(_other_at(rest, code), len(rest) if taken is None else taken):
        return "no"
    if taken is None and refused is None and _refused_at(clause_before(text, place)) is not None:
        return "no"
    if taken is not None or (refused is None and _weighed(text[:place])[0] is not None):
        return "yes"
    return "no" if refused is not None and fits(_clause_at(rest, refused), "topic") else "unsaid"


def recital(text: str, names: Names) -> bool:
    """Whether a sentence only recites the law's list of measures."""
    rules = load_rules("rules/measures_voices")
    parties = names.persons | names.firms | names.plaintiffs
    return fit_of(rules, text, "law") and not (fit_of(rules, text, "party") or any(name in text for name in parties))
