"""Negation and verdicts: which way a clause speaks, counted in turns of its sense."""

from __future__ import annotations

import re

from msgspec import Struct

from corpus.annotate.clauses import Sentence
from corpus.annotate.rules import load_lexicon

_REACH = 45


class Verdict(Struct, frozen=True):
    """An evaluation such as 不能成立 or 并无不当, at [start, end) of the words it was read in."""

    start: int
    end: int
    accepts: bool


def turns_before(words: str) -> int:
    """How often the words in front of a statement turn its sense round: 不能认定 once, 难谓不 not at all."""
    lexicon = load_lexicon()
    left = lexicon.neutral.sub("", words)
    count = 0
    near = lexicon.near_negators.search(left)
    if near:
        count += 1
        left = left[: near.start()]
    return count + len(lexicon.far_negators.findall(left[-_REACH:]))


def verdicts(words: str) -> list[Verdict]:
    """All verdicts in some words, in their order. Of overlapping ones the longer counts: 并无不当 is no 不当."""
    lexicon = load_lexicon()
    found = [Verdict(m.start(), m.end(), True) for m in lexicon.approvals.finditer(words)]
    found += [Verdict(m.start(), m.end(), False) for m in lexicon.refusals.finditer(words)]
    found.sort(key=lambda v: (v.start, -v.end))
    kept: list[Verdict] = []
    for verdict in found:
        if not kept or verdict.start >= kept[-1].end:
            kept.append(verdict)
        elif verdict.end - verdict.start > kept[-1].end - kept[-1].start:
            kept[-1] = verdict
    return kept


def verdict_of(words: str) -> Verdict | None:
    """The last verdict in some words: the one that counts."""
    held = verdicts(words)
    return held[-1] if held else None


def claim_noun(words: str) -> re.Match[str] | None:
    """A noun that makes what stands before it a claim: …的主张, …的抗辩, …一说."""
    return load_lexicon().claim_nouns.match(words)


def verdict_between(text: str, sentence: Sentence, start: int, end: int) -> bool | None:
    """The court's last verdict in text[start:end]; one on an earlier court's refusal counts through it."""
    inner: bool | None = None
    outer: bool | None = None
    lexicon = load_lexicon()
    for clause in sentence.clauses:
        words = text[max(clause.start, start) : min(clause.end, end)]
        held = verdicts(words) if words else []
        if not held or lexicon.questions.search(words) or (outer is not None and lexicon.appeals.search(words)):
            continue
        if clause.start >= start and lexicon.earlier_voice.search(words):
            inner, outer = held[-1].accepts, None
        else:
            outer = held[-1].accepts
    if inner is None or outer is None:
        return outer if inner is None else inner
    return inner == outer
