"""Lines of a PDF -> paragraphs: page numbers and running heads go, lines that only wrap are joined."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median

from corpus.intake.court_document import squeeze
from corpus.intake.page_lines import is_ending, is_of_a_head, is_page_number, is_party
from corpus.intake.pdf_lines import WIDE, Line

EDGE = 2  # outermost lines of a page that may be its head or foot
APART = 1.4  # times the usual distance of lines: a head or foot that stands apart from the text
REPEATED = 0.6  # share of pages on which one that stands apart is repeated
EVERYWHERE = 0.8  # share of pages on which one that stands close is, or of odd (even) pages
HEAD_LINES = 8  # lines in which a judgment's own head comes to its first party
SHORT = 2.0  # ems a line must stay behind its column's edge to end a paragraph
INDENT = 1.2  # ems that begin one
INDENTED = 0.05  # share of lines with an indent in a document that indents its paragraphs
SENTENCE_END = "。；：！？”"
SPACED = 1.45  # times the usual distance of lines: a blank between paragraphs
DIGITS = re.compile(r"\d+")
# What is not broken at the end of a line: a Latin run, or a sign with the marks that may not begin a line.
LATIN = "[A-Za-z0-9.,:/_%-]"
WORD = re.compile(rf"[（《“‘【]*(?:{LATIN}+|.)(?:[，。；：、！？）》”’】]+(?:[（《“‘【]+.|{LATIN}*))*")


Key = tuple[str, int]  # words with digits made alike, and the place on the paper in steps of 10 points


def paragraphs(pages: list[list[Line]]) -> list[str]:
    """The paragraphs of all pages."""
    kept = [line for page in _without_margins(pages) for line in page]
    pitch, indented = _pitch(kept), _is_indented(kept)
    found: list[list[Line]] = []
    for line in kept:
        if found and _continues(found[-1][-1], line, pitch, indented):
            found[-1].append(line)
        else:
            found.append([line])
    return [_joined(lines) for lines in found]


def _without_margins(pages: list[list[Line]]) -> list[list[Line]]:
    """pages without page numbers and running heads. Serial judgments repeat whole pages: what is repeated but may be
    text (close to it, not on nearly all pages, the head or end of a judgment) stays."""
    running = _running(pages)
    kept = []
    for page in pages:
        gone = [
            line
            for line in _edges(page)
            if is_page_number(line.text) or (_key(line) in running and not _is_own(page, line))
        ]
        kept.append([line for line in page if not any(line is one for one in gone)])
    return kept


def _running(pages: list[list[Line]]) -> set[Key]:
    close = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    apart = [{_key(line) for line in _apart(page)} for page in pages]
    counted = Counter(key for keys in apart for key in keys)
    running = {key for key, count in close.items() if count >= max(3, EVERYWHERE * len(pages))}
    running |= {key for key, count in counted.items() if count >= max(2, REPEATED * len(pages))}
    sides = [_shared(apart[side::2]) for side in (0, 1)]
    return running | (sides[0] | sides[1] if all(sides) else set())


def _shared(pages: list[set[Key]]) -> set[Key]:
    counted = Counter(key for keys in pages for key in keys)
    return {key for key, count in counted.items() if count >= max(2, EVERYWHERE * len(pages))}


def _edges(page: list[Line]) -> list[Line]:
    """The lines at the top and the foot of the paper, whatever their place in reading order."""
    ordered = sorted(page, key=lambda line: -line.middle)
    return [*ordered[:EDGE], *ordered[EDGE:][-EDGE:]]


def _apart(page: list[Line]) -> list[Line]:
    """Those of the edges that a blank parts from the text."""
    ordered = sorted(page, key=lambda line: -line.middle)
    far = APART * _pitch(ordered)
    found: list[Line] = []
    for side in (ordered, ordered[::-1]):
        for count in range(1, EDGE + 1):
            if count < len(side) and abs(side[count - 1].middle - side[count].middle) > far > 0:
                found += side[:count]
                break
    return found


def _is_own(page: list[Line], line: Line) -> bool:
    """Whether a line of an edge belongs to a judgment: its head (a party follows) or its signatures."""
    if is_ending(line.text):
        return True
    at = next(n for n, one in enumerate(page) if one is line)
    return is_of_a_head(line.text) and any(is_party(one.text) for one in page[at + 1 : at + HEAD_LINES])


def _key(line: Line) -> Key:
    return DIGITS.sub("#", squeeze(line.text)), round(line.middle / 100)


def _pitch(lines: list[Line]) -> float:
    steps = [
        before.middle - line.middle
        for before, line in pairwise(lines)
        if before.page == line.page and 0 < before.middle - line.middle < 4 * line.em
    ]
    return median(steps) if steps else 0.0


def _is_indented(lines: list[Line]) -> bool:
    """Whether paragraphs of this document begin with an indent."""
    indents = sum(1 for line in lines if INDENT * line.em < line.left - line.column[0] < 2 * INDENT * line.em)
    return indents >= max(2, INDENTED * len(lines))


def _continues(before: Line, line: Line, pitch: float, indented: bool) -> bool:
    """Whether line only goes on where before had no more room. Where nothing is indented, a sentence that ends with
    its line ends the paragraph: a break too many between sentences does less harm than two paragraphs in one."""
    em = line.em
    if not indented and before.text[-1:] in SENTENCE_END:
        return False
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
