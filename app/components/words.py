"""The words on the pages, by language (data: app/i18n/*.yaml, the same keys in both)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, get_args

import yaml

from corpus.errors import KnowledgeError

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
FOLDER = Path(__file__).parents[1] / "i18n"


@cache
def load_words(language: Language) -> dict[str, str]:
    """All words of a language, by dotted key: search.title. Raises KnowledgeError naming a broken file."""
    path = FOLDER / f"{language}.yaml"
    try:
        tree = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise KnowledgeError(f"界面文字文件 {path.name} 无法读取：{fault}。请恢复该文件。", stage="i18n") from fault
    return dict(_flatten(tree, ""))


def word(key: str, language: Language, **values: object) -> str:
    """The text of `key` with its {placeholders} filled. Raises KnowledgeError: a missing text is a fault of ours."""
    try:
        text = load_words(language)[key]
    except KeyError as fault:
        raise KnowledgeError(f"界面文字“{key}”缺失（{language}）。", stage="i18n") from fault
    return text.format(**values) if values else text


def words_under(prefix: str, language: Language) -> dict[str, str]:
    """The texts whose keys start with `prefix.`, in the file's order, by the rest of the key."""
    start = f"{prefix}."
    return {key.removeprefix(start): text for key, text in load_words(language).items() if key.startswith(start)}


def _flatten(tree: object, prefix: str) -> list[tuple[str, str]]:
    if not isinstance(tree, dict):
        return [(prefix, str(tree))]
    return [
        pair for name, branch in tree.items() for pair in _flatten(branch, f"{prefix}.{name}" if prefix else str(name))
    ]
