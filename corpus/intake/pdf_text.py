"""Lines of a PDF -> paragraphs: page numbers and running heads go, lines that only wrap are joined."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median

from corpus.intake.court_document import squeeze
from corpus.intake.page_lines import is_page_number
from corpus.intake.pdf_lines import WIDE, Line

EDGE = 2  # outermost lines of a page that may be its head or foot
REPEATED = 0.4  # share of pages on which a running head stands (odd and even pages may differ)
SHORT = 2.0  # ems a line must stay behind its column's edge to end a paragraph
INDENT = 1.2  # ems that begin one
SPACED = 1.45  # times the usual distance of lines: a blank between paragraphs
DIGITS = re.compile(r"\d+")
WORD = re.compile(r"[A-Za-z0-9.,:/_%-]+")  # a run that is not broken at the end of a line


def paragraphs(pages: list[list[Line]]) -> list[str]:
    """The paragraphs of all pages."""
    kept = [line for page in _without_margins(pages) for line in page]
    pitch = _pitch(kept)
    found: list[list[Line]] = []
    for line in kept:
        if found and _continues(found[-1][-1], line, pitch):
            found[-1].append(line)
        else:
            found.append([line])
    return [_joined(lines) for lines in found]


def _without_margins(pages: list[list[Line]]) -> list[list[Line]]:
    places = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    running = {key for key, count in places.items() if count >= max(2, REPEATED * len(pages))}
    kept = []
    for page in pages:
        edges = _edges(page)
        gone = [line for line in edges if _key(line) in running or is_page_number(line.text)]
        kept.append([line for line in page if not any(line is one for one in gone)])
    return kept


def _edges(page: list[Line]) -> list[Line]:
    """The lines at the top and the foot of the paper, whatever their place in reading order."""
    ordered = sorted(page, key=lambda line: -line.middle)
    return [*ordered[:EDGE], *ordered[EDGE:][-EDGE:]]


def _key(line: Line) -> tuple[str, int]:
    return DIGITS.sub("#", squeeze(line.text)), round(line.middle / 50)


def _pitch(lines: list[Line]) -> float:
    steps = [
        before.middle - line.middle
        for before, line in pairwise(lines)
        if before.page == line.page and 0 < before.middle - line.middle < 4 * line.em
    ]
    return median(steps) if steps else 0.0


def _continues(before: Line, line: Line, pitch: float) -> bool:
    """Whether line only goes on where before had no more room."""
    em = line.em
    if line.left - line.column[0] > INDENT * em:
        return False
    if before.page == line.page and pitch and before.middle - line.middle > SPACED * pitch:
        return False
    room = before.column[1] - before.right
    return room < SHORT * em or room < _first_word(line) + em / 2


def _first_word(line: Line) -> int:
    run = WORD.match("".join(letter.char for letter in line.letters))
    return line.letters[run.end() - 1].right - line.left if run else 0


def _joined(lines: list[Line]) -> str:
    text = ""
    for line in lines:
        part = line.text
        blank = bool(text) and text[-1] < WIDE and part[:1] < WIDE and not (text[-1].isdigit() and part[:1].isdigit())
        text += " " + part if blank else part
    return text
