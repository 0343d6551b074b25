"""The versions of the laws and interpretations that customer-list judgments cite (statutes.csv).

version: the year of enactment or of the amendment, as the codebook names it; in_force, until: ISO dates, both
inclusive. Source: the texts' own closing articles and the publication notices of the amendments.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import Literal

from msgspec import MsgspecError, Struct, convert

from corpus.errors import KnowledgeError

_FILE = Path(__file__).parent / "statutes.csv"
_STATE = "中华人民共和国"


class Version(Struct, frozen=True, forbid_unknown_fields=True):
    """One version of a law. resolve: an undated citation means the version at the time of the acts or of the judgment.

    articles: those on trade secrets, blank-separated, where the numbers tell versions apart; aliases: other names of
    the law, |-separated, stated once a law; example: a citation of it, which a test reads.
    """

    law: str
    version: str
    in_force: str
    until: str
    resolve: Literal["acts", "judgment"]
    articles: str
    aliases: str
    example: str

    @property
    def known_articles(self) -> frozenset[str]:
        return frozenset(self.articles.split())


@lru_cache(maxsize=1)
def all_versions() -> tuple[Version, ...]:
    """Every row of statutes.csv. Raises KnowledgeError."""
    try:
        with _FILE.open(encoding="utf-8", newline="") as file:
            return convert(list(csv.DictReader(file)), tuple[Version, ...])
    except (OSError, MsgspecError, csv.Error) as fault:
        raise KnowledgeError(f"法规表 {_FILE.name} 有误：{fault}。请恢复程序自带的文件。") from fault


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names = {row.law: row.law for row in all_versions()}
    for row in all_versions():
        names |= {alias: row.law for alias in row.aliases.split("|") if alias}
    return names


def known_names() -> tuple[str, ...]:
    """All names and aliases, the longest first."""
    return tuple(sorted(_names(), key=len, reverse=True))


def short_name(title: str) -> str:
    """The codebook's name of a law cited by its title: without 中华人民共和国, a title within the title in 〈〉."""
    inner = title.replace("《", "〈").replace("》", "〉").strip()
    return inner.removeprefix(_STATE)


def find_law(name: str) -> str | None:
    """The law of a title or alias, None where the table has none of that name."""
    return _names().get(short_name(name))


def versions_of(law: str) -> tuple[Version, ...]:
    """The versions of a law, the oldest first; empty for a law that the table has not."""
    return tuple(sorted((row for row in all_versions() if row.law == law), key=lambda row: row.in_force))


def version_at(law: str, date: str | None) -> str | None:
    """The version in force on an ISO date; the first or last where the date lies outside; None where unknown."""
    rows = versions_of(law)
    if not rows or (date is None and len(rows) > 1):
        return None
    begun = [row for row in rows if date is None or row.in_force <= date]
    return (begun[-1] if begun else rows[0]).version


def version_of_year(law: str, year: str) -> str | None:
    """The version that a year in a citation means: of enactment or amendment, else of coming into force."""
    rows = versions_of(law)
    if any(row.version == year for row in rows):
        return year
    entered = [row.version for row in rows if row.in_force.startswith(year)]
    return entered[-1] if entered else year if not rows else version_at(law, f"{year}-12-31")
