"""Document fields and lists made comparable: width and white space do not count, nor does an empty text."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Hashable
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from corpus.evaluate.gold import CodedRegime, Coding

TEXT_FIELDS = (
    "case_number", "court", "court_level", "special", "region", "date", "doc_type", "procedure", "cause",
    "plaintiff_outcome", "appeal_result", "customer_list",
)  # fmt: skip
AMOUNT_FIELDS = ("claimed_amount", "claimed_costs", "awarded_amount", "awarded_costs")
SET_FIELDS = ("prior", "related")
REGIME_FIELDS = ("aucl", "interpretation")
SINGLE_FIELDS = ("industry", "damages_basis")
ALL_FIELDS = (
    *TEXT_FIELDS, *AMOUNT_FIELDS, *SET_FIELDS, *(f"regime.{name}" for name in REGIME_FIELDS), *SINGLE_FIELDS,
)  # fmt: skip


def plain(value: str | None) -> str | None:
    """NFKC without white space; None for an empty text."""
    if value is None:
        return None
    return "".join(unicodedata.normalize("NFKC", value).split()) or None


def money(value: str | float | None) -> Decimal | str | None:
    """An amount in yuan as a number, whatever its writing."""
    try:
        return None if value in (None, "") else Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return plain(str(value))


def held_fields(coding: Coding) -> set[str]:
    """The fields that a coding states (null is a statement)."""
    document = {n for n in coding.document.__struct_fields__ if getattr(coding.document, n) is not msgspec.UNSET}
    held = {name for name in ALL_FIELDS if name.split(".")[0] in document}
    return held | {name for name in SINGLE_FIELDS if getattr(coding, name) is not msgspec.UNSET}


def field_values(coding: Coding) -> dict[str, Hashable]:
    """Every field's comparable value; what is unset counts as null."""
    document = coding.document
    values: dict[str, Hashable] = {}
    for name in TEXT_FIELDS:
        held = _set(getattr(document, name))
        values[name] = bool(held) if name == "special" else plain(held)
    values |= {name: money(_set(getattr(document, name))) for name in AMOUNT_FIELDS}
    values |= {name: frozenset(map(plain, _set(getattr(document, name)) or ())) for name in SET_FIELDS}
    regime = document.regime if isinstance(document.regime, CodedRegime) else CodedRegime()
    values |= {f"regime.{name}": plain(getattr(regime, name)) for name in REGIME_FIELDS}
    return values | {name: plain(_set(getattr(coding, name))) for name in SINGLE_FIELDS}


def _set(value: Any) -> Any:
    return None if value is msgspec.UNSET else value


def bags(coding: Coding) -> dict[str, Counter[Hashable]]:
    """The list-like parts of a coding, each as a multiset."""
    statutes = coding.statutes if coding.statutes is not msgspec.UNSET else ()
    return {
        "parties": Counter((p.side, plain(p.name)) for p in coding.document.parties),
        "counsel": Counter(
            (plain(p.name), plain(c.name), plain(c.firm)) for p in coding.document.parties for c in p.counsel
        ),
        "measures": Counter({(m.code, m.accepted) for m in coding.measures}),
        "measures_code": Counter({m.code for m in coding.measures}),
        "carriers": Counter(set(coding.carriers)),
        "employee_roles": Counter(set(coding.employee_roles)),
        "statutes": Counter({(plain(s.law), plain(s.version), plain(str(s.article))) for s in statutes}),
    }
