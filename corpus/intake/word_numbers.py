"""The numbers that Word itself writes before paragraphs (一、 1. (1) ...): courts number their orders by them."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree
from msgspec import Struct

from corpus.intake.safe_xml import attribute, child, local

DIGITS = "〇一二三四五六七八九"
UNITS = ("", "十", "百", "千")
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
HOLDER = re.compile(r"%([1-9])")
LEVELS = 9
MOST = 9999


def chinese(number: int) -> str:
    """number (1 to 9999) in Chinese as paragraphs are counted: 十一, 二十, 一百零五."""
    if not 0 < number <= MOST:
        return str(number)
    parts: list[str] = []
    for place, digit in enumerate(reversed(str(number))):
        if digit != "0":
            parts.append(DIGITS[int(digit)] + UNITS[place])
        elif parts and parts[-1] != "零":
            parts.append("零")
    text = "".join(reversed(parts))
    return text[1:] if text.startswith("一十") else text


def _roman(number: int) -> str:
    text = ""
    for value, sign in ROMAN:
        while number >= value and len(text) < 20:
            text, number = text + sign, number - value
    return text


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 20)


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if 0 < number <= 20 else str(number)


# ST_NumberFormat of ECMA-376 part 1, 17.18.59; any other one is written in digits.
FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "ideographDigital": lambda number: "".join(DIGITS[int(digit)] for digit in str(number)),
    "japaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": lambda number: "".join(chr(ord("０") + int(digit)) for digit in str(number)),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


class Level(Struct, frozen=True):
    """One level of a list: how its number is written, where it begins, the words around it."""

    form: str
    start: int
    words: str


class Numbering:
    """Counts the numbered paragraphs of one document, in its order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._counts: dict[str, list[int]] = {}
        self._styles: dict[str, etree._Element] = {}
        for element in numbering if numbering is not None else ():
            key = attribute(element, "abstractNumId") or attribute(element, "numId") or ""
            if local(element) == "abstractNum":
                self._levels[key] = dict(_level(one) for one in element if local(one) == "lvl")
            elif local(element) == "num":
                held = child(element, "abstractNumId")
                self._lists[key] = (attribute(held, "val") if held is not None else None) or ""
        for style in styles if styles is not None else ():
            properties = child(style, "pPr", "numPr")
            if local(style) == "style" and properties is not None:
                self._styles[attribute(style, "styleId") or ""] = properties

    def label(self, paragraph: etree._Element) -> str:
        """What Word writes before the paragraph; empty where it is not numbered or has a bullet."""
        written = child(paragraph, "pPr", "listPr", "t")
        if written is not None:  # Word 2003 XML keeps the number as it was printed
            return attribute(written, "val") or ""
        properties = child(paragraph, "pPr", "numPr")
        if properties is None:
            style = child(paragraph, "pPr", "pStyle")
            properties = self._styles.get(attribute(style, "val") or "") if style is not None else None
        if properties is None:
            return ""
        held, depth = child(properties, "numId"), child(properties, "ilvl")
        key = self._lists.get((attribute(held, "val") if held is not None else None) or "")
        levels = self._levels.get(key or "", {})
        at = _number(attribute(depth, "val") if depth is not None else None, 0)
        return self._next(key or "", levels, at) if at in levels else ""

    def _next(self, key: str, levels: dict[int, Level], at: int) -> str:
        counts = self._counts.setdefault(key, [levels[n].start - 1 if n in levels else 0 for n in range(LEVELS)])
        counts[at] += 1
        for lower in range(at + 1, LEVELS):
            counts[lower] = levels[lower].start - 1 if lower in levels else 0
        if levels[at].form in {"bullet", "none"}:
            return ""
        return HOLDER.sub(lambda match: _written(levels, counts, int(match[1]) - 1), levels[at].words)


def _written(levels: dict[int, Level], counts: list[int], at: int) -> str:
    form = levels[at].form if at in levels else "decimal"
    return FORMS.get(form, str)(max(counts[at], 1))


def _level(element: etree._Element) -> tuple[int, Level]:
    values = {local(one): attribute(one, "val") or "" for one in element}
    at = min(_number(attribute(element, "ilvl"), 0), LEVELS - 1)
    return at, Level(values.get("numFmt", "decimal"), _number(values.get("start"), 1), values.get("lvlText", ""))


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 6 else otherwise
