"""Loads the rows of knowledge/rules/findings: how courts phrase each issue, and the words of their judgments.

Patterns run on folded text (corpus.parse.values_fold: no blanks, half-width digits, full-width punctuation).
`<名>` in a pattern stands for a term of language.yaml.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from corpus.codes import Issue, Result, SectionKind
from corpus.errors import KnowledgeError

FOLDER = Path(__file__).parent.parent / "knowledge" / "rules" / "findings"
_GAP = re.compile(r"\[\^，。；\]\{(\d+),(\d+)\}\??")
_PREDICATE = "(?P<p>"  # names the predicate of a pattern: what negates the statement stands in front of it
_TERM = re.compile(r"<([\u4e00-\u9fff]+)>")


Negators = Literal["common", "none"]


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way in which courts state a result on an issue.

    says: the result that the pattern states when nothing negates it. strength: 3 the conclusion on the issue by
    name, 2 a statement of the result, 1 a ground that counts only where the court says nothing plainer.
    negators: "common" (those of language.yaml turn the result round; they are sought in front of the match, over
    which no gap of the pattern may run, or in front of its group p) or "none". topic: holds only where the passage
    is about this issue. verdict: the words name a claim or defence and state nothing without the court's verdict on
    it. needs: must be found in the same sentence; unless, never: must not be found in the clauses of the match, in
    the sentence. aspect: acts that a court finds apart (获取, 使用).
    examples: result -> sentences that state it; counter_examples: sentences that state nothing on the issue.
    """

    id: str
    issue: Issue
    label: str
    pattern: str
    examples: dict[Result, tuple[str, ...]]
    says: Result = "upheld"
    strength: int = 2
    negators: Negators = "common"
    topic: bool = False
    verdict: bool = False
    aspect: str = ""
    needs: str = ""
    unless: str = ""
    never: str = ""
    sections: tuple[SectionKind, ...] = ("reasoning", "earlier_reasoning")
    statutes: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """language.yaml: the words that carry negation, verdicts and voices. Each value is a list of patterns."""

    terms: dict[str, str]
    neutral: tuple[str, ...]
    near_negators: tuple[str, ...]
    copulas: tuple[str, ...]
    far_negators: tuple[str, ...]
    gap: str
    negating: str
    refusals: tuple[str, ...]
    plain_refusals: tuple[str, ...]
    approvals: tuple[str, ...]
    party_voice: tuple[str, ...]
    earlier_voice: tuple[str, ...]
    own_view: tuple[str, ...]
    narrated: tuple[str, ...]
    law_voice: tuple[str, ...]
    supposed: tuple[str, ...]
    turns: tuple[str, ...]
    claim_nouns: tuple[str, ...]
    questions: tuple[str, ...]
    appeals: tuple[str, ...]
    passed_over: tuple[str, ...]
    not_reached: tuple[str, ...]
    leads: tuple[str, ...]
    going_on: tuple[str, ...]
    groups: tuple[str, ...]
    contrasts: tuple[str, ...]
    technical: tuple[str, ...]
    commercial: tuple[str, ...]
    conclusions: tuple[str, ...]
    preliminary: tuple[str, ...]


class IssueWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """issues.yaml: the words that name an issue as a topic, in headings and in lists of what need not be decided."""

    issue: Issue
    noun: str


class Rule(msgspec.Struct, frozen=True):
    """A row, compiled."""

    row: Row
    regex: re.Pattern[str]
    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    never: re.Pattern[str] | None


class Lexicon(msgspec.Struct, frozen=True):
    """language.yaml, compiled: one pattern a list."""

    neutral: re.Pattern[str]
    near_negators: re.Pattern[str]
    far_negators: re.Pattern[str]
    refusals: re.Pattern[str]
    plain_refusals: re.Pattern[str]
    approvals: re.Pattern[str]
    party_voice: re.Pattern[str]
    earlier_voice: re.Pattern[str]
    own_view: re.Pattern[str]
    narrated: re.Pattern[str]
    law_voice: re.Pattern[str]
    supposed: re.Pattern[str]
    turns: re.Pattern[str]
    claim_nouns: re.Pattern[str]
    questions: re.Pattern[str]
    appeals: re.Pattern[str]
    passed_over: re.Pattern[str]
    not_reached: re.Pattern[str]
    leads: re.Pattern[str]
    going_on: re.Pattern[str]
    groups: re.Pattern[str]
    contrasts: re.Pattern[str]
    technical: re.Pattern[str]
    commercial: re.Pattern[str]
    conclusions: re.Pattern[str]
    preliminary: re.Pattern[str]


