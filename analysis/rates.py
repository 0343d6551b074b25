"""Win rates with their denominator, n and Wilson interval. Under ten decisions there is a count and no rate."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec import Struct
from scipy.stats import binomtest

from analysis.breakdown import values_of
from analysis.population import Denominator, Unit
from corpus.codes import MERITS, WINS, Outcome
from corpus.model import Record

SMALLEST_N = 10  # a rate over fewer is noise (codebook, "Outcome counting")
CONFIDENCE = 0.95


class RateRow(Struct, frozen=True):
    """One row of `analysis stats --json`. by, value: null for the whole population; rate, low, high: null under ten."""

    by: str | None
    value: str | None
    n: int
    wins: int
    denominator: Denominator
    rate: float | None
    low: float | None
    high: float | None
    unit: Unit


def counted(outcome: Outcome, denominator: Denominator) -> bool:
    """Whether an outcome belongs to a denominator: merits = full, partial, won, none; all = but unknown, remanded."""
    return outcome in MERITS if denominator == "merits" else outcome not in ("unknown", "remanded")


def wilson(wins: int, n: int) -> tuple[float, float]:
    """The 95 % Wilson score interval of wins in n (Wilson 1927; scipy). n > 0."""
    interval = binomtest(wins, n).proportion_ci(confidence_level=CONFIDENCE, method="wilson")
    return float(interval.low), float(interval.high)


def rate_row(
    records: Sequence[Record], *, by: str | None, value: str | None, denominator: Denominator, unit: Unit
) -> RateRow:
    """The rate over some records."""
    outcomes = [r.judgment.document.plaintiff_outcome for r in records]
    held = [outcome for outcome in outcomes if counted(outcome, denominator)]
    wins = sum(outcome in WINS for outcome in held)
    n = len(held)
    low, high = wilson(wins, n) if n >= SMALLEST_N else (None, None)
    rate = wins / n if n >= SMALLEST_N else None
    return RateRow(by, value, n, wins, denominator, rate, low, high, unit)


def win_rates(
    records: Sequence[Record], by: str | None = None, denominator: Denominator = "merits", unit: Unit = "document"
) -> list[RateRow]:
    """Rows by the values of a field, in the order of the values; one row where `by` is None."""
    if by is None:
        return [rate_row(records, by=None, value=None, denominator=denominator, unit=unit)]
    groups: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        for value in values_of(record, by):
            groups[value].append(record)
    return [rate_row(groups[value], by=by, value=value, denominator=denominator, unit=unit) for value in sorted(groups)]


def outcome_counts(records: Sequence[Record], by: str | None = None) -> dict[str, Counter[Outcome]]:
    """Outcomes by the values of a field ("" = all): counts, for kinds from which no rate may be drawn."""
    counts: defaultdict[str, Counter[Outcome]] = defaultdict(Counter)
    for record in records:
        for value in values_of(record, by) if by else ("",):
            counts[value][record.judgment.document.plaintiff_outcome] += 1
    return dict(sorted(counts.items()))
