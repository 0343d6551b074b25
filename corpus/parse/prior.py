"""Which other case numbers are earlier instances of this dispute, and which are other proceedings."""

from __future__ import annotations

from corpus.model import Section
from corpus.parse.clean import Clean
from corpus.parse.cues import load_rules, rule_named
from corpus.parse.numbers import CaseNumber, numbers_of

_PLACES = {"procedure", "order", "earlier_order", "earlier_reasoning", "earlier_claims"}


def split_numbers(
    copy: Clean, sections: tuple[Section, ...], own: str | None, procedure: str
) -> tuple[list[CaseNumber], list[CaseNumber]]:
    """(prior, related): each number once, at its first place; the document's own number is neither."""
    prior: dict[str, CaseNumber] = {}
    related: dict[str, CaseNumber] = {}
    for number in numbers_of(copy):
        if number.normal == own or not sections or number.start >= sections[-1].end:
            continue
        kind = next((s.kind for s in sections if s.start <= number.start < s.end), "title")
        if kind == "title":
            continue
        if _is_prior(copy, number, kind, procedure, own):
            prior.setdefault(number.normal, number)
        else:
            related.setdefault(number.normal, number)
    return list(prior.values()), [n for name, n in related.items() if name not in prior]


def _is_prior(copy: Clean, number: CaseNumber, kind: str, procedure: str, own: str | None) -> bool:
    rules = {rule.cue.kind: rule.regex for rule in load_rules("prior")}
    if rules["other"].search(number.normal) or _field(number.normal) != _field(own or number.normal):
        return False
    after = copy.raw[number.end : number.end + 120]
    behind = "".join(after.split())
    before = "".join(copy.raw[max(number.start - 80, 0) : number.start].split())
    if procedure == "first":
        return bool(rules["sent_back"].search(behind)) and kind == "procedure"
    if kind in {"procedure", "order"}:
        return not rules["own_step"].search(before) or bool(rules["admitted"].search(behind))
    return kind in _PLACES | {"earlier_facts"} and bool(rules["decided"].match(behind))


def _field(number: str) -> str:
    """The field of law that a number shows; empty where an old form shows none (it is civil then)."""
    found = rule_named("prior", "prior.field").regex.search(number)
    return found[0] if found else ""
