"""Figures on trade-secret litigation that others published, as tables that name their denominator (published.yaml)."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct

from corpus.errors import KnowledgeError
from corpus.knowledge.labels import Words

PUBLISHED_FILE: Final = Path(__file__).parent / "data" / "published.yaml"
SCHEMA_FILE: Final = Path(__file__).parent / "data" / "published.schema.json"

About = Literal["outcome", "composition", "volume", "remedy", "coverage"]
ShareBasis = Literal["stated", "computed"]


class PublishedRow(Struct, frozen=True, forbid_unknown_fields=True):
    """One line: n of total, and the share in per cent with the digits it is stated with.

    share_basis: stated by the source, or computed by us as n / total. change: per cent against the year before.
    total is null where n is a bare count; n is null where the source gives a share only.
    """

    label: Words
    n: int | None = None
    total: int | None = None
    share: Decimal | None = None
    share_basis: ShareBasis | None = None
    change: Decimal | None = None
    approximate: bool = False


class PublishedTable(Struct, frozen=True, forbid_unknown_fields=True):
    """One published table. addresses: text to read, never a link. complete: the rows add up to the denominator.

    about = coverage: how much is published at all; shown beside every chart by year. entry: id in our source notes.
    """

    id: str
    entry: str
    about: About
    title: Words
    source: Words
    addresses: tuple[str, ...]
    period: Words
    scope: Words
    denominator: Words
    unit: Words
    complete: bool
    series: tuple[PublishedRow, ...]
    note: Words


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    tables: tuple[PublishedTable, ...]


@cache
def load_published(path: Path = PUBLISHED_FILE) -> tuple[PublishedTable, ...]:
    """All tables in the file's order. Raises KnowledgeError naming the file where it is broken."""
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=_File).tables
    except (OSError, msgspec.DecodeError) as fault:
        raise KnowledgeError(f"公开统计表 {path.name} 有误：{fault}。请改正该文件。", stage="published") from fault


def published_schema() -> bytes:
    """The JSON Schema of the file: SCHEMA_FILE.write_bytes(published_schema()) renews it."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(_File)), indent=2) + b"\n"
