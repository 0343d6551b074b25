"""A text that holds several judgments -> one text each. The cues are data: knowledge/intake_split.yaml.

A judgment begins at a head: a title line, a number line beside it, a party line behind both. A head inside a judgment
that has not ended, or that a line hands over to (：, 附：一审判决书), is a quotation and splits nothing; a page break
or a line of dashes before a head does, since a quotation never begins a page of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import accumulate, pairwise, takewhile

import msgspec
from msgspec import Struct

from corpus.intake.carrier import raw_document
from corpus.intake.court_document import holds, is_court_document, kind_of, squeeze
from corpus.intake.knowledge import cues, split_cues
from corpus.model import RawDocument

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
PAGE_BREAK = "\f"
TEXT_LAYOUT = "plain_text"  # its text is the file's own: nothing is taken out of it
BEFORE, BETWEEN = 2, 4  # lines with text in which a number stands beside its title, and a party behind both
CLUSTER = 10  # lines with text: endings nearer to each other are of one document


class _Line(Struct, frozen=True):
    """A line with text. start: its place in the whole text; words: squeezed."""

    start: int
    words: str
    new_page: bool


def first_head(text: str) -> int | None:
    """Where the first head of a judgment begins in text; None where it has none."""
    lines = _lines(text)
    return next(
        (lines[head].start for head in (_head(lines, at) for at in range(len(lines))) if head is not None), None
    )


def split(document: RawDocument) -> list[RawDocument]:
    """The judgments in document, named file#1, file#2 ...; document itself (without page breaks) where it is one."""
    cuts = _cuts(document.text)
    if document.kind != "judgment" or not cuts:
        if PAGE_BREAK not in document.text or document.layout == TEXT_LAYOUT:
            return [document]
        return [msgspec.structs.replace(document, text=document.text.replace(PAGE_BREAK, ""))]
    ends = [*cuts[1:], len(document.text)]
    texts = [document.text[start:end] for start, end in zip(cuts, ends, strict=True)]
    return [
        raw_document(
            document.data,
            f"{document.file}#{number}",
            document.layout,
            text.replace(PAGE_BREAK, "").strip(),
            kind=kind_of(text),
        )
        for number, text in enumerate(texts, start=1)
    ]


def _is_judgment(text: str) -> bool:
    """Whether what stands before the first head is a judgment without number, not a cover or a list of contents."""
    return is_court_document(text) and holds(cues().reasoning, squeeze(text))


def _cuts(text: str) -> list[int]:
    """Where judgments begin in text; empty where it holds no second one."""
    lines = _lines(text)
    heads = dict.fromkeys(head for head in (_head(lines, at) for at in range(len(lines))) if head is not None)
    first, course = next(iter(heads), 0), _Course(lines)
    accepted = [0] if first and _is_judgment(text[: lines[first].start]) else []
    opened, since = len(accepted), 0  # heads of the last judgment accepted (its own and quoted ones); its first line
    for head in heads:
        own_page = lines[head].new_page or (head > 0 and _matches("separator", lines[head - 1].words))
        if head > 0 and not own_page and _introduced(lines, head):
            continue
        if not accepted or own_page or course.has_ended(since, head, opened):
            accepted.append(head)
            opened, since = 0, head
        opened += 1
    return [lines[at].start for at in accepted] if len(accepted) > 1 else []


def _lines(text: str) -> list[_Line]:
    found, broken = [], False
    for match in LINE.finditer(text):
        words = squeeze(match.group())
        broken = broken or PAGE_BREAK in match.group()
        if words:
            found.append(_Line(match.start(), words, broken))
            broken = False
    return found


def _head(lines: list[_Line], at: int) -> int | None:
    """The first line of the head whose title stands on line `at`; None where that is no head."""
    if not _whole("title", lines[at].words):
        return None
    number = next((n for n in range(at, min(at + BETWEEN, len(lines))) if _numbered(lines[n].words)), None)
    if number is None:
        number = next((n for n in range(max(0, at - BEFORE), at) if _whole("number", lines[n].words)), None)
    if number is None:
        return None
    behind = [line.words for line in lines[max(at, number) + 1 :][:BETWEEN]]
    if not any(_matches("party", words) for words in takewhile(lambda words: not _whole("title", words), behind)):
        return None
    first, named = min(at, number), False
    while first > 0 and not lines[first].new_page and _leads(lines[first - 1].words, named):
        first -= 1
        named = named or not _leads(lines[first].words, True)
    return first


def _numbered(words: str) -> bool:
    return _whole("number", words) or (_whole("title", words) and words.endswith("号"))


def _leads(words: str, named: bool) -> bool:
    """Whether a line above the title belongs to the head: court, number, database labels, the case's name (once)."""
    if _matches("introduces", words):
        return False
    return any(_whole(kind, words) for kind in ("court", "number", "label", *(() if named else ("case_name",))))


def _introduced(lines: list[_Line], head: int) -> bool:
    return _matches("introduces", lines[head - 1].words) or lines[head].words[:1] in "“「『\"'>"


class _Course:
    """Where the documents in these lines end, asked of many slices: counted once, so that no file takes long."""

    def __init__(self, lines: list[_Line]) -> None:
        self._going_on = [at for at, line in enumerate(lines) if _matches("going_on", line.words)]
        self._endings = [at for at, line in enumerate(lines) if _matches("ending", line.words)]
        self._opening = [0, *accumulate(int(self._is_apart(*pair)) for pair in pairwise(self._endings))]

    def _is_apart(self, before: int, at: int) -> bool:
        return at - before > CLUSTER or self._goes_on(before, at)

    def _goes_on(self, start: int, end: int) -> bool:
        return bisect_left(self._going_on, end) > bisect_right(self._going_on, start)

    def has_ended(self, start: int, end: int, opened: int) -> bool:
        """Whether all judgments opened in the lines [start, end) have been signed, and nothing goes on behind the last
        signature."""
        first, last = bisect_left(self._endings, start), bisect_left(self._endings, end) - 1
        if last < first:
            return False
        clusters = 1 + self._opening[last] - self._opening[first]
        return clusters >= opened and not self._goes_on(self._endings[last], end)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(getattr(split_cues(), kind).pattern)


def _whole(kind: str, words: str) -> bool:
    return len(words) <= 120 and bool(_pattern(kind).fullmatch(words))


def _matches(kind: str, words: str) -> bool:
    return bool(_pattern(kind).search(words))
