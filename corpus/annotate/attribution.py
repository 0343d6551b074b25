"""Whose view a clause gives: this court's, an earlier court's, a party's, the law's, or a supposition."""

from __future__ import annotations

from typing import Literal

from corpus.annotate.clauses import Sentence
from corpus.annotate.polarity import verdict_of
from corpus.annotate.rules import load_lexicon

Voice = Literal["court", "party", "earlier", "law", "supposed"]


def voices(text: str, sentence: Sentence, *, told: bool = False, named: bool = False) -> tuple[Voice, ...]:
    """One voice a clause. A party's or an earlier court's view lasts until a turning word or the court's verdict.

    told: the passage is an earlier court's own view, so that its 一审法院认为 opens nobody else's. named: the sentence
    names a party, and so does not just tell the law.
    """
    if not named and _tells_law(text, sentence):
        return tuple("law" for _ in sentence.clauses)
    found: list[Voice] = []
    held: Voice = "court"
    for clause in sentence.clauses:
        words = text[clause.start : clause.end]
        opened = _opens(words, told)
        if opened is not None:
            held = opened
        elif held != "court" and load_lexicon().turns.match(words):
            held = "court"
        found.append("supposed" if load_lexicon().supposed.match(words) else held)
        if verdict_of(words) is not None:
            held = "court"
    return tuple(found)


def _opens(words: str, told: bool) -> Voice | None:
    lexicon = load_lexicon()
    if lexicon.party_voice.search(words):
        return "party"
    if lexicon.earlier_voice.search(words) and not (told and lexicon.own_view.search(words)):
        return "earlier"
    return None


def _tells_law(text: str, sentence: Sentence) -> bool:
    return load_lexicon().law_voice.search(text[sentence.start : sentence.end]) is not None
