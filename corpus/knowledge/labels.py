"""The words a person sees for the codebook's codes, in Chinese and English (data: labels.yaml)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from corpus import codes
from corpus.errors import KnowledgeError

LABELS_FILE = Path(__file__).with_name("labels.yaml")

GROUPS: dict[str, object] = {
    "kind": codes.Kind,
    "court_level": codes.CourtLevel,
    "date_basis": codes.DateBasis,
    "doc_type": codes.DocType,
    "procedure": codes.Procedure,
    "case_type": codes.CaseType,
    "side": codes.Side,
    "party_kind": codes.PartyKind,
    "outcome": codes.Outcome,
    "appeal_result": codes.AppealResult,
    "relevance": codes.Relevance,
    "aucl": codes.AuclVersion,
    "interpretation": codes.InterpretationVersion,
    "issue": codes.Issue,
    "stage": codes.Stage,
    "result": codes.Result,
    "holder": codes.Holder,
    "measure": codes.Measure,
    "accepted": codes.Accepted,
    "carrier": codes.Carrier,
    "role": codes.Role,
    "industry": codes.Industry,
    "damages_basis": codes.DamagesBasis,
    "section": codes.SectionKind,
    "refusal": codes.RefusalReason,
    "import_outcome": codes.ImportOutcome,
}
"""Every group of codes that has labels -> its Literal type."""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text in both languages of the app."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        """The text in `language`: zh or en. Raises KnowledgeError for any other."""
        if language == "zh":
            return self.zh
        if language == "en":
            return self.en
        raise KnowledgeError(f"没有“{language}”语言的文字：请用 zh 或 en。", stage="labels")


class IssueWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that is said of an issue. question: heading of its practice-guide page; chip_*: a finding in short.

    For a defence, upheld means that the court accepted the defence: its chip says 抗辩成立.
    """

    label: Words
    question: Words
    upheld_means: Words
    chip_upheld: Words
    chip_rejected: Words
    chip_not_reached: Words

    def chip(self, result: codes.Result) -> Words:
        """The short text for a finding of `result` on this issue."""
        chips: dict[codes.Result, Words] = {
            "upheld": self.chip_upheld,
            "rejected": self.chip_rejected,
            "not_reached": self.chip_not_reached,
        }
        return chips[result]


class LabelTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data file: group -> code -> words, and issue -> its words."""

    plain: dict[str, dict[str, Words]]
    issue: dict[codes.Issue, IssueWords]


@cache
def load_labels(path: Path = LABELS_FILE) -> LabelTable:
    """The label table. Raises KnowledgeError naming the file where it is broken."""
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=LabelTable)
    except (OSError, msgspec.DecodeError) as fault:
        raise KnowledgeError(f"标签表 {path.name} 有误：{fault}。请改正该文件。", stage="labels") from fault


def labels(group: str) -> dict[str, Words]:
    """code -> words of a group of GROUPS, in the table's order. Raises KnowledgeError for an unknown group."""
    table = load_labels()
    if group == "issue":
        return {code: words.label for code, words in table.issue.items()}
    if group not in table.plain:
        raise KnowledgeError(f"没有名为“{group}”的标签组；可用：{'、'.join(GROUPS)}。", stage="labels")
    return table.plain[group]


def label(group: str, code: str, language: str) -> str:
    """The label of `code` in `group`, in `language` (zh or en).

    Raises KnowledgeError for an unknown group, code or language: a missing label is a fault of ours.
    """
    held = labels(group)
    if code not in held:
        raise KnowledgeError(f"标签组“{group}”里没有“{code}”；可用：{'、'.join(held)}。", stage="labels")
    return held[code].of(language)


def issue_words(issue: codes.Issue) -> IssueWords:
    """Question, meaning and chips of an issue."""
    return load_labels().issue[issue]


def chip(issue: codes.Issue, result: codes.Result, language: str) -> str:
    """A finding in a few words: 秘密性：认定, or for a defence 个人信赖：抗辩成立."""
    return issue_words(issue).chip(result).of(language)
