"""Rows of knowledge/: patterns as data, each with examples and counter-examples that a test runs."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import msgspec

from corpus.errors import KnowledgeError

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row. pattern and unless are regular expressions over the folded text (values_fold).

    A piece of text fits when `pattern` is found in it and `unless` is not. kind: what it tells; label: its
    meaning for a reader; sections: where it may be read (empty: anywhere).
    """

    id: str
    kind: str
    label: str
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()
    unless: str = ""
    sections: tuple[str, ...] = ()

    def find(self, text: str) -> re.Match[str] | None:
        """The first place in a folded text where the row fits."""
        held = compiled(self.pattern).search(text)
        return None if held is None or (self.unless and compiled(self.unless).search(text)) else held


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> re.Pattern[str]:
    """The compiled form of a pattern of the data files."""
    return re.compile(pattern)


@lru_cache(maxsize=64)
def load_rules(name: str) -> tuple[Rule, ...]:
    """The rows of knowledge/<name>.yaml in their order, which is their rank. Raises KnowledgeError."""
    path = KNOWLEDGE / f"{name}.yaml"
    try:
        rules = msgspec.yaml.decode(path.read_bytes(), type=tuple[Rule, ...])
        for rule in rules:
            compiled(rule.pattern)
            compiled(rule.unless)
    except (OSError, msgspec.MsgspecError, re.error) as fault:
        raise KnowledgeError(f"规则文件 {name}.yaml 有误：{fault}。请恢复程序自带的文件。") from fault
    return rules


def first_fit(rules: tuple[Rule, ...], text: str) -> Rule | None:
    """The highest-ranked row that fits the folded text."""
    return next((rule for rule in rules if rule.find(text)), None)


def fit_of(rules: tuple[Rule, ...], text: str, kind: str) -> bool:
    """Whether any row of a kind fits the folded text."""
    return any(rule.find(text) for rule in rules if rule.kind == kind)
