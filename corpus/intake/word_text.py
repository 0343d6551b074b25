"""The lines of a Word document's body: paragraphs, tables, notes; what is deleted or hidden is left out."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from corpus.intake.html_text import LONG_CELL
from corpus.intake.safe_xml import attribute, child, is_on, local
from corpus.intake.word_numbers import Numbering

PAGE_BREAK = "\f"  # marks where the author began a new page: a cue for the splitter, no text
# w: elements whose content is not printed: deleted or moved away, field codes, properties, ruby, doubles of drawings
SKIPPED = frozenset(
    {"del", "moveFrom", "instrText", "delInstrText", "delText", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr",
     "sectPr", "rt", "Fallback", "sdtPr", "sdtEndPr", "annotationRef", "footnoteRef", "endnoteRef", "binData"}
)  # fmt: skip
SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "cr": "\n"}
COUNTS = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION)\b", re.IGNORECASE)
Chunk = Callable[[str], list[str]]  # the lines of an embedded file, by its relation's id
Notes = dict[tuple[str, str], list[str]]  # (footnote or endnote, id) -> its lines


class BodyReader:
    """Walks the blocks of one document and collects its lines in `lines`; endnotes come last (finish)."""

    def __init__(self, numbering: Numbering, notes: Notes, chunk: Chunk) -> None:
        self.lines: list[str] = []
        self._numbering, self._notes, self._chunk = numbering, notes, chunk
        self._buffer: list[str] = []
        self._label = ""
        self._fields: list[str | None] = []  # codes of the open fields; None once a field shows its result
        self._silent = 0  # open fields whose result is a page number
        self._pending: list[list[str]] = []
        self._last: list[list[str]] = []
        self._marks = 0

    def blocks(self, parent: etree._Element, section: Callable[[etree._Element], None] | None = None) -> None:
        """Reads the blocks below parent; section is told of each section's end."""
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element)
                ended = child(element, "pPr", "sectPr")
                if ended is not None and section:
                    section(ended)
            elif name == "tbl":
                self._table(element)
            elif name == "altChunk":
                self.lines += self._chunk(attribute(element, "id") or "")
            elif name == "sectPr" and section:
                section(element)
            elif name not in SKIPPED:
                self.blocks(element, section)

    def finish(self) -> None:
        """Ends a last paragraph left open and writes the endnotes."""
        self._flush()
        self.lines += [line for note in self._last for line in note]

    def _paragraph(self, paragraph: etree._Element) -> None:
        if is_on(child(paragraph, "pPr", "pageBreakBefore")) and not self._buffer:
            self._buffer.append(PAGE_BREAK)
        if not "".join(self._buffer).strip():
            self._label = self._numbering.label(paragraph)
        boxes: list[etree._Element] = []
        self._runs(paragraph, boxes)
        if child(paragraph, "pPr", "rPr", "del") is None:  # a deleted end of paragraph joins it to the next one
            self._flush()
        for box in boxes:
            self.blocks(box)

    def _flush(self) -> None:
        text = "".join(self._buffer)
        label, first = self._label, True
        for part in text.split("\n"):
            line = part.strip(" \t\r\xa0\u3000")
            mark = PAGE_BREAK if PAGE_BREAK in line else ""
            line = line.replace(PAGE_BREAK, "").strip(" \t\r\xa0\u3000")
            if first and label and line:
                line = label + (" " if label[-1:].isalnum() else "") + line
                first = False
            if line or mark:
                self.lines.append(mark + line)
        self.lines += [line for note in self._pending for line in note]
        self._buffer, self._pending, self._label = [], [], ""

    def _runs(self, parent: etree._Element, boxes: list[etree._Element]) -> None:
        for element in parent:
            name = local(element)
            if name in SKIPPED or (name == "r" and is_on(child(element, "rPr", "vanish"))):
                if name == "instrText":
                    self._code(element.text or "")
            elif name == "txbxContent":
                boxes.append(element)
            elif name == "fldChar":
                self._field(attribute(element, "fldCharType") or "")
            elif name == "fldSimple" and COUNTS.match(attribute(element, "instr") or ""):
                continue
            elif name in {"footnoteReference", "endnoteReference"}:
                self._note(name.removesuffix("Reference"), attribute(element, "id") or "")
            else:
                self._write(name, element)
                self._runs(element, boxes)

    def _write(self, name: str, element: etree._Element) -> None:
        if self._silent or any(code is not None for code in self._fields):
            return
        if name == "t":
            self._buffer.append((element.text or "").replace("\n", " "))
        elif name == "br":
            self._buffer.append(f"\n{PAGE_BREAK}" if attribute(element, "type") == "page" else "\n")
        elif name in SIGNS:
            self._buffer.append(SIGNS[name])

    def _code(self, code: str) -> None:
        if self._fields and self._fields[-1] is not None:
            self._fields[-1] += code

    def _field(self, step: str) -> None:
        if step == "begin":
            self._fields.append("")
        elif step == "separate" and self._fields:
            self._silent += bool(COUNTS.match(self._fields[-1] or ""))
            self._fields[-1] = None
        elif step == "end" and self._fields:
            self._fields.pop()
            self._silent = self._silent if self._fields else 0

    def _note(self, kind: str, key: str) -> None:
        lines = self._notes.get((kind, key))
        if not lines:
            return
        self._marks += 1
        self._buffer.append(f"[{self._marks}]")
        note = [f"[{self._marks}] {lines[0]}", *lines[1:]]
        (self._pending if kind == "footnote" else self._last).append(note)

    def _table(self, table: etree._Element) -> None:
        self._flush()
        rows = [
            [self._cell(cell) for cell in _below(row, "tc")]
            for row in _below(table, "tr")
            if child(row, "trPr", "del") is None
        ]
        cells = [cell for row in rows for cell in row]
        if all(len(row) <= 1 for row in rows) or any(sum(map(len, cell)) > LONG_CELL for cell in cells):
            self.lines += [line for cell in cells for line in cell]  # the table lays out the page
            return
        joined = ["\t".join(" ".join(cell).replace(PAGE_BREAK, "") for cell in row) for row in rows]
        self.lines += [line for line in joined if line.strip()]

    def _cell(self, cell: etree._Element) -> list[str]:
        outer, self.lines = self.lines, []
        self.blocks(cell)
        self._flush()
        found, self.lines = self.lines, outer
        return found


def _below(parent: etree._Element, name: str) -> list[etree._Element]:
    """The rows of a table or cells of a row, also inside content controls, without those that are deleted."""
    found: list[etree._Element] = []
    for element in parent:
        if local(element) == name:
            found.append(element)
        elif local(element) not in SKIPPED:
            found += _below(element, name) if local(element) in {"sdt", "sdtContent", "ins", "customXml"} else []
    return found
