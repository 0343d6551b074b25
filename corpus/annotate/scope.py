"""Of whom and of which customers a sentence speaks: followed from sentence to sentence."""

from __future__ import annotations

import re

from corpus.annotate.clauses import Sentence
from corpus.annotate.people import People
from corpus.annotate.rules import load_lexicon

_ROOM = 120
_NOBODY: frozenset[str] = frozenset()


class Scope:
    """The customers (7家) and defendants in view while the sentences of a passage are read in order."""

    def __init__(self, text: str, people: People) -> None:
        self.text = text
        self.people = people
        self.groups = self.lead_groups = self.persons = _NOBODY
        self.paragraph = -1

    def enter(self, sentence: Sentence, leads: bool) -> None:
        """Goes on to a sentence. leads: it is a heading or a lead (就36家客户而言), whose customers hold on."""
        if sentence.paragraph != self.paragraph:
            self.paragraph = sentence.paragraph
            self.groups = self.lead_groups = self.persons = _NOBODY
        if leads:
            named = self._named(sentence.start, sentence.end)
            self.lead_groups = named

    def leave(self, sentence: Sentence) -> None:
        """Keeps the sentence's subject for those that follow without one."""
        self.persons = self.people.subject(self.text[sentence.start : sentence.end]) or self.persons

    def customers(self, match: re.Match[str], sentence: Sentence) -> tuple[frozenset[str], bool]:
        """The customers of whom a match speaks, and whether this very sentence names them."""
        named = self._named(sentence.start, match.end())
        if named:
            self.groups = named
        elif not load_lexicon().going_on.match(self.text, sentence.start):
            self.groups = self.lead_groups
        return self.groups, bool(named)

    def subject(self, match: re.Match[str], sentence: Sentence) -> frozenset[str]:
        """Of whom a match speaks: the clause's subject, else the sentence's, else that of the sentence before."""
        clause = sentence.clauses[sentence.clause_at(match.start())]
        near = self.people.subject(self.text[clause.start : match.end()], together=True)
        return near or self.people.subject(self.text[sentence.start : match.start()]) or self.persons

    def contrasted(self, match: re.Match[str], sentence: Sentence) -> bool:
        """Whether the match is set against what was said of others: 其余, 至于, or behind a semicolon."""
        set_apart = load_lexicon().contrasts.search(self.text, sentence.start, match.end())
        return set_apart is not None or self.text[sentence.start - 1 : sentence.start] == "；"

    def _named(self, start: int, end: int) -> frozenset[str]:
        found = [m.group() for m in load_lexicon().groups.finditer(self.text, start, end)]
        return frozenset({found[-1]}) if found else _NOBODY


def place(sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    """The clauses of a match, with their neighbours while the whole stays short: the words that state the result."""
    first, last = sentence.clause_at(match.start()), sentence.clause_at(match.end() - 1)
    grown = True
    while grown:
        grown = False
        for low, high in ((first, last + 1), (first - 1, last)):
            if low < 0 or high >= len(sentence.clauses):
                continue
            if sentence.clauses[high].end - sentence.clauses[low].start <= _ROOM:
                first, last, grown = low, high, True
    return sentence.clauses[first].start, sentence.clauses[last].end
