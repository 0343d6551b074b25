"""The fields by which statistics can be broken down, and how each is read from a record."""

from __future__ import annotations

from collections.abc import Callable

from corpus.errors import MichaError
from corpus.model import Record

UNSTATED = ""  # the value of records that do not state the field: shown, never dropped

Reader = Callable[[Record], tuple[str, ...]]


class UnknownBreakdownError(MichaError):
    """A statistic was asked by a field that does not exist."""


def _one(value: object) -> tuple[str, ...]:
    return (str(value),) if value not in (None, "") else (UNSTATED,)


def _many(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values)) or (UNSTATED,)


# A record counts once in every value it has: rows of list fields (measure, carrier, role) do not add up to n.
READERS: dict[str, Reader] = {
    "year": lambda r: _one(r.judgment.document.year),
    "court_level": lambda r: _one(r.judgment.document.court_level),
    "region": lambda r: _one(r.judgment.document.region),
    "court": lambda r: _one(r.judgment.document.court),
    "procedure": lambda r: _one(r.judgment.document.procedure),
    "cause": lambda r: _one(r.judgment.document.cause),
    "doc_type": lambda r: _one(r.judgment.document.doc_type),
    "aucl": lambda r: _one(r.judgment.document.regime.aucl),
    "interpretation": lambda r: _one(r.judgment.document.regime.interpretation),
    "industry": lambda r: _one(r.judgment.industry),
    "measure": lambda r: _many(tuple(m.code for m in r.judgment.measures)),
    "carrier": lambda r: _many(r.judgment.carriers),
    "employee_role": lambda r: _many(r.judgment.employee_roles),
    "damages_basis": lambda r: _one(r.judgment.damages_basis),
}
LIST_FIELDS = frozenset({"measure", "carrier", "employee_role"})


def known_breakdown(by: str | None) -> None:
    """Raises UnknownBreakdownError, which lists the fields, for a field that does not exist."""
    if by is not None and by not in READERS:
        raise UnknownBreakdownError(f"没有统计字段“{by}”。可用：{'、'.join(READERS)}。")


def values_of(record: Record, by: str) -> tuple[str, ...]:
    """The values of field `by`; (UNSTATED,) where the record states none. Raises UnknownBreakdownError."""
    known_breakdown(by)
    return READERS[by](record)
