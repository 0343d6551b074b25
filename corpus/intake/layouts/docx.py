"""A Word document (DOCX, also under the name .doc): its text in the order of the page.

Headers stand before their section, footnotes behind the paragraph that calls them, endnotes and footers at the end;
a header or footer that only repeats words of the body, and page numbers, are left out.
"""

from __future__ import annotations

from lxml import etree

from corpus.errors import IntakeError
from corpus.intake.carrier import raw_document
from corpus.intake.court_document import kind_of, squeeze
from corpus.intake.html_text import is_furniture_line
from corpus.intake.layouts import layout_of
from corpus.intake.office_package import Package, Relation, package_kind
from corpus.intake.page_lines import is_page_number
from corpus.intake.safe_xml import attribute, local
from corpus.intake.word_numbers import Numbering
from corpus.intake.word_text import BodyReader, Notes
from corpus.model import RawDocument

LAYOUT = "docx"
GENERAL = -1
BINARY = True
SEVERAL = True
EMBEDDED = frozenset({"html_page", "wenshu_old_page", "mhtml", "rtf", "plain_text"})


def matches(data: bytes, name: str) -> bool:
    """A package with the parts of a Word document."""
    return package_kind(data) == "docx"


def read(data: bytes, name: str) -> list[RawDocument]:
    """The document's text. Raises IntakeError for a package that is broken, locked or a bomb."""
    text = "\n".join(_DocumentReader(Package(data)).lines())
    return [raw_document(data, name, LAYOUT, text, kind=kind_of(text))] if text.strip() else []


class _DocumentReader:
    def __init__(self, package: Package) -> None:
        main = package.related("", "officeDocument")
        if main is None:
            message = "这个 Word 文件缺少正文部分，已损坏。请用 Word、WPS 打开修复并另存后再导入。"
            raise IntakeError(message, reason="truncated_file")
        self._package, self._main = package, main
        self._links = package.relations(main)
        self._numbers = (self._part("numbering"), self._part("styles"))
        self._headers: list[tuple[int, list[str]]] = []
        self._footers: list[str] = []

    def lines(self) -> list[str]:
        reader = BodyReader(Numbering(*self._numbers), self._notes(), self._chunk)
        starts = [0]

        def section(properties: etree._Element) -> None:
            self._headers.append((starts[-1], self._margin(properties, "headerReference")))
            self._footers.extend(self._margin(properties, "footerReference"))
            starts.append(len(reader.lines))

        reader.blocks(self._package.tree(self._main), section)
        reader.finish()
        return self._with_margins(reader.lines)

    def _with_margins(self, body: list[str]) -> list[str]:
        said = squeeze("".join(body))
        fresh = [line for line in dict.fromkeys(self._footers) if squeeze(line) not in said]
        lines = [*body, *fresh]
        for start, header in reversed(self._headers):
            lines[start:start] = [line for line in header if squeeze(line) not in said]
        return lines

    def _part(self, kind: str) -> etree._Element | None:
        name = self._package.related(self._main, kind)
        return self._package.tree(name) if name else None

    def _notes(self) -> Notes:
        notes: Notes = {}
        for part, kind in (("footnotes", "footnote"), ("endnotes", "endnote")):
            root = self._part(part)
            for note in root if root is not None else ():
                if local(note) == kind and attribute(note, "type") in {None, "normal"}:
                    notes[kind, attribute(note, "id") or ""] = self._plain(note)
        return notes

    def _margin(self, properties: etree._Element, kind: str) -> list[str]:
        """The lines of the headers (or footers) that a section brings with it."""
        found: list[str] = []
        for reference in properties:
            link = self._links.get(attribute(reference, "id") or "")
            if local(reference) == kind and link and link.target in self._package.names:
                found += self._plain(self._package.tree(link.target))
        return [line for line in dict.fromkeys(found) if not is_page_number(line) and not is_furniture_line(line)]

    def _plain(self, root: etree._Element) -> list[str]:
        reader = BodyReader(Numbering(*self._numbers), {}, lambda key: [])
        reader.blocks(root)
        reader.finish()
        return reader.lines

    def _chunk(self, key: str) -> list[str]:
        """The lines of a file embedded whole (sites that offer "download as Word" put a web page there)."""
        link: Relation | None = self._links.get(key)
        if link is None or link.target not in self._package.names:
            return []
        data = self._package.read(link.target)
        layout = layout_of(data, link.target, binary=True) or layout_of(data, link.target, binary=False)
        if layout is None or layout.LAYOUT not in EMBEDDED:
            return []
        return [line for one in layout.read(data, link.target) for line in one.text.splitlines() if line.strip()]
