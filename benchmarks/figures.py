"""figures.yaml: the expected figures, and how a measured one compares with its row."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec
import yaml
from msgspec import Struct

from benchmarks.measured import Measured
from corpus.errors import MichaError

FIGURES = Path(__file__).with_name("figures.yaml")
HEADER = (
    "# The expected figures; README.md says what the columns mean. `python -m benchmarks --write NAME` renews them.\n"
)

Verdict = Literal["OK", "DRIFT", "FAIL"]


class FiguresError(MichaError):
    """figures.yaml is broken: a fault of ours, named with its row."""


class Target(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the project promises; one bound or both."""

    at_most: float | None = None
    at_least: float | None = None

    def met(self, value: float) -> bool:
        """Whether the figure keeps the promise."""
        low = self.at_least is None or value >= self.at_least
        return low and (self.at_most is None or value <= self.at_most)


class Row(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One figure. measure: module of benchmarks/measures; tolerance: in the figure's own unit, either way.

    conditions: what must be known to compare it; absolute: the times and sizes behind `expected`, as measured then.
    """

    measure: str
    metric: str
    expected: float
    tolerance: float
    conditions: str
    target: Target | None = None
    absolute: dict[str, float] = {}

    def judge(self, value: float) -> Verdict:
        """FAIL: the target is missed. DRIFT: the target is kept, or there is none, but the figure has moved."""
        if self.target and not self.target.met(value):
            return "FAIL"
        return "OK" if abs(value - self.expected) <= self.tolerance + 1e-9 else "DRIFT"


def read_figures(path: Path = FIGURES) -> list[Row]:
    """All rows. Raises FiguresError for a row that does not fit or stands twice."""
    try:
        rows = msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), list[Row])
    except (msgspec.ValidationError, yaml.YAMLError) as fault:
        raise FiguresError(f"{path.name} 有误：{fault}") from fault
    names = [(row.measure, row.metric) for row in rows]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise FiguresError(f"{path.name} 中有重复的行：{sorted(twice)}")
    return rows


def renewed(rows: list[Row], measure: str, found: list[Measured]) -> list[Row]:
    """The rows with the measured figures of one measure as the expected ones; other columns stay.

    A metric that has no row yet gets one, after the others, for a person to complete.
    """
    values = {item.metric: item for item in found}
    kept = [
        _renew(row, values.pop(row.metric)) if row.measure == measure and row.metric in values else row for row in rows
    ]
    return kept + [_renew(Row(measure, item.metric, 0.0, 0.0, ""), item) for item in values.values()]


def write_figures(rows: list[Row], path: Path = FIGURES) -> None:
    """Writes all rows in their order."""
    text = yaml.safe_dump(msgspec.to_builtins(rows), allow_unicode=True, sort_keys=False, width=118)
    path.write_text(HEADER + text, encoding="utf-8")


def _renew(row: Row, item: Measured) -> Row:
    return msgspec.structs.replace(row, expected=round(item.value, 3), absolute=item.absolute)
