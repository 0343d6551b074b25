"""Published figures: the sums and shares hold, every table names its denominator, nothing is added to the sources."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from analysis.published import SCHEMA_FILE, PublishedRow, PublishedTable, load_published, published_schema
from corpus.errors import KnowledgeError
from tests.conftest import SHARED

TABLES = {table.id: table for table in load_published()}
each = pytest.mark.parametrize("table", TABLES.values(), ids=lambda held: held.id)
ROUNDING = Decimal("0.06")


def half_of_the_last_digit(share: Decimal) -> Decimal:
    exponent = share.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal("0.5").scaleb(exponent) + Decimal("0.01")


def row(table: str, label: str) -> PublishedRow:
    return next(held for held in TABLES[table].series if held.label.zh == label)


@each
def test_shares_agree_with_n_and_total(table: PublishedTable) -> None:
    for held in table.series:
        assert (held.share is None) == (held.share_basis is None)
        if held.share is None or held.n is None or held.total is None:
            continue
        exact = Decimal(100 * held.n) / held.total
        allowed = ROUNDING if held.share_basis == "computed" else half_of_the_last_digit(held.share)
        assert abs(exact - held.share) <= allowed, held


@each
def test_complete_tables_add_up(table: PublishedTable) -> None:
    totals = {held.total for held in table.series}
    if not table.complete:
        return
    assert len(totals) == 1
    counts = [held.n for held in table.series if held.n is not None]
    if counts:
        assert sum(counts) == totals.pop()
    else:
        assert abs(sum((held.share or Decimal(0) for held in table.series), Decimal(0)) - 100) <= ROUNDING


@each
def test_every_share_has_a_total_or_the_table_says_that_the_source_has_none(table: PublishedTable) -> None:
    assert table.denominator.zh
    assert table.denominator.en
    for held in table.series:
        if held.share is not None and held.total is None:
            assert "未载" in table.note.zh
        if held.total is not None:
            assert str(held.total) in table.denominator.zh + table.scope.zh


def test_the_main_figures_are_there() -> None:
    assert [held.n for held in TABLES["customer_list_guide"].series] == [229, 105, None]
    guide = row("customer_list_guide", "全部或部分支持")
    assert (guide.share, guide.total, guide.approximate) == (Decimal(38), 105, True)
    assert row("business_information_type", "涉及客户信息").share == 86
    assert row("business_information_outcome", "原告胜诉（含部分胜诉）").n == 70
    assert row("business_information_outcome", "原告败诉").n == 111
    assert [held.n for held in TABLES["li_rui_year"].series] == [115, 108, 53, 20]
    assert [held.n for held in TABLES["li_rui_level"].series] == [19, 37, 122, 118]


def test_the_same_163_cases_are_12_or_44_per_cent_by_denominator() -> None:
    of_all, of_merits = (row(name, "全部或部分支持") for name in ("first_instance_all", "first_instance_merits"))
    assert of_all.n == of_merits.n == 163
    assert (of_all.share, of_merits.share) == (Decimal("12.2"), Decimal("44.3"))


def test_falling_publication_stands_beside_the_tables_by_year() -> None:
    assert [held.change for held in TABLES["publication_by_year"].series] == [None, -29, -46, -64, None]
    assert {held.id for held in TABLES.values() if held.about == "coverage"} == {
        "publication_by_year",
        "publication_2017",
    }


def test_ids_are_unique_and_the_schema_file_is_the_types() -> None:
    assert len(load_published()) == len(TABLES)
    assert SCHEMA_FILE.read_bytes() == published_schema()


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "published.yaml"
    broken.write_text("tables: [{id: x}]\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"published\.yaml"):
        load_published(broken)


@cache
def entries() -> dict[str, dict[str, Any]]:
    path = SHARED / "data" / "published_stats" / "stats.json"
    return {entry["id"]: entry for entry in json.loads(path.read_text(encoding="utf-8"))}


def numbers_told(entry: dict[str, Any]) -> set[Decimal]:
    """Every number an entry states; `23.389 million` counts as 23389000."""
    text = json.dumps({name: entry[name] for name in ("scope", "figures", "note")}, ensure_ascii=False)
    told = {Decimal(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)}
    return told | {Decimal(number) * 1_000_000 for number in re.findall(r"([\d.]+) million", text)}


@pytest.mark.real
@each
def test_nothing_is_claimed_that_the_source_notes_do_not_say(table: PublishedTable) -> None:
    entry = entries()[table.entry]
    told = numbers_told(entry)
    merits = sum(held.n or 0 for held in table.series) if table.id == "first_instance_merits" else None
    for held in table.series:
        claimed = {held.n, held.total, held.change, held.share if held.share_basis == "stated" else None}
        assert {Decimal(value) for value in claimed - {None, merits} if value is not None} <= told, held
    assert list(table.addresses) == entry["url"]


@pytest.mark.real
def test_every_entry_with_figures_is_a_table() -> None:
    assert {held.entry for held in TABLES.values()} == {name for name, entry in entries().items() if entry["figures"]}
