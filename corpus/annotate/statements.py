"""Finds what a passage of a court's reasoning states: sentence by sentence, issue by issue."""

from __future__ import annotations

import re

from msgspec import Struct

from corpus.annotate.attribution import Voice, voices
from corpus.annotate.clauses import Sentence, sentences
from corpus.annotate.people import People
from corpus.annotate.polarity import claim_noun, turns_before, verdict_between, verdicts
from corpus.annotate.rules import Rule, load_lexicon, load_rules, load_topics
from corpus.annotate.scope import Scope, place
from corpus.annotate.statement import Passage, Statement, one_voice, turned
from corpus.codes import STAGES, Issue, Result

_NEXT_SENTENCES = 3  # how far behind a party's argument the court's answer to it may stand
_FOLLOWING = 40  # how far behind a statement the noun may stand that makes it a claim
_PLAIN: frozenset[Issue] = frozenset({"duty", "access"})  # stated in passing; a conclusion on them is rare
_RIGHT = frozenset(STAGES["right"])


class _Open(Struct, frozen=True):
    """A party's argument that still waits for the court's answer."""

    rule: Rule
    result: Result
    sentence: int
    persons: frozenset[str]


def read_statements(passage: Passage, people: People) -> list[Statement]:
    """All statements of a passage, in the order of the text. Nothing is concluded from them here."""
    return _Reader(passage, people).read()