def row_files() -> tuple[str, ...]:
    """The names of the files of issue rows."""
    return tuple(sorted(p.stem for p in FOLDER.glob("*.yaml") if p.stem not in {"language", "issues", "remedies"}))


def read_rows(path: Path, kind: type) -> object:
    """The decoded rows of a YAML file. Raises KnowledgeError naming the file and what is wrong in it."""
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError) as fault:
        raise KnowledgeError(f"规则文件 {path.name} 有误：{fault}。请改正该文件。", stage="annotate") from fault


def compile_pattern(pattern: str, where: str) -> re.Pattern[str]:
    """A pattern of the data with its terms written in. where: the file or row, for the KnowledgeError."""
    terms = load_language().terms
    written = pattern
    try:
        while _TERM.search(written):
            written = _TERM.sub(lambda found: terms[found[1]], written)
        return re.compile(written)
    except (KeyError, re.error) as fault:
        raise KnowledgeError(f"规则 {where} 的式子有误：{fault}。请改正。", stage="annotate") from fault


@cache
def load_language() -> Language:
    """language.yaml as written. Raises KnowledgeError."""
    return msgspec.convert(read_rows(FOLDER / "language.yaml", Language), Language)


@cache
def load_lexicon() -> Lexicon:
    """language.yaml compiled, each list as one alternation. Raises KnowledgeError."""
    language = load_language()
    lists = {name: getattr(language, name) for name in Lexicon.__struct_fields__}
    lists["near_negators"] = (
        f"(?:{'|'.join(language.near_negators)}){language.gap}$",
        *language.copulas,
    )
    return Lexicon(**{name: compile_pattern("|".join(held), name) for name, held in lists.items()})


@cache
def load_rules() -> tuple[Rule, ...]:
    """All rows of the issue files, compiled once. Raises KnowledgeError for a broken or doubled row."""
    rows = [row for name in row_files() for row in _file_rows(name)]
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise KnowledgeError(f"规则编号 {row.id} 重复。请改用唯一的编号。", stage="annotate")
        seen.add(row.id)
    return tuple(_compiled(row) for row in rows)


@cache
def load_topics() -> tuple[tuple[Issue, re.Pattern[str]], ...]:
    """issue -> the pattern of its names (issues.yaml)."""
    rows = msgspec.convert(read_rows(FOLDER / "issues.yaml", tuple[IssueWords, ...]), tuple[IssueWords, ...])
    return tuple((row.issue, compile_pattern(row.noun, f"issues.yaml:{row.issue}")) for row in rows)


def _file_rows(name: str) -> tuple[Row, ...]:
    return msgspec.convert(read_rows(FOLDER / f"{name}.yaml", tuple[Row, ...]), tuple[Row, ...])


def _compiled(row: Row) -> Rule:
    needs = compile_pattern(row.needs, row.id) if row.needs else None
    unless = compile_pattern(row.unless, row.id) if row.unless else None
    never = compile_pattern(row.never, row.id) if row.never else None
    plain = row.negators == "none" or _PREDICATE in row.pattern
    pattern = row.pattern if plain else _GAP.sub(_plain_gap, row.pattern)
    return Rule(row, compile_pattern(pattern, row.id), needs, unless, never)


def _plain_gap(gap: re.Match[str]) -> str:
    """A gap that stops at a negating word, so that the word stays in front of the match, where it is counted."""
    return f"(?:(?!{load_language().negating})[^，。；]){{{gap[1]},{gap[2]}}}?"
