"""The lists of the codebook: measures, carriers, roles; the industry and the basis of damages."""

from __future__ import annotations

import re
from collections import Counter
from typing import cast

from corpus.annotate.lists_measures import read_measures
from corpus.annotate.lists_people import Names, names_any, read_names
from corpus.annotate.lists_text import REASONED, TOLD, Sentence, read_sentences
from corpus.codes import Carrier, DamagesBasis, Industry, Role, codes
from corpus.model import Finding, Judgment
from corpus.parse.values_rules import fit_of, load_rules

__all__ = ["read_carriers", "read_damages_basis", "read_industry", "read_measures", "read_roles"]

_SAID, _NAMED = 6, 4  # weights: the plaintiff's stated trade, its name


def read_carriers(judgment: Judgment) -> tuple[Carrier, ...]:
    """What the claimed information was kept in or taken with, alleged or found, in the codebook's order."""
    rules = load_rules("rules/carriers")
    told = read_sentences(judgment).of(*TOLD, *REASONED)
    found = {rule.kind for rule in rules for one in told if rule.find(one.text)}
    return tuple(cast(Carrier, code) for code in codes(Carrier) if code in found)


def _posts(text: str, names: Names) -> list[str]:
    """The posts that a sentence gives someone at the plaintiff: the words behind 任, 系, 担任 ... of its clauses."""
    rules = load_rules("rules/roles")
    post = next(rule for rule in rules if rule.kind == "post")
    found = []
    for clause in re.split("[，：]", text):
        held = post.find(clause)
        if held and not names_any(names.firms, clause) and not fit_of(rules, clause, "elsewhere"):
            found.append(clause[held.start() : held.end()])
    return found


def _roles_of(posts: list[str]) -> set[str]:
    rules = load_rules("rules/roles")
    return {rule.kind for rule in rules if rule.kind in codes(Role) for post in posts if rule.find(post)}


def read_roles(judgment: Judgment) -> tuple[Role, ...]:
    """The posts at the plaintiff of the persons said to have taken the information; outsider where none had one."""
    rules = load_rules("rules/roles")
    sentences = read_sentences(judgment)
    names = read_names(judgment.document, sentences.folded.text)
    told = [one for one in sentences.of(*TOLD) if names_any(names.persons, one.text)]
    found = _roles_of([post for one in told for post in _posts(one.text, names)])
    if not found:
        reasoned = [one for one in sentences.of(*REASONED) if names_any(names.persons, one.text)]
        found = _roles_of([post for one in reasoned for post in _posts(one.text, names)])
    if not found and told and not any(fit_of(rules, one.text, "employed") for one in told):
        found = {"outsider"}
    return tuple(cast(Role, code) for code in codes(Role) if code in found)


def _weights(judgment: Judgment) -> Counter[str]:
    """How much speaks for each industry; single words of the facts count only where nothing plainer is said."""
    sentences = read_sentences(judgment)
    names = read_names(judgment.document, sentences.folded.text)
    told = sentences.of(*TOLD)
    said = _trade(told, names)
    plain: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for rule in (rule for rule in load_rules("rules/industry") if rule.kind in codes(Industry)):
        plain[rule.kind] += _NAMED * any(rule.find(name) for name in names.plaintiffs)
        plain[rule.kind] += _SAID * sum(rule.find(clause) is not None for clause in said)
        words[rule.kind] += sum(rule.find(one.text) is not None for one in told)
    return plain if any(plain.values()) else words


def _of_plaintiff(text: str, names: Names) -> bool:
    """Whether a sentence speaks of the plaintiff first, and not of a defendant's work there."""
    owner = next(rule for rule in load_rules("rules/industry") if rule.kind == "owner").find(text)
    held = [text.find(name) for name in names.plaintiffs if name in text] + ([owner.start()] if owner else [])
    others = [text.find(name) for name in names.persons | names.firms if name in text]
    return bool(held) and min(held) < min(others, default=len(text))


def _trade(told: list[Sentence], names: Names) -> list[str]:
    """What the plaintiff's trade is said to be: the first clauses with 从事, 主营 ... that name a trade."""
    rules = load_rules("rules/industry")
    says = next(rule for rule in rules if rule.kind == "says")
    found = []
    for one in (one for one in told if _of_plaintiff(one.text, names)):
        for clause in re.split("[，：]", one.text):
            held = says.find(clause)
            if held and any(rule.find(clause[held.start() :]) for rule in rules if rule.kind in codes(Industry)):
                found.append(clause[held.start() :])
    return found[:2]


def read_industry(judgment: Judgment) -> Industry | None:
    """The plaintiff's trade: by what it is said to do and its name, else by the words of the facts; None if neither."""
    weights = _weights(judgment)
    best = max(weights.values(), default=0)
    if best == 0:
        return "other" if judgment.sections else None
    ranked = [rule.kind for rule in load_rules("rules/industry")]
    return cast(Industry, min((kind for kind, weight in weights.items() if weight == best), key=ranked.index))


def read_damages_basis(judgment: Judgment, findings: tuple[Finding, ...]) -> DamagesBasis | None:
    """What fixed the sum, by the last court that reasons about it; None where no damages were awarded."""
    if not judgment.document.awarded_amount:
        return None
    rules, sentences = load_rules("rules/damages_basis"), read_sentences(judgment)
    for kind in REASONED:
        told = [one.text for one in sentences.of(kind)]
        for rule in rules:
            if any(rule.find(text) for text in told):
                return cast(DamagesBasis, rule.kind)
    return None
