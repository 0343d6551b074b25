"""The figures file, the verdict on a measured figure, and the list of what a change gained and lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.__main__ import report
from benchmarks.figures import FiguresError, Row, Target, read_figures, renewed, write_figures
from benchmarks.items import DocumentItems, compare, read_items, score, write_items
from benchmarks.measured import Measured
from benchmarks.measures import MEASURES
from corpus.evaluate.gold import CodedDocument, CodedFinding, Coding

ROW = Row("parsing", "over_jieba", expected=1.6, tolerance=0.2, conditions="quiet", target=Target(at_most=3))


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(1.6, "OK"), (1.8, "OK"), (1.4, "OK"), (1.81, "DRIFT"), (1.0, "DRIFT"), (3.0, "DRIFT"), (3.01, "FAIL")],
)
def test_a_figure_fails_only_beyond_its_target_and_drifts_beyond_its_tolerance(value: float, verdict: str) -> None:
    assert ROW.judge(value) == verdict


def test_without_a_target_nothing_fails() -> None:
    assert Row("m", "x", 1.0, 0.1, "").judge(99.0) == "DRIFT"


def test_a_missed_target_fails_even_where_it_was_expected() -> None:
    row = Row("m", "x", expected=0.5, tolerance=0.1, conditions="", target=Target(at_least=0.6))
    assert row.judge(0.5) == "FAIL"
    assert row.judge(0.6) == "OK"


def test_the_figures_file_fits_its_form_and_names_measures_that_exist() -> None:
    rows = read_figures()
    assert {row.measure for row in rows} <= set(MEASURES)
    for row in rows:
        assert row.conditions, f"{row.measure} {row.metric} does not say its conditions"
        assert row.tolerance > 0


@pytest.mark.parametrize(
    "text",
    [
        "- {measure: a, metric: b, expected: 1, tolerance: 1}",  # without conditions
        "- {measure: a, metric: b, expected: 1, tolerance: 1, conditions: c, limit: 2}",  # an unknown column
        "- {measure: a, metric: b, expected: 1, tolerance: 1, conditions: c, target: {most: 2}}",
        "- {measure: a, metric: b, expected: 1, tolerance: 1, conditions: c}\n" * 2,  # twice
        "- [",
    ],
)
def test_a_broken_figures_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "figures.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FiguresError, match=r"figures\.yaml"):
        read_figures(path)


def test_writing_renews_what_was_measured_and_leaves_the_promise_alone(tmp_path: Path) -> None:
    other = Row("searching", "over_jieba", 9.0, 1.0, "c")
    rows = renewed([ROW, other], "parsing", [Measured("over_jieba", 1.23456, {"ms": 2.0}), Measured("new", 5.0)])
    write_figures(rows, tmp_path / "figures.yaml")
    first, second, third = read_figures(tmp_path / "figures.yaml")
    assert (first.expected, first.absolute, first.target) == (1.235, {"ms": 2.0}, Target(at_most=3))
    assert second == other
    assert (third.measure, third.metric, third.expected) == ("parsing", "new", 5.0)


def test_the_report_says_what_was_not_measured(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert report("parsing", [ROW], [Measured("over_jieba", 1.7)])
    assert not report("parsing", [ROW], [Measured("over_jieba", 4.0)])
    assert report("parsing", [ROW], [Measured("unheard_of", 4.0)])
    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert [line.split()[0] for line in lines] == ["OK", "FAIL", "DRIFT", "ABSENT"]


def test_items_gained_and_lost_are_named_one_by_one() -> None:
    before = [DocumentItems("C1", ("court=甲", "year=1"), ("cause=乙",), ("findings:value/upheld/this_court",))]
    after = [DocumentItems("C1", ("court=甲", "cause=乙"), ("year=1",), ("findings:use/rejected/this_court",))]
    assert list(compare(before, after)) == [
        "gained C1  cause=乙",
        "gained C1  no longer extra: findings:value/upheld/this_court",
        "lost   C1  year=1",
        "lost   C1  extra: findings:use/rejected/this_court",
    ]
    assert not list(compare(after, after))


def test_two_equal_findings_are_two_items() -> None:
    use, value = CodedFinding("use", "upheld"), CodedFinding("value", "upheld")
    gold = Coding(CodedDocument(court="甲 院", date="2020-01-01"), findings=(use, use))
    pred = Coding(CodedDocument(court="甲院", date="2020-01-02"), findings=(use, value))
    items = score("X", pred, gold)
    assert items.right == ("court=甲院", "findings:use/upheld/this_court")
    assert items.missed == ("date=2020-01-01", "findings:use/upheld/this_court (2)")
    assert items.extra == ("findings:value/upheld/this_court",)


def test_items_are_kept_as_they_were(tmp_path: Path) -> None:
    items = [DocumentItems("C1", ("court=甲",), (), ())]
    write_items(tmp_path / "new" / "items.jsonl", items)
    assert read_items(tmp_path / "new" / "items.jsonl") == items
