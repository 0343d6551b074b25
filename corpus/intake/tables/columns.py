"""Which column of a table is which field: by its heading, or by what the user says (`--map`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from corpus.errors import IntakeError, KnowledgeError, SettingsError

Field = Literal[
    "text", "case_number", "title", "court", "date", "cause", "procedure", "doc_type", "document_id", "address"
]
FIELDS: tuple[Field, ...] = get_args(Field)
TABLE_FILE = Path(__file__).parents[2] / "knowledge" / "table_columns.yaml"
IDENTIFYING: frozenset[Field] = frozenset({"text", "case_number", "title", "court", "date", "document_id"})
NEEDED = 2  # understood columns, one of them IDENTIFYING, that make a line a heading
LONGEST_HEADING = 40  # characters: a longer cell is no heading
BRACKETED = re.compile(r"^(.*?)[(\[【{](.*?)[)\]】}]\s*$", re.DOTALL)


class FieldNames(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of table_columns.yaml: how headings name a field, the better names first."""

    field: Field
    label: str
    synonyms: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


class Around(Struct, frozen=True, forbid_unknown_fields=True):
    """What a dump puts before (first) or behind (last) the document in its cell. keep: a mark that stays if there."""

    id: str
    where: Literal["first", "last"]
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    keep: str = ""


class TableFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of table_columns.yaml."""

    fields: tuple[FieldNames, ...]
    around: tuple[Around, ...]


class Columns(Struct, frozen=True):
    """A table's columns as understood. places: field -> position from 0; headings: as written, in order."""

    headings: tuple[str, ...]
    places: dict[Field, int]

    def sentence(self) -> str:
        """How the columns were understood, in Chinese, for a person to check."""
        label = {row.field: row.label for row in table_facts().fields}
        found = [f"{label[name]} ← {self.headings[place]}" for name, place in self.places.items()]
        used = set(self.places.values())
        unused = [heading for place, heading in enumerate(self.headings) if place not in used and heading.strip()]
        missing = "" if "text" in self.places else "；没有全文列（可用 --map 指明，例如 text: 某列）"
        left = f"；未用的列：{'、'.join(unused)}" if unused else ""
        return f"列的理解：{'，'.join(found)}{left}{missing}"


Mapping = dict[Field, str | None]


@cache
def table_facts() -> TableFacts:
    """The data file. Raises KnowledgeError where it is broken."""
    try:
        return msgspec.yaml.decode(TABLE_FILE.read_bytes(), type=TableFacts)
    except (OSError, msgspec.MsgspecError) as fault:
        raise KnowledgeError(f"资料文件 {TABLE_FILE.name} 损坏：{fault}。请重新安装本程序。", stage="intake") from fault


def plain(heading: str) -> str:
    """A heading without case, spaces and punctuation, full-width forms made ASCII."""
    folded = unicodedata.normalize("NFKC", heading).casefold()
    return "".join(char for char in folded if char.isalnum())


@cache
def _ranks() -> dict[str, tuple[Field, int]]:
    return {plain(word): (row.field, rank) for row in table_facts().fields for rank, word in enumerate(row.synonyms)}


def field_of(heading: str) -> tuple[Field, int] | None:
    """The field that a heading names and the rank of that name (0 the best); None for any other heading."""
    normal = unicodedata.normalize("NFKC", heading)
    split = BRACKETED.match(normal)
    tries = [normal, *(split.groups() if split else ())]
    return next((found for found in (_ranks().get(plain(one)) for one in tries) if found), None)


def understand(headings: Sequence[str], mapping: Mapping | None = None) -> Columns | None:
    """The columns of a line if it is a heading of a table of judgments, else None.

    mapping: what the user says, field -> heading (None: the table has no such field); it outranks the names. Raises
    IntakeError (unknown_layout) where the line is a heading but has no column of a name in mapping.
    """
    cells = tuple(str(cell).strip().lstrip("\ufeff") for cell in headings)
    if sum(bool(cell) for cell in cells) <= 1 or any(len(cell) > LONGEST_HEADING for cell in cells):
        return None
    best: dict[Field, tuple[int, int]] = {}
    for place, cell in enumerate(cells):
        found = field_of(cell)
        if found and (found[0] not in best or found[1] < best[found[0]][0]):
            best[found[0]] = (found[1], place)
    places = {name: best[name][1] for name in FIELDS if name in best}
    if not _is_heading(cells, places, mapping):
        return None
    return Columns(cells, _mapped(cells, places, mapping or {}))


def _is_heading(cells: tuple[str, ...], places: dict[Field, int], mapping: Mapping | None) -> bool:
    if mapping and sum(name in cells for name in mapping.values() if name) >= 1:
        return True
    return len(places) >= NEEDED and not IDENTIFYING.isdisjoint(places)


def _mapped(cells: tuple[str, ...], places: dict[Field, int], mapping: Mapping) -> dict[Field, int]:
    said = {name: heading for name, heading in mapping.items() if heading is not None}
    absent = [heading for heading in said.values() if heading not in cells]
    if absent:
        message = f"--map 所指的列 {'、'.join(absent)} 不在表头中。表头为：{'、'.join(cells)}。请改正后重试。"
        raise IntakeError(message, reason="unknown_layout")
    taken = {cells.index(heading): name for name, heading in said.items()}
    kept = {name: place for name, place in places.items() if name not in mapping and place not in taken}
    found = kept | {name: place for place, name in taken.items()}
    return {name: found[name] for name in FIELDS if name in found}


def read_mapping(path: Path) -> Mapping:
    """The user's mapping from a YAML or JSON file, our field -> heading. Raises SettingsError saying what is wrong."""
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=dict[Field, str | None])
    except OSError as fault:
        raise SettingsError(f"列对照文件 {path.name} 无法读取（{fault.strerror}）。请检查路径。") from fault
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        known = "、".join(f"{row.field}（{row.label}）" for row in table_facts().fields)
        message = f"列对照文件 {path.name} 有误。每行写“字段: 列名”，例如 text: 正文。可用的字段：{known}。"
        raise SettingsError(message) from fault
