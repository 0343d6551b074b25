"""Characters of a page -> its lines in reading order (columns one after the other)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from statistics import median

from msgspec import Struct

from corpus.intake.pdf_pages import Page

WIDE = "\u2e80"  # from here on: Han and full-width signs, as wide as the font is high
GUTTER = 1.2  # ems of blank that part two columns
MIDDLE = (0.3, 0.7)  # of the width of a page: where a gutter may be
MIN_ROWS = 6  # rows with text on both sides of a gutter
CROSSING = 0.3  # share of rows that may run across it (title, headings)
FAR = 10**7  # stands for the end of a row
STEP = 20  # tenths of a point between places where a gutter is looked for
Turn = Callable[[int, int, int, int], tuple[int, int, int, int]]
# Text set sideways is turned upright: dominant angle -> the box as seen upright.
TURNS: dict[int, Turn] = {
    0: lambda left, bottom, right, top: (left, bottom, right, top),
    90: lambda left, bottom, right, top: (bottom, -right, top, -left),
    180: lambda left, bottom, right, top: (-right, -top, -left, -bottom),
    270: lambda left, bottom, right, top: (-top, left, -bottom, right),
}


class Letter(Struct, frozen=True):
    """A character and its box, upright, in tenths of a point; y grows upwards."""

    char: str
    left: int
    bottom: int
    right: int
    top: int

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


class Line(Struct, frozen=True):
    """A line of a column. left and right: edges of its ink; column: edges of the column; em: width of a Han sign."""

    letters: tuple[Letter, ...]
    em: float
    page: int
    column: tuple[int, int] = (0, 0)

    @property
    def left(self) -> int:
        return self.letters[0].left

    @property
    def right(self) -> int:
        return max(letter.right for letter in self.letters)

    @property
    def middle(self) -> float:
        return median(letter.middle for letter in self.letters)

    @property
    def text(self) -> str:
        return text_of(self.letters, self.em)


def text_of(letters: Iterable[Letter], em: float) -> str:
    """The characters with a blank wherever the gap is wider than between letters of one word."""
    parts: list[str] = []
    before: Letter | None = None
    for letter in letters:
        if before is not None:
            wide = before.char >= WIDE and letter.char >= WIDE
            if letter.left - before.right > em * (0.45 if wide else 0.22):
                parts.append(" ")
        parts.append(letter.char)
        before = letter
    return "".join(parts)


def page_lines(page: Page, number: int) -> list[Line]:
    """The lines of a page in reading order; watermarks (text at another angle than most) are left out."""
    letters = _upright(page)
    if not letters:
        return []
    em = _em(letters)
    rows = _rows(letters, em)
    gutter = _gutter(rows, em)
    return _in_order(rows, gutter, em, number)


def _upright(page: Page) -> list[Letter]:
    quarters = [round(angle / 90) % 4 * 90 if abs(angle - round(angle / 90) * 90) <= 3 else -1 for angle in page.angles]
    common = Counter(quarter for quarter in quarters if quarter >= 0).most_common(1)
    if not common:
        return []
    turn, boxes = TURNS[common[0][0]], page.boxes
    return [
        Letter(char, *turn(*boxes[4 * at : 4 * at + 4]))
        for at, char in enumerate(page.text)
        if quarters[at] == common[0][0]
    ]


def _em(letters: list[Letter]) -> float:
    widths = [letter.right - letter.left for letter in letters if letter.char >= WIDE]
    return max(10.0, median(widths or [2 * (letter.right - letter.left) for letter in letters]))


def _rows(letters: list[Letter], em: float) -> list[list[Letter]]:
    """Letters of one height, from the top down, each row from left to right without doubles (fake bold)."""
    rows: list[list[Letter]] = []
    height = 0.0
    for letter in sorted(letters, key=lambda one: -one.middle):
        if not rows or height - letter.middle > em / 2:
            rows.append([])
            height = letter.middle
        rows[-1].append(letter)
    return [_without_doubles(sorted(row, key=lambda one: one.left), em) for row in rows]


def _without_doubles(row: list[Letter], em: float) -> list[Letter]:
    kept: list[Letter] = []
    for letter in row:
        if not any(one.char == letter.char and letter.left - one.left < em / 5 for one in kept[-2:]):
            kept.append(letter)
    return kept


def _gap(row: list[Letter], at: int) -> tuple[int, int] | None:
    """The blank of a row around a place; None where a letter stands there. An edge without letters is far away."""
    left = max((one.right for one in row if one.left < at), default=-FAR)
    right = min((one.left for one in row if one.left >= at), default=FAR)
    return None if left > at else (left, right)


def _gutter(rows: list[list[Letter]], em: float) -> int | None:
    """Where a page is parted into two columns; None where it is not."""
    left, right = _edges(rows)
    width = right - left
    best: tuple[int, int] | None = None
    for at in range(round(left + MIDDLE[0] * width), round(left + MIDDLE[1] * width), STEP):
        parted = crossing = 0
        for row in rows:
            gap = _gap(row, at)
            if gap is None or (gap[1] - gap[0] < GUTTER * em):
                crossing += 1
            elif gap[0] > -FAR and gap[1] < FAR and _fills(row, at, gap, (left, right)):
                parted += 1
        if parted >= MIN_ROWS and crossing <= CROSSING * len(rows) and (best is None or parted > best[0]):
            best = parted, at
    return best[1] if best else None


def _fills(row: list[Letter], at: int, gap: tuple[int, int], page: tuple[int, int]) -> bool:
    """Whether a row has running text on at least one side of the gutter (a signature or table row has not)."""
    left_share = (gap[0] - row[0].left) / max(1, at - page[0])
    right_share = (row[-1].right - gap[1]) / max(1, page[1] - at)
    return max(left_share, right_share) > 0.75


def _edges(rows: list[list[Letter]]) -> tuple[int, int]:
    return min(row[0].left for row in rows), max(one.right for row in rows for one in row)


def _in_order(rows: list[list[Letter]], gutter: int | None, em: float, number: int) -> list[Line]:
    lines: list[Line] = []
    left: list[list[Letter]] = []
    right: list[list[Letter]] = []
    whole: list[list[Letter]] = []
    paper = _edges(rows)

    def add(column: list[list[Letter]]) -> None:
        if column:
            edges = paper if column is whole else _edges(column)
            lines.extend(Line(tuple(row), em, number, edges) for row in column)
            column.clear()

    for row in rows:
        gap = _gap(row, gutter) if gutter is not None else None
        if gutter is None or gap is None or gap[1] - gap[0] < GUTTER * em:
            add(left)
            add(right)
            whole.append(row)
            continue
        add(whole)
        left += [part for part in [[one for one in row if one.left < gutter]] if part]
        right += [part for part in [[one for one in row if one.left >= gutter]] if part]
    for column in (whole, left, right):
        add(column)
    return lines