class _Reader:
    """Walks the sentences of one passage, keeping the topic, the scope and the arguments not yet answered."""

    def __init__(self, passage: Passage, people: People) -> None:
        self.passage = passage
        self.text = passage.text
        self.people = people
        self.rules = [rule for rule in load_rules() if passage.kind in rule.row.sections]
        self.scope = Scope(self.text, people)
        self.topics: frozenset[Issue] = frozenset()
        self.technical = False
        self.open: list[_Open] = []
        self.number = 0
        self.heard: tuple[Voice, ...] = ()

    def read(self) -> list[Statement]:
        found: list[Statement] = []
        for number, sentence in enumerate(sentences(self.text, self.passage.start, self.passage.end)):
            self.number = number
            if sentence.paragraph != self.scope.paragraph:
                self.open = []
            self._turn_to(sentence)
            found += self._stated(sentence) or self._answers(sentence)
            self.scope.leave(sentence)
        return found

    def _turn_to(self, sentence: Sentence) -> None:
        """Follows the topic: what a heading or a lead names (关于保密措施), and whether it is technical."""
        words = self.text[sentence.start : sentence.end]
        lexicon = load_lexicon()
        leads = sentence.heading or lexicon.leads.search(words) is not None
        self.scope.enter(sentence, leads)
        if leads:
            first = words if sentence.heading else words[: sentence.clauses[0].end - sentence.start]
            named = frozenset(issue for issue, noun in load_topics() if noun.search(first))
            self.topics = named or self.topics
        technical, commercial = lexicon.technical.search(words), lexicon.commercial.search(words)
        if technical or commercial:
            self.technical = commercial is None and (self.technical or leads)
        self.heard = ()

    def _stated(self, sentence: Sentence) -> list[Statement]:
        words = self.text[sentence.start : sentence.end]
        stated = self._not_reached(sentence)
        closed = {s.issue for s in stated} | (_RIGHT if self._about_technique(words) else set())
        for rule in self.rules:
            if rule.row.issue in closed or not self._applies(rule, words):
                continue
            for match in rule.regex.finditer(self.text, sentence.start, sentence.end):
                result = None if self._barred(rule, match, sentence) else self._weigh(rule, match, sentence)
                if result is not None:
                    stated.append(self._placed(rule, result, match, sentence))
        return one_voice(stated)

    def _applies(self, rule: Rule, words: str) -> bool:
        if rule.row.topic and rule.row.issue not in self.topics:
            return False
        if rule.never is not None and rule.never.search(words):
            return False
        return rule.needs is None or rule.needs.search(words) is not None

    def _barred(self, rule: Rule, match: re.Match[str], sentence: Sentence) -> bool:
        """Whether the clauses of a match say that it means something else."""
        if rule.unless is None:
            return False
        start = sentence.clauses[sentence.clause_at(match.start())].start
        end = sentence.clauses[sentence.clause_at(match.end() - 1)].end
        return rule.unless.search(self.text[start:end]) is not None

    def _about_technique(self, words: str) -> bool:
        lexicon = load_lexicon()
        if lexicon.commercial.search(words):
            return False
        return self.technical or lexicon.technical.search(words) is not None

    def _voice(self, index: int, sentence: Sentence) -> Voice:
        if not self.heard:
            named = self.people.anyone(self.text[sentence.start : sentence.end])
            self.heard = voices(self.text, sentence, told=self.passage.told, named=named)
        return self.heard[index]

    def _weigh(self, rule: Rule, match: re.Match[str], sentence: Sentence) -> Result | None:
        """The result of one match, or None where it states nothing (a claim, a question, the law)."""
        first = sentence.clause_at(match.start())
        voice = self._voice(first, sentence)
        predicate = match.start("p") if "p" in rule.regex.groupindex and match["p"] else match.start()
        before = self.text[sentence.clauses[first].start : predicate]
        if voice in {"law", "supposed"} or load_lexicon().questions.search(before + match.group()):
            if rule.row.verdict and voice == "law":
                self._leave_open(rule, rule.row.says, match, sentence)
            return None
        turns = turns_before(before) if rule.row.negators == "common" else 0
        result = turned(rule.row.says, turns)
        behind = self.text[match.end() : sentence.end]
        if voice == "court" and not rule.row.verdict and claim_noun(behind[:_FOLLOWING]) is None:
            refused = result == "upheld" and load_lexicon().plain_refusals.match(behind)
            return "rejected" if refused else result
        accepted = self._answer(match.end(), sentence, first)
        if accepted is not None:
            return turned(result, 0 if accepted else 1)
        told = voice == "earlier" and self.passage.told
        if told or (voice == "court" and not rule.row.verdict and (turns or rule.row.says == "rejected")):
            return result
        self._leave_open(rule, result, match, sentence)
        return None

    def _leave_open(self, rule: Rule, result: Result, match: re.Match[str], sentence: Sentence) -> None:
        self.open.append(_Open(rule, result, self.number, self.scope.subject(match, sentence)))

    def _answer(self, start: int, sentence: Sentence, first: int) -> bool | None:
        """Whether the court accepts what was claimed, by its last verdict before the next claim."""
        end = sentence.end
        for index in range(first + 1, len(sentence.clauses)):
            if self.heard[index] in {"party", "earlier"} and self.heard[index - 1] == "court":
                end = sentence.clauses[index].start
                break
        return verdict_between(self.text, sentence, start, end)

    def _not_reached(self, sentence: Sentence) -> list[Statement]:
        """The issues that the sentence leaves undecided in words: 本院不再审查."""
        lexicon = load_lexicon()
        held = lexicon.not_reached.search(self.text, sentence.start, sentence.end)
        if held is None:
            return []
        last = sentence.clause_at(held.start())
        found = []
        for issue, noun in load_topics():
            for match in noun.finditer(self.text, sentence.start, held.end()):
                index = sentence.clause_at(match.start())
                words = self.text[sentence.clauses[index].start : sentence.clauses[index].end]
                if lexicon.questions.search(words) or (last - index <= 1 and lexicon.passed_over.search(words)):
                    rule = f"not_reached.{issue}"
                    found.append(self._statement(issue, "not_reached", 2, match, sentence, rule, ""))
                    break
        return found

    def _answers(self, sentence: Sentence) -> list[Statement]:
        """The court's answer to an argument of the sentences before, where this sentence states nothing itself."""
        words = self.text[sentence.start : sentence.end]
        held = verdicts(words)
        waiting = [one for one in self.open if self.number - one.sentence <= _NEXT_SENTENCES]
        lexicon = load_lexicon()
        if not held or not waiting or not lexicon.claim_nouns.search(words) or lexicon.appeals.search(words):
            return []
        self.open = []
        found = {}
        for one in waiting:
            if one.sentence == waiting[-1].sentence:
                row, result = one.rule.row, turned(one.result, 0 if held[-1].accepts else 1)
                found[row.issue, result] = Statement(
                    row.issue, result, row.strength, sentence.start, sentence.end, row.id,
                    self.scope.groups, one.persons, sentence=sentence.start,
                )  # fmt: skip
        return list(found.values())

    def _placed(self, rule: Rule, result: Result, match: re.Match[str], sentence: Sentence) -> Statement:
        row = rule.row
        strength = row.strength + self._weight(row.issue, match, sentence)
        return self._statement(row.issue, result, strength, match, sentence, row.id, row.aspect)

    def _weight(self, issue: Issue, match: re.Match[str], sentence: Sentence) -> int:
        """One more where a word of conclusion (故, 因此) opens the sentence or stands in the match's clause, and one
        under a heading or lead on this issue; one less for a requirement of the right touched on under another stage's.
        """
        lead, own = sentence.clauses[0], sentence.clauses[sentence.clause_at(match.start())]
        search = load_lexicon().conclusions.search
        concludes = search(self.text, lead.start, lead.end) or search(self.text, own.start, match.end())
        astray = issue in _RIGHT and bool(self.topics) and not self.topics & _RIGHT
        return (bool(concludes) and issue not in _PLAIN) + (issue in self.topics) - astray

    def _statement(
        self, issue: Issue, result: Result, strength: int, match: re.Match[str], sentence: Sentence, rule: str,
        aspect: str,
    ) -> Statement:  # fmt: skip
        groups, own_groups = self.scope.customers(match, sentence)
        start, end = place(sentence, match)
        return Statement(
            issue, result, strength, start, end, rule, groups, self.scope.subject(match, sentence),
            self.scope.contrasted(match, sentence), sentence.heading, own_groups, sentence.start, aspect,
        )  # fmt: skip
