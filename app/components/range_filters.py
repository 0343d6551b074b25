"""Filters by a range: date of decision, amounts claimed and awarded. Either side may stay open."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

import streamlit as st

from app.components import search_session
from app.components.figures import WAN
from app.components.filter_values import OPEN, sides
from app.components.here import language, t
from app.components.markup import escape, tag
from app.components.words import Language
from app.state import SearchState
from index.errors import FilterValueError
from index.search.filters import to_filter

FAULTS = "range-faults"
"""Session: field -> the two sides as typed, while they cannot be used."""

NUMBER = re.compile(r"\d+")
SEPARATORS = re.compile(r"[\d\s./年月日-]+")


def range_field(field: str, state: SearchState) -> None:
    """Two boxes for one field; what cannot be read stays in them with a line that says so."""
    faults: dict[str, tuple[str, str]] = st.session_state.setdefault(FAULTS, {})
    held = state.filters.get(field, ())
    shown = faults.get(field) or _typed(field, held[0] if len(held) == 1 else "", language())
    st.html(tag("div", escape(t(f"field.{field}") + t(f"filter.unit_{field}")), "micha-label"))
    for column, side, text in zip(st.columns(2), ("low", "high"), shown, strict=True):
        key = f"range-{field}-{side}"
        st.session_state[key] = text
        column.text_input(
            t(f"filter.{side}"),
            key=key,
            placeholder=t(f"filter.example_{field}_{side}"),
            label_visibility="collapsed",
            on_change=_choose,
            args=(field, language()),
        )
    if field in faults:
        st.html(tag("div", escape(t(f"filter.wrong_{field}")), "micha-line micha-trouble"))


def _choose(field: str, to: Language) -> None:
    typed = (st.session_state[f"range-{field}-low"], st.session_state[f"range-{field}-high"])
    faults: dict[str, tuple[str, str]] = st.session_state.setdefault(FAULTS, {})
    faults.pop(field, None)
    try:
        value = range_value(field, *typed, to)
    except FilterValueError:
        faults[field] = typed
        return
    held: SearchState = st.session_state.get(search_session.STATE, SearchState())
    rest = {name: values for name, values in held.filters.items() if name != field}
    search_session.change(filters=rest | ({field: (value,)} if value else {}))


def range_value(field: str, low: str, high: str, to: Language) -> str:
    """`low..high` as filters take it, from what a person typed; empty for two empty boxes.

    Raises FilterValueError where a side cannot be read or the lower side is above the upper.
    """
    left, right = (_side(field, side, to) for side in (low, high))
    if not left and not right:
        return ""
    value = f"{left}{OPEN}{right}"
    wanted = to_filter({field: (value,)}, ())
    (least, most), *_ = wanted.dates or wanted.amounts[field]
    if least is not None and most is not None and least > most:
        raise FilterValueError(value)
    return value


def _side(field: str, typed: str, to: Language) -> str:
    text = unicodedata.normalize("NFKC", typed).strip()
    if not text:
        return ""
    return _day(text) if field == "date" else _yuan(text, to)


def _day(text: str) -> str:
    """2021年3月5日, 2021/3/5, 2021.3 -> 2021-03-05, 2021-03."""
    numbers = NUMBER.findall(text)
    if not SEPARATORS.fullmatch(text) or not 1 <= len(numbers) <= 3 or len(numbers[0]) != 4:
        raise FilterValueError(text)
    return "-".join(number.zfill(2) for number in numbers)


def _yuan(text: str, to: Language) -> str:
    """On the Chinese page amounts are typed in 万元, on the English one in yuan."""
    try:
        amount = Decimal(text.replace(",", "").replace(" ", "")) * _unit(to)
    except InvalidOperation as fault:
        raise FilterValueError(text) from fault
    if not amount.is_finite() or amount < 0:
        raise FilterValueError(text)
    return f"{amount.normalize():f}"


def _typed(field: str, value: str, to: Language) -> tuple[str, str]:
    """The two boxes of a range in force."""
    low, high = sides(value)
    if field == "date":
        return low, high
    first, second = (f"{(Decimal(side) / _unit(to)).normalize():f}" if side else "" for side in (low, high))
    return first, second


def _unit(to: Language) -> int:
    return WAN if to == "zh" else 1
