"""Citations of articles in a text: which law, which article, which year the text itself gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from corpus.knowledge.statutes import find_law, known_names, short_name, version_of_year
from corpus.parse.amounts import number_value
from corpus.parse.values_rules import Rule, compiled, load_rules

_N = r"[一二三四五六七八九十百千零〇两\d]{1,7}"
_TITLE = r"《(?P<title>(?:[^《》\n]|《[^《》\n]{0,60}》){2,60})》"
_YEAR_BEHIND = r"(?:（[^（）]{0,12}?(?P<year>\d{4})[^（）]{0,10}）)?"
_DEFINED = re.compile(
    _TITLE
    + r"（[^（）]{0,6}?(?:以下|下)?(?:简称|称)[为：]?[“\"《]?(?P<name>[^（）“”\"《》，；]{2,30})[”\"》]?[^（）]{0,20}）"
)
_YEAR_BEFORE = re.compile(
    r"(?P<year>\d{4})年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:起|第[一二三]次)?(?:修订|修正|颁布|施行|公布|制定|实施|修改)?(?:后|并?施行|实施)?的?《?$"
)
_SMALL = rf"(?:第?[（]?{_N}[）]?(?:款|项|目))"
_ARTICLE = rf"第(?P<n>{_N})条(?:之(?P<sub>[一二三四五六七八九十]))?"
_JOIN = r"(?:[、，和及与]|以及|并)?"
_LIST = re.compile(
    rf"(?:的|（[^（）]{{0,40}}）)?(?:(?:{_JOIN}|至|到|-)(?:第{_N}条(?:之[一二三四五六七八九十])?|{_SMALL}))+"
)
_RANGE = re.compile(rf"第({_N})条(?:至|到|-)第({_N})条")
_ONE = re.compile(_ARTICLE)


class Citation(Struct, frozen=True):
    """One article of a law cited in a folded text; year: the version that the text names beside it."""

    law: str
    article: str
    year: str | None
    start: int
    end: int


class _Mention(Struct, frozen=True):
    law: str
    year: str | None
    start: int
    end: int


def _backs() -> list[Rule]:
    return [rule for rule in load_rules("parse_values/citing") if rule.kind == "back"]


def _is_law(title: str) -> bool:
    rule = next(rule for rule in load_rules("parse_values/citing") if rule.kind == "title")
    return find_law(title) is not None or rule.find(title) is not None


def defined_names(text: str) -> dict[str, str]:
    """The short names that a folded text itself defines for laws (以下简称): name -> law."""
    found: dict[str, str] = {}
    for held in _DEFINED.finditer(text):
        title = held.group("title")
        if _is_law(title):
            found[held.group("name")] = find_law(title) or short_name(title)
    return found


@lru_cache(maxsize=64)
def _mention_pattern(own: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted({*own, *known_names()}, key=len, reverse=True))
    backs = "|".join(f"(?:{rule.pattern})" for rule in _backs())
    return re.compile(rf"(?:{_TITLE}|(?P<name>{names})|(?P<back>{backs})){_YEAR_BEHIND}")


def _year(text: str, held: re.Match[str]) -> str | None:
    if held.group("year"):
        return held.group("year")
    before = _YEAR_BEFORE.search(text[max(0, held.start() - 28) : held.start()])
    return before.group("year") if before else None


def _back_to(word: str, seen: list[str]) -> str | None:
    rule = next(rule for rule in _backs() if compiled(rule.pattern).fullmatch(word))
    return next((law for law in reversed(seen) if law.rstrip("（一二三四）").endswith(rule.sections)), None)


def mentions(text: str) -> Iterator[_Mention]:
    """Every place where a folded text names a law, by title, alias, own short name or a word that points back."""
    own = defined_names(text)
    seen: list[str] = []
    for held in _mention_pattern(tuple(sorted(own))).finditer(text):
        if held.group("back"):
            law = _back_to(held.group("back"), seen)
        elif held.group("title"):
            title = held.group("title")
            law = own.get(title) or find_law(title) or (short_name(title) if _is_law(title) else None)
        else:
            law = own.get(held.group("name")) or find_law(held.group("name"))
        if law:
            seen.append(law)
            yield _Mention(law, _year(text, held), held.start(), held.end())


def _articles(listed: str) -> Iterator[tuple[str, int, int]]:
    """(article, start, end) of a list: 第十条第三款、第二十条; a range stands for all its articles."""
    for held in _RANGE.finditer(listed):
        low, high = (int(number_value(part)) for part in held.groups())
        yield from ((str(n), held.start(), held.end()) for n in range(low + 1, min(high, low + 40)))
    for held in _ONE.finditer(listed):
        sub = f"之{held.group('sub')}" if held.group("sub") else ""
        yield f"{int(number_value(held.group('n')))}{sub}", held.start(), held.end()


def citations(text: str) -> list[Citation]:
    """The articles that a folded text cites, in its order."""
    found: list[Citation] = []
    for mention in mentions(text):
        listed = _LIST.match(text, mention.end)
        if listed is None:
            continue
        year = version_of_year(mention.law, mention.year) if mention.year else None
        found += [
            Citation(mention.law, article, year, mention.end + start, mention.end + end)
            for article, start, end in _articles(listed.group())
        ]
    return sorted(found, key=lambda one: one.start)
