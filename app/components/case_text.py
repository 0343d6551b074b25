"""The text of a judgment with its findings: outline, marked sentences, notes in the margin. Pure: text in, HTML out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from app.components.markup import escape, finding_chip, lower_css, span, tag
from app.components.words import Language, word
from corpus.knowledge.labels import chip, label
from corpus.model import AnnotatedJudgment, Finding, Section

UNSPOKEN = frozenset({"title", "parties", "tail"})
"""Sections that hold nobody's words."""


class Located(Struct, frozen=True):
    """A finding with its number on the page (1, 2 …); only findings whose sentence is known."""

    number: int
    finding: Finding
    start: int
    end: int


class Paragraph(Struct, frozen=True):
    """A line of the text: code points [start, end)."""

    start: int
    end: int


def located(findings: Sequence[Finding]) -> tuple[Located, ...]:
    """The findings that stand in the text, numbered in the order of the text."""
    placed = [(f.start, f.end, f) for f in findings if f.start is not None and f.end is not None and f.end > f.start]
    placed.sort(key=lambda item: item[:2])
    return tuple(Located(number, f, start, end) for number, (start, end, f) in enumerate(placed, 1))


def paragraphs(text: str, start: int, end: int) -> Iterator[Paragraph]:
    """The lines of text[start:end] that hold more than white space."""
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            bare = line.rstrip()
            lead = len(bare) - len(bare.lstrip())
            yield Paragraph(at + lead, at + len(bare))
        at += len(line)


def blocks(judgment: AnnotatedJudgment) -> list[Section | Paragraph]:
    """The text cut into its sections, with the stretches between them; together they cover every word."""
    pieces: list[Section | Paragraph] = []
    at = 0
    for section in sorted(judgment.sections, key=lambda s: s.start):
        if section.start > at and judgment.text[at : section.start].strip():
            pieces.append(Paragraph(at, section.start))
        pieces.append(section)
        at = max(at, section.end)
    if judgment.text[at:].strip():
        pieces.append(Paragraph(at, len(judgment.text)))
    return pieces


def section_name(section: Section, retold: bool, language: Language) -> str:
    """The section's label; in a digest (retold) the court's and the parties' words are ours, and it says so."""
    name = label("section", section.kind, language)
    return word("case.retold", language, name=name) if retold and section.kind not in UNSPOKEN else name


def outline_html(judgment: AnnotatedJudgment, retold: bool, language: Language) -> str:
    """The list of sections, each a link to its place."""
    links = [
        tag("a", escape(section_name(piece, retold, language)), href=f"#part-{number}")
        for number, piece in enumerate(blocks(judgment))
        if isinstance(piece, Section)
    ]
    return tag(
        "nav", tag("div", escape(word("case.outline", language)), "micha-nav-title") + "".join(links), "micha-nav"
    )


def text_html(judgment: AnnotatedJudgment, hit: Paragraph | None, retold: bool, language: Language) -> str:
    """The whole text; every row is a paragraph with the notes of the findings that begin in it."""
    found = located(judgment.findings)
    rows: list[str] = []
    for number, piece in enumerate(blocks(judgment)):
        if isinstance(piece, Section):
            heading = escape(section_name(piece, retold, language))
            rows.append(tag("h3", heading, "micha-part", id=f"part-{number}"))
        for line in paragraphs(judgment.text, piece.start, piece.end):
            rows.append(_row(judgment.text, line, found, hit, language))
    return tag("div", "".join(rows), "micha-text")


def _row(text: str, line: Paragraph, found: Sequence[Located], hit: Paragraph | None, language: Language) -> str:
    here = [item for item in found if item.start < line.end and item.end > line.start]
    begins = [item for item in here if line.start <= item.start < line.end]
    notes = "".join(_margin_note(item, language) for item in begins)
    body = tag("p", _marked_line(text, line, here, hit))
    return tag("div", body + tag("aside", notes), "micha-row")


def _marked_line(text: str, line: Paragraph, here: Sequence[Located], hit: Paragraph | None) -> str:
    """The line cut at every border of a finding or of the hit, each piece in the colours of what covers it."""
    inner = list(here)
    borders = {line.start, line.end}
    for item in inner:
        borders |= {item.start, item.end}
    if hit:
        borders |= {hit.start, hit.end}
    cuts = sorted(point for point in borders if line.start <= point <= line.end)
    pieces = []
    for start, end in pairwise(cuts):
        covering = [item for item in inner if item.start <= start and end <= item.end]
        anchors = "".join(tag("span", "", id=f"finding-{item.number}") for item in inner if item.start == start)
        marks = "".join(
            tag("a", str(item.number), "micha-ref", href=f"#note-{item.number}") for item in inner if item.end == end
        )
        pieces.append(anchors + _dressed(text[start:end], start, end, covering, hit) + marks)
    return "".join(pieces)


def _dressed(piece: str, start: int, end: int, covering: Sequence[Located], hit: Paragraph | None) -> str:
    content = escape(piece)
    if hit and hit.start <= start and end <= hit.end:
        content = tag("mark", content, id="hit") if start == hit.start else tag("mark", content)
    if not covering:
        return content
    results = {item.finding.finding for item in covering}
    css = f"micha-found micha-{results.pop()}" if len(results) == 1 else "micha-found micha-mixed"
    lower = " micha-lower" if all(item.finding.holder == "earlier_court" for item in covering) else ""
    return tag("span", content, css + lower)


def _margin_note(item: Located, language: Language) -> str:
    finding = item.finding
    link = tag(
        "a",
        tag("b", str(item.number)) + escape(chip(finding.issue, finding.finding, language)),
        f"micha-note-link micha-{finding.finding}{lower_css(finding)}",
        href=f"#finding-{item.number}",
        id=f"note-{item.number}",
    )
    holder = label("holder", finding.holder, language) if finding.holder != "this_court" else ""
    lower = span(holder, "micha-badge micha-lower") if holder else ""
    scope = span(finding.scope, "micha-scope", title=finding.scope) if finding.scope else ""
    return tag("div", link + lower + scope, "micha-margin")


def unplaced_html(findings: Sequence[Finding], language: Language) -> str:
    """Findings that no sentence is known for (a digest's): as a plain list of chips."""
    loose = [f for f in findings if f.start is None or f.end is None]
    items = [finding_chip(f, language) + (span(f.scope, "micha-scope") if f.scope else "") for f in loose]
    return tag("div", "".join(dict.fromkeys(items)), "micha-chips") if items else ""
