"""Statistics name their denominators; an interval is Wilson's; under ten there is no rate."""

from __future__ import annotations

from decimal import Decimal

import pytest

from analysis.amounts import amounts
from analysis.breakdown import UnknownBreakdownError
from analysis.funnel import first_losses, funnel
from analysis.population import Population, select
from analysis.rates import wilson, win_rates
from corpus.codes import Issue, Outcome, Result
from corpus.model import AnnotatedJudgment, Document, Finding, MeasureTaken, Record


def record(outcome: Outcome = "none", *, findings: tuple[Finding, ...] = (), **fields: object) -> Record:
    held = {"customer_list": "core", "plaintiff_outcome": outcome} | fields
    measures = held.pop("measures", ())
    kind = held.pop("kind", "judgment")
    document = Document(**held)  # type: ignore[arg-type]
    judgment = AnnotatedJudgment("", document, (), (), {}, findings, measures)  # type: ignore[arg-type]
    return Record(str(held.get("case_number")), kind, judgment, "", ())  # type: ignore[arg-type]


def finding(issue: Issue, result: Result, holder: str = "this_court") -> Finding:
    return Finding(issue, result, holder)  # type: ignore[arg-type]


def test_the_published_figures_show_why_the_denominator_must_be_named() -> None:
    """1,335 first-instance cases: 12.2 % of all, 44.3 % of merits (Alpha 2019)."""
    rows: list[Outcome] = ["partial"] * 163 + ["none"] * 205 + ["withdrawn"] * 633 + ["suit_dismissed"] * 334
    records = [record(outcome) for outcome in rows]
    merits = win_rates(records, denominator="merits")[0]
    everything = win_rates(records, denominator="all")[0]
    assert (merits.n, everything.n) == (368, 1335)
    assert merits.rate == pytest.approx(0.443, abs=5e-4)
    assert everything.rate == pytest.approx(0.122, abs=5e-4)


def test_wilsons_interval_as_worked_out_by_hand() -> None:
    """7 of 10, z = 1.96: centre (7 + 1.92) / 13.84 = .6445, half-width .2478 (Wilson 1927)."""
    low, high = wilson(7, 10)
    assert low == pytest.approx(0.3968, abs=1e-3)
    assert high == pytest.approx(0.8922, abs=1e-3)


def test_under_ten_there_is_a_count_and_no_rate() -> None:
    row = win_rates([record("partial")] * 9)[0]
    assert (row.n, row.wins, row.rate, row.low, row.high) == (9, 9, None, None, None)
    assert win_rates([record("partial")] * 10)[0].rate == 1.0


def test_unknown_and_remanded_are_in_no_denominator() -> None:
    records = [record("unknown"), record("remanded"), record("withdrawn"), record("won")]
    assert win_rates(records, denominator="all")[0].n == 2
    assert win_rates(records, denominator="merits")[0].n == 1


def test_a_record_counts_once_in_every_measure_it_has() -> None:
    both = record("full", measures=(MeasureTaken("nda", "yes"), MeasureTaken("password", "no")))
    rows = {row.value: row.n for row in win_rates([both, record("none")], "measure")}
    assert rows == {"nda": 1, "password": 1, "": 1}


def test_an_unknown_field_lists_the_fields() -> None:
    with pytest.raises(UnknownBreakdownError, match="court_level"):
        win_rates([record()], "colour")


def test_samples_digests_criminal_cases_and_mere_mentions_are_not_counted_by_default() -> None:
    records = [
        record("full", kind="sample"), record("full", kind="digest"), record("full", case_type="criminal"),
        record("full", customer_list="mentioned"), record("full"),
    ]  # fmt: skip
    assert len(select(records, Population())) == 1


def test_a_dispute_counts_once_and_its_last_document_speaks() -> None:
    first = record("partial", case_number="（2020）浙01民初9900001号", date="2020-05-01", procedure="first")
    appeal = record(
        "none", case_number="（2020）浙民终9900002号", date="2021-01-01", procedure="second",
        prior=("（2020）浙01民初9900001号",),
    )  # fmt: skip
    other = record("full", case_number="（2022）沪73民终9900003号", date="2022-01-01")
    chosen = select([first, appeal, other], Population(unit="dispute"))
    assert [r.judgment.document.plaintiff_outcome for r in chosen] == ["none", "full"]


def test_the_funnel_counts_what_was_decided_and_keeps_mixed_apart() -> None:
    mixed = record(findings=(finding("secrecy", "upheld"), finding("secrecy", "rejected")))
    lost = record(findings=(finding("secrecy", "rejected"), finding("infringement", "not_reached")))
    told = record(findings=(finding("secrecy", "upheld", "earlier_court"),))
    rows = {row.issue: row for row in funnel([mixed, lost, told])}
    secrecy = rows["secrecy"]
    assert (secrecy.decided, secrecy.upheld, secrecy.mixed, secrecy.rejected) == (3, 1, 1, 1)
    assert rows["infringement"].not_reached == 1
    assert rows["value"].decided == 0


def test_where_plaintiffs_lose_first_follows_the_courts_order_of_thought() -> None:
    records = [
        record("none", findings=(finding("confidentiality", "rejected"), finding("infringement", "rejected"))),
        record("none", findings=(finding("trade_secret", "upheld"), finding("personal_trust", "upheld"))),
        record("none"),
        record("full", findings=(finding("secrecy", "rejected"),)),
    ]
    assert [(row.issue, row.n, row.lost) for row in first_losses(records)] == [
        ("confidentiality", 1, 3), ("personal_trust", 1, 3), (None, 1, 3),
    ]  # fmt: skip


def test_amounts_give_median_and_quartiles_over_those_that_state_them() -> None:
    claims = (10, 20, 30, 40, None)
    records = [record("partial", claimed_amount=None if c is None else Decimal(c)) for c in claims]
    claimed, awarded = amounts(records)
    assert (claimed.of, claimed.n, claimed.median) == (5, 4, 25)
    assert (claimed.low_quartile, claimed.high_quartile) == (17.5, 32.5)
    assert (awarded.of, awarded.n, awarded.median) == (5, 0, None)
