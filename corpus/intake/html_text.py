"""Text of a web page: block elements become lines, table rows lines of tab-joined cells, furniture stays behind."""

from __future__ import annotations

import re
from functools import cache

from lxml import etree, html
from lxml.html import defs

from corpus.intake.court_document import is_court_document, is_official_summary, squeeze
from corpus.intake.knowledge import facts

TABLE_PARTS = frozenset({"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "hr"})
LISTS = frozenset({"dd", "dl", "dt", "li", "ol", "ul"})
BODIES = frozenset(
    {"address", "article", "blockquote", "body", "center", "div", "fieldset", "figure", "form", "header"}
)
BLOCKS = TABLE_PARTS | HEADINGS | LISTS | BODIES | {"html", "main", "p", "pre", "section", "br"}
LONG_CELL = 300  # characters: a cell longer than this lays out a page, it does not hold a datum
KNOWN_TAGS = frozenset(defs.tags)
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
WRAP = re.compile(r"[ \t\r\n\f]+")
WIDE = "⺀"  # from here on: Han, kana, full-width forms, which take no space where a source line wraps
PAGE = re.compile(r"</?\s*(?:!doctype\s+html|html|head|body|div|p|table|span|font|br|title)\b[^<>]*>", re.IGNORECASE)


MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&(?:[A-Za-z]+|#\d+|#x[0-9A-Fa-f]+);")
BRACKET = re.compile(r"<(?![!?])(?:/?([A-Za-z][A-Za-z0-9:-]*)(?=[\s/>=\"']))?(=?)")


def looks_like_html(text: str) -> bool:
    """Whether text is markup: it opens with a tag, or holds several page tags."""
    head = text.lstrip("\ufeff \t\r\n")[:20_000]
    tags = len(PAGE.findall(head))
    return tags >= 3 or (head.startswith("<") and (tags > 0 or bool(re.match(r"<(?:\?xml|!--|a\s|[hH]\d)", head))))


def _keep_bracketed_words(match: re.Match[str]) -> str:
    """Courts quote titles in bare angle brackets (关于适用<某法>的解释): only what can be a tag stays one."""
    name, attribute = match[1], match[2]
    if name and (attribute or ":" in name or "-" in name or name.lower() in KNOWN_TAGS):
        return match.group()
    return "&lt;" + match.group()[1:]


def parse(markup: str) -> html.HtmlElement | None:
    """The tree of a page or fragment, however broken; None where nothing is left of it."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    whole = BRACKET.sub(_keep_bracketed_words, markup.lstrip("\ufeff"))
    try:
        return html.document_fromstring(whole.encode("utf-8", errors="replace"), parser=parser)
    except etree.ParserError:  # an empty document
        return None


@cache
def _furniture_lines() -> frozenset[str]:
    return frozenset(squeeze(line) for line in facts().furniture.lines)


def is_furniture_line(line: str) -> bool:
    """Whether a whole line is a site's own words (print, back to top, scan the code)."""
    return squeeze(line) in _furniture_lines()


def _is_furniture(element: html.HtmlElement) -> bool:
    if element.tag in facts().furniture.tags or element.get("hidden") is not None:
        return True
    if HIDDEN.search(element.get("style") or ""):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
    return element.tag not in {"html", "body"} and not facts().furniture.names.isdisjoint(names)


def _unwrap(match: re.Match[str]) -> str:
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    wide = before >= WIDE and after >= WIDE
    return "" if "\n" in match.group() and wide else " "


def _is_data_table(table: html.HtmlElement) -> bool:
    rows = [row.xpath("./td|./th") for row in table.iter("tr")]
    cells = [cell for row in rows for cell in row]
    several = any(len(row) > 1 for row in rows)
    return several and not table.xpath(".//table") and all(len(cell.text_content()) <= LONG_CELL for cell in cells)


class _Writer:
    """Collects lines while a tree is walked."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.buffer: list[str] = []

    def flush(self) -> None:
        line = WRAP.sub(_unwrap, "".join(self.buffer)).strip()
        self.buffer.clear()
        if line and not is_furniture_line(line):
            self.lines.append(line)

    def write(self, text: str | None, preformatted: bool) -> None:
        if text and preformatted:
            first, *rest = text.splitlines() or [""]
            self.buffer.append(first)
            for line in rest:
                self.flush()
                self.buffer.append(line)
        elif text:
            self.buffer.append(text)

    def table(self, table: html.HtmlElement) -> None:
        self.flush()
        for row in table.iter("tr"):
            cells = [" ".join(element_lines(cell)) for cell in row.xpath("./td|./th")]
            if any(cells):
                self.lines.append("\t".join(cells))


def element_lines(root: html.HtmlElement) -> list[str]:
    """The lines of text below root, none of them empty. Walks without recursion: saved pages nest deeply."""
    writer, preformatted = _Writer(), 0
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        block, pre = element.tag in BLOCKS, element.tag == "pre"
        if event == "start":
            if block:
                writer.flush()
            if element is not root and (_is_furniture(element) or (element.tag == "table" and _is_data_table(element))):
                if element.tag == "table" and not _is_furniture(element):
                    writer.table(element)
                walker.skip_subtree()
                continue
            preformatted += pre
            writer.write(element.text, preformatted > 0)
        else:
            preformatted = max(0, preformatted - pre)
            if block:
                writer.flush()
            if element is not root:
                writer.write(element.tail, preformatted > 0)
    writer.flush()
    return writer.lines


def draw_text(markup: str) -> str:
    """The text of a page's document part (lines joined by \\n); empty if there is none."""
    tree = parse(markup)
    if tree is None:
        return ""
    for path in facts().furniture.containers:
        for container in tree.xpath(path):
            text = "\n".join(element_lines(container))
            if is_court_document(text) or is_official_summary(text):
                return text
    return "\n".join(element_lines(tree))


def draw_fragment(value: str) -> str:
    """The text of a field that may hold markup or entities; lines joined by \\n, none empty."""
    if MARKUP.search(value):
        return draw_text(value)
    return "\n".join(line for line in (part.strip() for part in value.splitlines()) if line)


def page_title(markup: str) -> str | None:
    """The page's title element, squeezed of line breaks; None if it has none."""
    tree = parse(markup)
    found = tree.xpath("string(//title)").strip() if tree is not None else ""
    return " ".join(found.split()) or None
