"""The intake room's data files as types: knowledge/intake_cues.yaml and knowledge/intake_layouts.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct

from corpus.codes import RefusalReason
from corpus.errors import KnowledgeError

Data = TypeVar("Data")
FOLDER = Path(__file__).parent.parent / "knowledge"
CUES_FILE = FOLDER / "intake_cues.yaml"
LAYOUTS_FILE = FOLDER / "intake_layouts.yaml"
FORMATS_FILE = FOLDER / "intake_formats.yaml"
EDITORS_FILE = FOLDER / "intake_editors.yaml"
SPLIT_FILE = FOLDER / "intake_split.yaml"
PAGES_FILE = FOLDER / "intake_pages.yaml"


class Cue(Struct, frozen=True, forbid_unknown_fields=True):
    """A sign for (weight > 0) or against (weight < 0) a court document.

    pattern is searched in the squeezed text (corpus.intake.court_document.squeeze), in its zone only; at_least
    counts the hits that are needed.
    """

    id: str
    label: str
    zone: Literal["head", "tail", "any"]
    weight: int
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    at_least: int = 1


class Explanation(Struct, frozen=True, forbid_unknown_fields=True):
    """Why something that is no document was saved instead of one, and what to do. pattern: on the text as decoded."""

    id: str
    pattern: str
    reason: RefusalReason
    message: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


class Pattern(Struct, frozen=True, forbid_unknown_fields=True):
    """One pattern on the squeezed text."""

    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    at_least: int = 1


class Cues(Struct, frozen=True, forbid_unknown_fields=True):
    """What tells a court document. head, tail: lengths of the zones in squeezed characters."""

    threshold: int
    head: int
    tail: int
    common_characters: str
    common_share: float
    document: tuple[Cue, ...]
    order: Pattern
    reasoning: Pattern
    closing: Pattern
    official: Pattern
    explanations: tuple[Explanation, ...]


class Format(Struct, frozen=True, forbid_unknown_fields=True):
    """A format that is known but not read (see the data file's head for the fields)."""

    id: str
    label: str
    advice: str
    starts: tuple[str, ...] = ()
    at: int = 0
    streams: tuple[str, ...] = ()
    package: str | None = None
    binary: bool = False
    reason: RefusalReason = "unknown_layout"


class SplitCues(Struct, frozen=True, forbid_unknown_fields=True):
    """Signs of the beginning and end of a judgment in a file that holds several; each of one squeezed line."""

    court: Pattern
    title: Pattern
    number: Pattern
    party: Pattern
    label: Pattern
    case_name: Pattern
    separator: Pattern
    ending: Pattern
    going_on: Pattern
    introduces: Pattern


class Editors(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a database's editors. marks: of a squeezed text; heading: of a squeezed line; refused: the message."""

    marks: Pattern
    heading: Pattern
    refused: str


class Pages(Struct, frozen=True, forbid_unknown_fields=True):
    """What printing adds to a page. number: a whole squeezed line that is a page number."""

    number: Pattern


class Furniture(Struct, frozen=True, forbid_unknown_fields=True):
    """What of a web page is not the document."""

    tags: frozenset[str]
    names: frozenset[str]  # tokens of class and id
    lines: tuple[str, ...]  # whole lines, squeezed
    containers: tuple[str, ...]  # XPath of the element that holds the document, per known site


class Gazette(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of a database copy saved as Markdown: metadata field -> label; the values' forms where run together."""

    labels: dict[str, str]
    run_together: dict[str, str]
    entry_number: str


class LayoutFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """Names that the layouts use: metadata field -> key of the source; text parts in their order."""

    furniture: Furniture
    fields: dict[str, dict[str, str]]
    parts: dict[str, dict[str, str]]  # layout -> key of the source -> heading (may be empty)
    nothing: frozenset[str]  # values that a source writes for "unknown"
    keywords_heading: str
    gazette: Gazette


def _read(path: Path, kind: type[Data]) -> Data:
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError) as fault:
        raise KnowledgeError(f"资料文件 {path.name} 损坏：{fault}。请重新安装本程序。", stage="intake") from fault


@cache
def cues() -> Cues:
    """The cues of a court document. Raises KnowledgeError for a broken file."""
    return _read(CUES_FILE, Cues)


@cache
def facts() -> LayoutFacts:
    """Names used by the layouts. Raises KnowledgeError for a broken file."""
    return _read(LAYOUTS_FILE, LayoutFacts)


@cache
def pages() -> Pages:
    """What printing adds to pages. Raises KnowledgeError for a broken file."""
    return _read(PAGES_FILE, Pages)


@cache
def formats() -> tuple[Format, ...]:
    """Formats that are refused by name. Raises KnowledgeError for a broken file."""
    return _read(FORMATS_FILE, tuple[Format, ...])


@cache
def split_cues() -> SplitCues:
    """Where one judgment ends and the next begins. Raises KnowledgeError for a broken file."""
    return _read(SPLIT_FILE, SplitCues)


@cache
def editors() -> Editors:
    """What editors of databases add. Raises KnowledgeError for a broken file."""
    return _read(EDITORS_FILE, Editors)
