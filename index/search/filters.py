"""From a person's filters (field=value) to the engine's filter. Wrong use is named, never ignored."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from corpus.codes import Kind
from index.engine.protocol import AMOUNTS, Filter, Range
from index.errors import FilterValueError, UnknownFieldError
from index.fields import FILTER_FIELDS, FILTER_NAMES

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_YEARS = re.compile(r"(\d{4})\.\.(\d{4})")


def to_filter(filters: Mapping[str, Sequence[str]], kinds: Sequence[Kind]) -> Filter:
    """The engine's filter. kinds: the collections that are switched on; a filter on kind narrows them.

    Raises UnknownFieldError (lists the fields) and FilterValueError (says what the field can hold).
    """
    for name in filters:
        if name not in FILTER_NAMES:
            raise UnknownFieldError(name, FILTER_NAMES)
    terms = {name: _codes(name, values) for name, values in filters.items() if name in FILTER_FIELDS}
    terms["kind"] = tuple(kind for kind in kinds if kind in terms.get("kind", kinds))
    ranges = {name: tuple(map(_amount_range, values)) for name, values in filters.items() if name in AMOUNTS}
    return Filter(
        terms=terms,
        dates=tuple(map(_date_range, filters.get("date", ()))),
        amounts=ranges,
    )


def _codes(name: str, values: Sequence[str]) -> tuple[str, ...]:
    allowed = FILTER_FIELDS[name].codes
    if allowed is not None:
        for value in values:
            if value not in allowed:
                raise FilterValueError(f"字段“{name}”没有取值“{value}”。可用：{'、'.join(allowed)}。")
    if name == "year":
        return tuple(year for value in values for year in _years(value))
    return tuple(values)


def _years(value: str) -> list[str]:
    if found := _YEARS.fullmatch(value):
        return [str(year) for year in range(int(found[1]), int(found[2]) + 1)]
    if re.fullmatch(r"\d{4}", value):
        return [value]
    raise FilterValueError(f"年份写作 2021 或 2019..2022，不能是“{value}”。")


def _date_range(value: str) -> Range:
    low, high = _sides(value)
    try:
        return _day(low, last=False), _day(high, last=True)
    except ValueError as fault:
        raise FilterValueError(f"日期写作 2019..2022、2021-03..2021-06-30 或 2021，不能是“{value}”。") from fault


def _day(text: str, *, last: bool) -> float | None:
    """The first or last day of a year, a month or a day as yyyymmdd; None for an open side."""
    if not text:
        return None
    found = _DAY.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, month = int(found[1]), int(found[2] or (12 if last else 1))
    days = calendar.monthrange(year, month)[1]  # raises for a month that does not exist
    day = int(found[3] or (days if last else 1))
    if not 1 <= day <= days:
        raise ValueError(text)
    return float(year * 10_000 + month * 100 + day)


def _amount_range(value: str) -> Range:
    try:
        least, most = (float(Decimal(side)) if side else None for side in _sides(value))
        if not all(math.isfinite(side) for side in (least, most) if side is not None):
            raise InvalidOperation(value)
        return least, most
    except InvalidOperation as fault:
        raise FilterValueError(f"金额以元为单位，写作 100000..500000 或 100000..，不能是“{value}”。") from fault


def _sides(value: str) -> tuple[str, str]:
    low, dots, high = value.strip().partition("..")
    return (low, high) if dots else (low, low)
