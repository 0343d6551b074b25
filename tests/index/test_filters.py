"""Filters as a person writes them, and the fields of the codebook they reach."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.codes import codes
from corpus.knowledge.labels import GROUPS
from corpus.model import Finding, MeasureTaken, Record, Regime, Source, Statute
from index.errors import FilterValueError, UnknownFieldError
from index.fields import FIELDS, FILTER_NAMES, amounts_of, dates_of, keywords_of
from index.search.filters import to_filter
from tests.index.support import record

KINDS = ("judgment", "digest")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2019..2022", (20190101, 20221231)),
        ("2019", (20190101, 20191231)),
        ("2020-02", (20200201, 20200229)),
        ("2019-03..2020-06-15", (20190301, 20200615)),
        ("..2019", (None, 20191231)),
        ("2019..", (20190101, None)),
    ],
)
def test_a_date_is_a_year_a_month_a_day_or_a_range(value: str, expected: tuple[float, float]) -> None:
    assert to_filter({"date": (value,)}, KINDS).dates == (expected,)


@pytest.mark.parametrize("value", ["去年", "2019-13", "2021-02-30", "2019...2020", "19..20"])
def test_a_date_that_does_not_exist_is_refused(value: str) -> None:
    with pytest.raises(FilterValueError, match="日期"):
        to_filter({"date": (value,)}, KINDS)


def test_amounts_are_ranges_in_yuan() -> None:
    assert to_filter({"claimed": ("100000..500000", "1000000..")}, KINDS).amounts == {
        "claimed": ((100000.0, 500000.0), (1000000.0, None))
    }
    with pytest.raises(FilterValueError, match="元"):
        to_filter({"awarded": ("很多",)}, KINDS)


def test_years_are_values_or_a_range() -> None:
    assert to_filter({"year": ("2019..2021", "2015")}, KINDS).terms["year"] == ("2019", "2020", "2021", "2015")
    with pytest.raises(FilterValueError, match="年份"):
        to_filter({"year": ("一九",)}, KINDS)


def test_an_unknown_field_lists_those_that_exist() -> None:
    with pytest.raises(UnknownFieldError) as caught:
        to_filter({"colour": ("red",)}, KINDS)
    assert all(name in str(caught.value) for name in FILTER_NAMES)


@pytest.mark.parametrize(
    ("field", "value"), [("finding", "secrecy:reject"), ("industry", "外贸"), ("measure_accepted", "nda")]
)
def test_a_value_outside_the_codebook_is_refused_and_the_codes_listed(field: str, value: str) -> None:
    with pytest.raises(FilterValueError, match="可用"):
        to_filter({field: (value,)}, KINDS)


def test_kinds_that_are_switched_off_stay_off() -> None:
    assert to_filter({}, KINDS).terms["kind"] == KINDS
    assert to_filter({"kind": ("digest", "sample")}, KINDS).terms["kind"] == ("digest",)


def full_record() -> Record:
    bare = record(
        "k",
        court="甲法院",
        court_level="basic",
        region="某省",
        date="2020-05-06",
        year=2020,
        doc_type="judgment",
        procedure="first",
        cause="某纠纷",
        plaintiff_outcome="partial",
        appeal_result="affirmed",
        customer_list="core",
        claimed_amount=Decimal("1000000.50"),
        regime=Regime("2019", "2020"),
        findings=[Finding("secrecy", "rejected"), Finding("value", "upheld", holder="earlier_court")],
    )
    judgment = bare.judgment
    filled = type(judgment)(
        **{name: getattr(judgment, name) for name in judgment.__struct_fields__}
        | {
            "statutes": (Statute("某法", "2019", "9"),),
            "measures": (MeasureTaken("nda", "no"),),
            "carriers": ("wechat",),
            "employee_roles": ("sales", "manager"),
            "industry": "education",
            "damages_basis": "statutory",
        }
    )
    source = Source(1, "f", "s", "plain_text", "t", "i", 3, True)
    return Record("k", "judgment", filled, "t", (source,))


def test_every_field_is_read_from_a_record() -> None:
    assert keywords_of(full_record()) == {
        "kind": ("judgment",),
        "finding": ("secrecy:rejected",),
        "earlier_finding": ("value:upheld",),
        "issue": ("secrecy", "value"),
        "measure": ("nda",),
        "measure_accepted": ("nda:no",),
        "carrier": ("wechat",),
        "role": ("sales", "manager"),
        "industry": ("education",),
        "court": ("甲法院",),
        "court_level": ("basic",),
        "region": ("某省",),
        "special": ("no",),
        "year": ("2020",),
        "doc_type": ("judgment",),
        "procedure": ("first",),
        "cause": ("某纠纷",),
        "case_type": ("civil",),
        "outcome": ("partial",),
        "appeal_result": ("affirmed",),
        "customer_list": ("core",),
        "aucl": ("2019",),
        "interpretation": ("2020",),
        "statute": ("某法", "某法:9", "某法:2019:9"),
        "damages_basis": ("statutory",),
        "layout": ("plain_text",),
        "batch": ("3",),
    }
    assert set(keywords_of(full_record())) == {field.name for field in FIELDS}


def test_dates_and_amounts_are_numbers() -> None:
    assert dates_of(full_record()) == (20200506, 20200506)
    assert dates_of(record("k", year=2018)) == (20180101, 20181231)
    assert dates_of(record("k")) == (0, 0)
    assert amounts_of(full_record()) == {"claimed": 1000000.5}


def test_every_coded_value_has_a_label() -> None:
    for field in FIELDS:
        for value in field.codes or () if field.groups else ():
            parts = value.split(":")
            assert len(parts) == len(field.groups)
            assert all(part in codes(GROUPS[group]) for part, group in zip(parts, field.groups, strict=True))
