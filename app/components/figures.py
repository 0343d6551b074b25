"""Numbers and dates as a person reads them."""

from __future__ import annotations

from decimal import Decimal

from app.components.words import Language, word

WAN = 10_000


def money(value: Decimal | float | None, language: Language) -> str:
    """Yuan: 30万元, 8,500元 / CNY 300,000; an empty text for None."""
    if value is None:
        return ""
    amount = Decimal(str(value))
    if language == "en":
        return f"CNY {_trim(amount)}"
    if amount >= WAN and amount % 100 == 0:
        return f"{_trim(amount / WAN)}万元"
    return f"{_trim(amount)}元"


def _trim(amount: Decimal) -> str:
    text = f"{amount:,.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: float) -> str:
    """A share of 1 as a percentage with one digit."""
    return f"{share * 100:.1f}%"


def when(date: str | None, year: int | None, language: Language) -> str:
    """The date, or the year where only that is known; says so where neither is."""
    if date and language == "zh":
        y, m, d = (int(part) for part in date.split("-"))
        return f"{y}年{m}月{d}日"
    if date:
        return date
    return word("case.year_only", language, year=year) if year else word("case.no_date", language)


def count(number: int) -> str:
    """1,234."""
    return f"{number:,}"
