"""The digests against the rows they were made from: nothing is claimed that the source row does not say."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from typing import Any, get_args

import pytest

from corpus.codes import WINS, Issue
from corpus.digests import load_digests
from corpus.digests_model import Digest
from tests.conftest import SHARED

FOLDER = SHARED / "data" / "real_cases"
pytestmark = pytest.mark.real
DIGESTS = load_digests()
POLARITY = {"upheld": "认定", "rejected": "否定"}
each = pytest.mark.parametrize("digest", DIGESTS, ids=lambda held: held.origin)
# The order that admits the retrial decides nothing yet; the source row records the later result instead.
ADMITS_RETRIAL = "（2015）民申字第550号"


@cache
def rows(file: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / file).read_text(encoding="utf-8").splitlines()]


def source_of(digest: Digest) -> dict[str, Any]:
    file, line = digest.origin.split(":")
    return rows(file)[int(line) - 1]


def test_every_usable_row_is_a_digest_and_no_other() -> None:
    usable = {
        f"{file}:{number}"
        for file in ("cases.jsonl", "cases_without_number.jsonl")
        for number, row in enumerate(rows(file), start=1)
        if row["usable_as_digest"]
    }
    assert {held.origin for held in DIGESTS} == usable


@each
def test_number_sources_and_case_type_are_the_rows_own(digest: Digest) -> None:
    row = source_of(digest)
    assert (digest.case_number, digest.case_number_raw) == (row["case_number"], row["case_number_raw"])
    assert [(held.address, held.kind) for held in digest.references] == [
        (held["address"], held["kind"]) for held in row["sources"]
    ]
    assert {"civil": "民事", "criminal": "刑事", "administrative": "行政"}[digest.case_type] == row["case_type"]


@each
def test_no_person_is_named_more_fully_than_in_the_row(digest: Digest) -> None:
    parties = source_of(digest)["parties"]
    told = parties["plaintiff"] + "、".join(parties["defendants"]) + source_of(digest)["facts"]
    for party in digest.parties:
        known = party.name.removesuffix("等五人").removesuffix("等").removesuffix("（另一）")
        assert known in told or digest.case_type == "administrative"


@each
def test_the_direction_of_the_outcome_is_the_rows_own(digest: Digest) -> None:
    if digest.case_number == ADMITS_RETRIAL:
        assert digest.outcome == "remanded"
        return
    told = source_of(digest)["plaintiff_result"]
    assert (digest.outcome in WINS, digest.outcome == "none", digest.outcome == "unknown") == (
        told == "胜",
        told == "败",
        told == "不详",
    )
    assert digest.outcome_basis == source_of(digest)["outcome_basis"]


@each
def test_an_element_is_found_only_where_the_row_finds_it_the_same_way(digest: Digest) -> None:
    elements = source_of(digest)["elements"]
    assert set(elements) <= set(get_args(Issue))
    for held in digest.findings:
        split_by_customer = held.scope is not None and held.quote is not None
        if held.issue in elements and not split_by_customer:
            assert elements[held.issue]["finding"] == POLARITY[held.finding], held


@each
def test_an_inferred_element_is_no_finding(digest: Digest) -> None:
    for issue, element in source_of(digest)["elements"].items():
        if "推知" in element["reason"] or "推得" in element["reason"]:
            assert all(held.issue != issue for held in digest.findings)


@each
def test_amounts_are_the_rows_amounts_or_left_out(digest: Digest) -> None:
    row = source_of(digest)
    for amount, costs, told in (
        (digest.claimed_amount, digest.claimed_costs, row["claimed_amount_yuan"]),
        (digest.awarded_amount, digest.awarded_costs, row["awarded_amount_yuan"]),
    ):
        if amount:
            assert amount + (costs or 0) == Decimal(str(told))


@each
def test_a_date_given_as_another_event_is_not_used(digest: Digest) -> None:
    row = source_of(digest)
    if digest.date is not None:
        assert (row["date"], row["date_basis"]) == (digest.date, "来源载明")
    elif digest.date_basis == "source":
        assert row["date_basis"].startswith("来源载明")
        assert str(row["date"]).startswith(str(digest.year))
