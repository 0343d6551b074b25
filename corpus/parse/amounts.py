"""Sums of money in yuan, as judgments write them: digits, Chinese numerals, capital numerals, with units.

Foreign currency is no yuan; a sum hidden by an anonymiser (××万元) has no value. The words lie in
knowledge/parse_values/amounts.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

import msgspec

from corpus.errors import KnowledgeError
from corpus.parse.values_fold import fold
from corpus.parse.values_rules import KNOWLEDGE


class Amount(msgspec.Struct, frozen=True):
    """A sum: value in yuan; start, end in the text given; exact is False for 余/多/约 and for ends of a range."""

    value: Decimal
    start: int
    end: int
    exact: bool = True


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    digits: dict[str, int]
    units: dict[str, int]
    groups: dict[str, int]
    currency: tuple[str, ...]
    foreign: tuple[str, ...]
    hidden: str
    about: str
    nearly: tuple[str, ...]
    coins: dict[str, Decimal]
    money: str
    not_after: str


@lru_cache(maxsize=1)
def _words() -> _Words:
    path = KNOWLEDGE / "parse_values/amounts.yaml"
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=_Words)
    except (OSError, msgspec.MsgspecError) as fault:
        raise KnowledgeError(f"规则文件 {path.name} 有误：{fault}。请恢复程序自带的文件。") from fault


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = _words()
    numerals, tens = "".join(words.digits), "".join(name for name, size in words.units.items() if size == 10)
    scale = "".join({**words.units, **words.groups})
    # Repeats are bounded: a run of 100,000 digits is no sum, and unbounded they would take cubic time on it.
    figure = rf"[\d{numerals}{tens}][\d,.{numerals}{scale}]{{0,40}}[{words.about}]?[{scale}]{{0,4}}[{words.about}]?"
    money = "|".join(map(re.escape, words.currency))
    coins = "".join(rf"(?:(?P<coin{i}>[{numerals}\d]){coin})?" for i, coin in enumerate(words.coins))
    span = rf"(?:(?P<low>{figure})(?P<low_mark>元)?[至到\-—~～－]+)?"
    whole = rf"(?:{money})?{span}(?P<high>{figure})[元圆](?!{words.not_after}){coins}"
    rounded = rf"(?P<round>{figure}(?<=[{''.join(words.groups)}]))(?=[，。；、）\n及和]|$)"
    return re.compile(rf"{whole}|(?:{money})(?P<bare>{figure})|{rounded}")


def _below_group(text: str) -> Decimal:
    """The value of what stands before a 万 or 亿, or behind the last: digits or Chinese numerals."""
    words = _words()
    held = re.match(r"[\d.,]+", text)
    if held:
        value, rest = Decimal(held.group().replace(",", "").strip(".") or 0), text[held.end() :]
        if rest[:1] not in words.units:
            return value
        return value * words.units[rest[0]] + (_below_group(rest[1:]) if rest[1:] else 0)
    if len(text) > 1 and all(char in words.digits for char in text):
        return Decimal("".join(str(words.digits[char]) for char in text))
    total, digit = Decimal(0), Decimal(0)
    for char in text:
        if char in words.units:
            total, digit = total + (digit or 1) * words.units[char], Decimal(0)
        else:
            digit = Decimal(words.digits.get(char, 0))
    return total + digit


def number_value(text: str) -> Decimal:
    """The value of a folded numeral: 120万, 1亿2000万, 五十六万, 贰万捌仟, 1,234.5."""
    words = _words()
    total, rest = Decimal(0), "".join(char for char in text if char not in words.about)
    for group, size in sorted(words.groups.items(), key=lambda row: -row[1]):
        head, mark, tail = rest.partition(group)
        if mark:
            total, rest = total + (number_value(head) if head else Decimal(1)) * size, tail
    return total + (_below_group(rest) if rest else 0)


def _sums(held: re.Match[str], before: str) -> Iterator[Amount]:
    words = _words()
    place = next(name for name in ("high", "bare", "round") if held.group(name))
    figure, low = held.group(place), held.group("low")
    written = ((held.group(f"coin{i}"), size) for i, size in enumerate(words.coins.values()))
    coins = [number_value(digit) * size for digit, size in written if digit]
    if low:
        shared = "" if held.group("low_mark") or set(low) & set(words.groups) else figure.lstrip("0123456789.,")
        yield Amount(number_value(low + shared), held.start("low"), held.end("low"), False)
    exact = not (low or set(figure) & set(words.about) or before.endswith(words.nearly))
    yield Amount(number_value(figure) + sum(coins), held.start(place) if low else held.start(), held.end(), exact)


def _readable(held: re.Match[str], before: str) -> bool:
    words = _words()
    if held.group("round") and not re.search(rf"(?:{words.money})[^，；。]*$", before):
        return False
    return not (before[-1:] and (before[-1] in words.hidden or before.endswith(words.foreign)))


def amounts_of(text: str) -> list[Amount]:
    """The sums of a folded text (values_fold), positions in that text."""
    found: list[Amount] = []
    for held in _pattern().finditer(text):
        before = text[max(0, held.start() - 16) : held.start()]
        if _readable(held, before):
            found += _sums(held, before)
    return found


def find_amounts(text: str) -> list[Amount]:
    """Every sum in yuan that a text names, in its order; positions are code points of the text as given."""
    folded = fold(text)
    return [
        Amount(amount.value, *folded.raw(amount.start, amount.end), amount.exact) for amount in amounts_of(folded.text)
    ]
