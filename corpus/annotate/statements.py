"""Finds what a passage of a court's reasoning states: sentence by sentence, issue by issue."""

from __future__ import annotations

import re

from msgspec import Struct, structs

from corpus.annotate.attribution import Voice, voices
from corpus.annotate.clauses import Sentence, sentences
from corpus.annotate.people import People
from corpus.annotate.polarity import claim_noun, turns_before, verdicts
from corpus.annotate.rules import Rule, load_lexicon, load_rules, load_topics
from corpus.codes import STAGES, Issue, Result, SectionKind

_NEXT_SENTENCES = 3  # how far behind a party's argument the court's answer to it may stand
_FOLLOWING = 40
_PLAIN: frozenset[Issue] = frozenset({"duty", "access"})  # stated in passing; a conclusion on them is rare


class Passage(Struct, frozen=True):
    """A court's reasoning within the folded text. told: an earlier court's, told by this one."""

    text: str
    start: int
    end: int
    kind: SectionKind = "reasoning"

    @property
    def told(self) -> bool:
        return self.kind.startswith("earlier_")


class Statement(Struct, frozen=True):
    """A result on an issue as one sentence states it; positions in the folded text.

    groups: the customers it speaks of (7家), own_groups: named in this very sentence; persons: the defendants;
    contrast: set against another group or person; sentence: where its sentence starts; aspect: the row's.
    """

    issue: Issue
    result: Result
    strength: int
    start: int
    end: int
    rule: str
    groups: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    contrast: bool = False
    heading: bool = False
    own_groups: bool = False
    sentence: int = 0
    aspect: str = ""


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
    """Walks the sentences of one passage, keeping the topic and the arguments not yet answered."""

    def __init__(self, passage: Passage, people: People) -> None:
        self.passage = passage
        self.text = passage.text
        self.people = people
        self.rules = [rule for rule in load_rules() if passage.kind in rule.row.sections]
        self.topics: frozenset[Issue] = frozenset()
        self.technical = False
        self.open: list[_Open] = []
        self.groups: frozenset[str] = frozenset()
        self.lead_groups: frozenset[str] = frozenset()
        self.persons: frozenset[str] = frozenset()
        self.paragraph = self.lead_paragraph = -1

    def read(self) -> list[Statement]:
        found: list[Statement] = []
        for number, sentence in enumerate(sentences(self.text, self.passage.start, self.passage.end)):
            if sentence.paragraph != self.paragraph:
                self.paragraph, self.groups, self.persons = sentence.paragraph, frozenset(), frozenset()
                self.open = []
            self._turn_to(sentence)
            stated = self._stated(sentence, number)
            found += stated or self._answers(sentence, number)
            self.persons = self.people.subject(self.text[sentence.start : sentence.end]) or self.persons
        return found

    def _turn_to(self, sentence: Sentence) -> None:
        """Follows the topic: what a heading or a lead names (关于保密措施), and whether it is technical."""
        words = self.text[sentence.start : sentence.end]
        lexicon = load_lexicon()
        lead = lexicon.leads.search(words)
        if lead or sentence.heading or self.paragraph != self.lead_paragraph:
            groups = [m.group() for m in lexicon.groups.finditer(words)] if lead or sentence.heading else []
            self.lead_groups = frozenset({_number(groups[-1])}) if groups else frozenset()
            self.lead_paragraph = self.paragraph
        if lead or sentence.heading:
            first = words if sentence.heading else words[: sentence.clauses[0].end - sentence.start]
            named = frozenset(issue for issue, noun in load_topics() if noun.search(first))
            self.topics = named or self.topics
        technical, commercial = lexicon.technical.search(words), lexicon.commercial.search(words)
        if technical or commercial:
            self.technical = commercial is None and (self.technical or lead is not None or sentence.heading)

    def _stated(self, sentence: Sentence, number: int) -> list[Statement]:
        words = self.text[sentence.start : sentence.end]
        stated = self._not_reached(sentence) if load_lexicon().not_reached.search(words) else []
        left = {s.issue for s in stated}
        heard: tuple[Voice, ...] = ()
        for rule in self.rules:
            if rule.row.issue in left or not self._applies(rule, words):
                continue
            for match in rule.regex.finditer(self.text, sentence.start, sentence.end):
                if self._barred(rule, match, sentence):
                    continue
                heard = heard or self._voices(sentence)
                result = self._weigh(rule, match, sentence, heard, number)
                if result is not None:
                    stated.append(self._statement(rule, match, sentence, result))
        return one_voice(stated)

    def _voices(self, sentence: Sentence) -> tuple[Voice, ...]:
        named = self.people.anyone(self.text[sentence.start : sentence.end])
        return voices(self.text, sentence, told=self.passage.told, named=named)

    def _applies(self, rule: Rule, words: str) -> bool:
        if rule.row.topic and rule.row.issue not in self.topics:
            return False
        if self._about_technique(words) and rule.row.issue in STAGES["right"]:
            return False
        return rule.needs is None or rule.needs.search(words) is not None

    def _barred(self, rule: Rule, match: re.Match[str], sentence: Sentence) -> bool:
        """Whether the words about a match say that it means something else."""
        end = sentence.clauses[sentence.clause_at(match.end() - 1)].end
        own = sentence.clauses[sentence.clause_at(match.start())].start
        if rule.unless is not None and rule.unless.search(self.text[own:end]):
            return True
        return rule.never is not None and rule.never.search(self.text[sentence.start : sentence.end]) is not None

    def _about_technique(self, words: str) -> bool:
        lexicon = load_lexicon()
        if lexicon.commercial.search(words):
            return False
        return self.technical or lexicon.technical.search(words) is not None

    def _weigh(
        self, rule: Rule, match: re.Match[str], sentence: Sentence, heard: tuple[Voice, ...], number: int
    ) -> Result | None:
        """The result of one match, or None where it states nothing (a claim, a question, the law)."""
        first = sentence.clause_at(match.start())
        clause = sentence.clauses[first]
        predicate = match.start("p") if "p" in rule.regex.groupindex and match["p"] else match.start()
        before = self.text[clause.start : predicate]
        if heard[first] in {"law", "supposed"} or load_lexicon().questions.search(before + match.group()):
            if rule.row.verdict and heard[first] == "law":
                self.open.append(_Open(rule, rule.row.says, number, self._subject(match, sentence)))
            return None
        turns = turns_before(before) if rule.row.negators == "common" else 0
        result = _turned(rule.row.says, turns)
        behind = self.text[match.end() : sentence.end]
        voice = heard[first]
        claimed = claim_noun(behind[:_FOLLOWING])
        if voice == "court" and claimed is None and not rule.row.verdict:
            refused = result == "upheld" and load_lexicon().plain_refusals.match(behind)
            return "rejected" if refused else result
        accepted = self._answer(match.end(), sentence, heard, first)
        if accepted is None:
            if voice == "earlier" and self.passage.told:
                return result
            if voice == "court" and not rule.row.verdict and (turns or rule.row.says == "rejected"):
                return result
            self.open.append(_Open(rule, result, number, self._subject(match, sentence)))
            return None
        return _turned(result, 0 if accepted else 1)

    def _answer(self, start: int, sentence: Sentence, heard: tuple[Voice, ...], first: int) -> bool | None:
        """Whether the court accepts what was claimed, by its last verdict before the next claim."""
        end = sentence.end
        for index in range(first + 1, len(sentence.clauses)):
            if heard[index] in {"party", "earlier"} and heard[index - 1] == "court":
                end = sentence.clauses[index].start
                break
        return verdict_between(self.text, sentence, start, end)

    def _not_reached(self, sentence: Sentence) -> list[Statement]:
        lexicon = load_lexicon()
        held = lexicon.not_reached.search(self.text, sentence.start, sentence.end)
        assert held is not None
        last = sentence.clause_at(held.start())
        found = []
        for issue, noun in load_topics():
            for match in noun.finditer(self.text, sentence.start, held.end()):
                index = sentence.clause_at(match.start())
                clause = sentence.clauses[index]
                words = self.text[clause.start : clause.end]
                if lexicon.questions.search(words) or (last - index <= 1 and lexicon.passed_over.search(words)):
                    found.append(self._placed(issue, "not_reached", 2, match, sentence, f"not_reached.{issue}"))
                    break
        return found

    def _answers(self, sentence: Sentence, number: int) -> list[Statement]:
        """The court's answer to an argument of the sentences before, where this sentence states nothing itself."""
        words = self.text[sentence.start : sentence.end]
        held = verdicts(words)
        waiting = [one for one in self.open if number - one.sentence <= _NEXT_SENTENCES]
        lexicon = load_lexicon()
        if not held or not waiting or not lexicon.claim_nouns.search(words) or lexicon.appeals.search(words):
            return []
        last = waiting[-1]
        same = [one for one in waiting if one.sentence == last.sentence]
        self.open = []
        found = {}
        for one in same:
            result = _turned(one.result, 0 if held[-1].accepts else 1)
            statement = Statement(
                one.rule.row.issue, result, one.rule.row.strength, sentence.start, sentence.end, one.rule.row.id,
                self.groups, one.persons, sentence=sentence.start,
            )  # fmt: skip
            found[statement.issue, result] = statement
        return list(found.values())

    def _statement(self, rule: Rule, match: re.Match[str], sentence: Sentence, result: Result) -> Statement:
        return structs.replace(
            self._placed(rule.row.issue, result, rule.row.strength, match, sentence, rule.row.id),
            aspect=rule.row.aspect,
        )

    def _subject(self, match: re.Match[str], sentence: Sentence) -> frozenset[str]:
        """Of whom a match speaks: the clause's subject, else the sentence's, else that of the sentence before."""
        clause = sentence.clauses[sentence.clause_at(match.start())]
        near = self.people.subject(self.text[clause.start : match.end()], together=True)
        if near:
            return near
        return self.people.subject(self.text[sentence.start : match.start()]) or self.persons

    def _weight(self, issue: Issue, match: re.Match[str], sentence: Sentence) -> int:
        """One more where a word of conclusion (故, 因此) opens the sentence or stands in the match's clause, and one
        under a heading or lead on this issue; one less for a requirement of the right touched on under another stage's.
        """
        lead, own = sentence.clauses[0], sentence.clauses[sentence.clause_at(match.start())]
        search = load_lexicon().conclusions.search
        concludes = search(self.text, lead.start, lead.end) or search(self.text, own.start, match.end())
        right = set(STAGES["right"])
        astray = issue in right and bool(self.topics) and not self.topics & right
        return (bool(concludes) and issue not in _PLAIN) + (issue in self.topics) - astray

    def _placed(
        self, issue: Issue, result: Result, strength: int, match: re.Match[str], sentence: Sentence, rule: str
    ) -> Statement:
        lexicon = load_lexicon()
        before = self.text[sentence.start : match.end()]
        groups = [m.group() for m in lexicon.groups.finditer(before)]
        persons = self._subject(match, sentence)
        if groups:
            self.groups = frozenset({_number(groups[-1])})
        elif not lexicon.going_on.match(self.text, sentence.start):
            self.groups = self.lead_groups
        contrast = lexicon.contrasts.search(before) is not None or self.text[sentence.start - 1 : sentence.start] == "；"
        start, end = _span(self.text, sentence, match)
        return Statement(
            issue, result, strength + self._weight(issue, match, sentence), start, end, rule,
            self.groups, persons, contrast, sentence.heading, bool(groups), sentence.start,
        )  # fmt: skip


def one_voice(stated: list[Statement]) -> list[Statement]:
    """Of a sentence that seems to say both of the same customers and persons, only the plainest and last."""
    kept = []
    for statement in stated:
        against = [
            s
            for s in stated
            if (s.issue, s.groups) == (statement.issue, statement.groups)
            and (s.persons == statement.persons or s.issue not in STAGES["infringement"])
            and s.result != statement.result
            and (s.strength, s.start, s.end) > (statement.strength, statement.start, statement.end)
        ]
        if not against:
            kept.append(statement)
    return kept


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


_ROOM = 120


def _span(text: str, sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    """The clauses of the match, with their neighbours while the whole stays short."""
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


def _number(group: str) -> str:
    return re.sub(r"^\D*?(?=[\d一二三四五六七八九十百两千])", "", group)


def _turned(result: Result, turns: int) -> Result:
    if turns % 2 == 0 or result == "not_reached":
        return result
    return "rejected" if result == "upheld" else "upheld"


def with_scope(statement: Statement, persons: frozenset[str]) -> Statement:
    """The same statement for other persons."""
    return structs.replace(statement, persons=persons)
