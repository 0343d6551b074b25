"""The courts: level, special or ordinary, region and code of case numbers.

Table: courts.csv (names of about 2017 with the newer courts added), provinces.csv (the characters of case
numbers, 法〔2015〕137号); courts.yaml tells what the name of a court shows that is in no table.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

import msgspec
import yaml

from corpus.codes import CourtLevel
from corpus.errors import KnowledgeError
from corpus.knowledge.table import read_table

_RULES = Path(__file__).parent / "courts.yaml"
_CODE = re.compile(r"^(\D+)(\d{2})?(\d{2})?$")
_SEAT = re.compile(r"(市|地区|盟|自治州)$")


class CourtRow(msgspec.Struct, frozen=True):
    """A row of courts.csv; example: the name as it stands in the head of a document."""

    name: str
    level: CourtLevel
    special: str
    region: str
    code: str
    aliases: str
    example: str


class Province(msgspec.Struct, frozen=True):
    """A row of provinces.csv: the character of case numbers, the unit's full name, its short forms (|)."""

    character: str
    region: str
    aliases: str


class LevelRule(msgspec.Struct, frozen=True):
    level: CourtLevel
    pattern: str


class Example(msgspec.Struct, frozen=True):
    name: str
    level: CourtLevel
    special: bool
    region: str


class CourtRules(msgspec.Struct, frozen=True):
    """The content of courts.yaml."""

    state: str
    corps: str
    supreme: str
    levels: tuple[LevelRule, ...]
    special: str
    examples: tuple[Example, ...]


class Court(msgspec.Struct, frozen=True):
    """A court. region: the province-level unit's full name, None for the Supreme Court or where unknown.

    code: as in case numbers (苏05), None where no table has it.
    """

    name: str
    level: CourtLevel
    special: bool
    region: str | None
    code: str | None


class Place(msgspec.Struct, frozen=True):
    """What the court code of a case number shows by itself."""

    level: CourtLevel
    region: str | None


@cache
def court_rows() -> tuple[CourtRow, ...]:
    """courts.csv."""
    return read_table("courts", CourtRow)


@cache
def provinces() -> tuple[Province, ...]:
    """provinces.csv."""
    return read_table("provinces", Province)


@cache
def court_rules() -> CourtRules:
    """courts.yaml; raises KnowledgeError when it is broken."""
    try:
        return msgspec.convert(yaml.safe_load(_RULES.read_text(encoding="utf-8")), CourtRules)
    except (OSError, yaml.YAMLError, msgspec.ValidationError) as fault:
        raise KnowledgeError(f"数据表 {_RULES.name} 有误：{fault}。请重新安装本程序。", stage="parse") from fault


@lru_cache(maxsize=4096)
def find_court(name: str) -> Court | None:
    """The court of this name, from the table or derived from the name itself; None where `name` is no court's.

    The returned name is `name` without 中华人民共和国, as documents write it.
    """
    plain = court_name(name)
    row = _by_name().get(plain) or _by_name().get(_without_region(plain))
    if row and _fits(row, plain):
        return Court(plain, row.level, row.special == "yes", row.region or None, row.code or None)
    return _derived(plain)


def court_name(name: str) -> str:
    """A court's name without blanks and without the state's name before it."""
    return "".join(name.split()).removeprefix(court_rules().state)


def court_of_code(code: str) -> Court | None:
    """The court with this code (苏05, 最高法); None where no table has it."""
    row = _by_code().get(code)
    return find_court(row.name) if row else None


def place_of_code(code: str) -> Place | None:
    """Level and region shown by a court code, also of a court in no table; None for an unknown character."""
    parts = _CODE.match(code)
    if not parts:
        return None
    region = next((p.region for p in provinces() if p.character == parts[1]), None)
    if region is None:
        found = court_of_code(code)
        return Place(found.level, found.region) if found else None
    return Place("basic" if parts[3] else "intermediate" if parts[2] else "high", region)


@cache
def _by_name() -> dict[str, CourtRow]:
    named = {alias: row for row in court_rows() for alias in row.aliases.split("|") if alias}
    return named | {row.name: row for row in court_rows()}


@cache
def _by_code() -> dict[str, CourtRow]:
    return {row.code: row for row in court_rows() if row.code}


@cache
def _regions() -> tuple[tuple[str, str], ...]:
    """(prefix of a court's name, region), longest prefix first: provinces, then seats of intermediate courts."""
    named = {p.region: p.region for p in provinces()}
    named |= {short: p.region for p in provinces() for short in p.aliases.split("|")}
    for row in court_rows():
        seat = row.aliases.split("|")[0].split("中级")[0] if row.level == "intermediate" else ""
        if seat and row.region:
            named.setdefault(seat, row.region)
            named.setdefault(_SEAT.sub("", seat), row.region)
    return tuple(sorted(named.items(), key=lambda pair: -len(pair[0])))


@cache
def place_names() -> tuple[str, ...]:
    """Provinces and seats of intermediate courts, in full and short (上海市, 上海, 佛山), longest first."""
    return tuple(prefix for prefix, _ in _regions())


def _without_region(name: str) -> str:
    full = next((p.region for p in provinces() if name.startswith(p.region)), "")
    rest = name.removeprefix(full)
    return rest if rest not in ("", name) else name


def _fits(row: CourtRow, name: str) -> bool:
    """A name found without its province must not belong to another province's court."""
    full = next((p.region for p in provinces() if name.startswith(p.region)), None)
    return full is None or not row.region or full == row.region


def _derived(name: str) -> Court | None:
    rules = court_rules()
    level = next((rule.level for rule in rules.levels if re.search(rule.pattern, name)), None)
    if level is None:
        return None
    region = next((region for prefix, region in _regions() if name.startswith(prefix)), None)
    special = re.search(rules.special, name) is not None
    return Court(name, level, special, None if level == "supreme" else region, None)
