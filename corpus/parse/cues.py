"""Loads the rule files of knowledge/parse: patterns with their examples, macros written in."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec
import yaml

from corpus.errors import KnowledgeError

FOLDER = Path(__file__).parent.parent / "knowledge" / "parse"
_MACRO = re.compile(r"\{([a-z_]+)\}")


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule: `pattern` runs on cleaned text (see clean.py); `{name}` in it stands for a macro of the file.

    kind: what a match means (aid: used by name only); begins: 'match' where the thing begins
    behind the match, 'start' where at it; anywhere: searched, not only tried at a sentence start;
    instances: the instances it holds for (first, second, retrial), empty for all.
    """

    id: str
    kind: str
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()
    begins: str = "start"
    anywhere: bool = False
    instances: tuple[str, ...] = ()


class RuleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of knowledge/parse."""

    rules: tuple[Cue, ...]
    macros: dict[str, str] = {}


class Rule(msgspec.Struct, frozen=True):
    """A cue with its pattern compiled."""

    cue: Cue
    regex: re.Pattern[str]


def read_yaml(name: str) -> object:
    """The content of knowledge/parse/<name>.yaml; raises KnowledgeError when it cannot be read."""
    path = FOLDER / f"{name}.yaml"
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as fault:
        raise KnowledgeError(f"规则文件 {path.name} 无法读取：{fault}。请重新安装本程序。", stage="parse") from fault


@cache
def load_rules(name: str) -> tuple[Rule, ...]:
    """The compiled rules of knowledge/parse/<name>.yaml, in the file's order. Raises KnowledgeError."""
    try:
        file = msgspec.convert(read_yaml(name), RuleFile)
        return tuple(Rule(cue, _compile(cue.pattern, file.macros)) for cue in file.rules)
    except (msgspec.ValidationError, KeyError, re.error) as fault:
        raise KnowledgeError(f"规则文件 {name}.yaml 有误：{fault}。请更正后再运行。", stage="parse") from fault


@cache
def rule_named(name: str, rule_id: str) -> Rule:
    """The rule with this id in knowledge/parse/<name>.yaml; raises KnowledgeError when it is missing."""
    for rule in load_rules(name):
        if rule.cue.id == rule_id:
            return rule
    raise KnowledgeError(f"规则文件 {name}.yaml 缺少规则 {rule_id}。请重新安装本程序。", stage="parse")


def _compile(pattern: str, macros: dict[str, str]) -> re.Pattern[str]:
    while _MACRO.search(pattern):
        pattern = _MACRO.sub(lambda found: macros[found[1]], pattern)
    return re.compile(pattern)
