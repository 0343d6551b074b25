"""A PDF with a text layer. Scans, locked, damaged and endless files are refused by name."""

from __future__ import annotations

from corpus.errors import IntakeError
from corpus.intake.carrier import raw_document
from corpus.intake.court_document import is_cut, kind_of
from corpus.intake.pdf_lines import page_lines
from corpus.intake.pdf_pages import DAMAGED, Page, read_pages
from corpus.intake.pdf_text import paragraphs
from corpus.model import RawDocument

LAYOUT = "pdf"
GENERAL = -1
BINARY = True
SEVERAL = True
SIGNATURE = b"%PDF-"
WITHIN = 1024  # the signature may stand anywhere in here (ISO 32000-1, implementation note 13)
END = b"%%EOF"
END_WITHIN = 4096
SCAN = (
    "这个 PDF 是扫描件（页面只有图片，没有文字层），需要先做文字识别（OCR）。"
    "请用扫描全能王、WPS 或 Acrobat 识别文字，另存为 DOCX 或带文字的 PDF，核对后再导入。"
)
PARTLY = "这个 PDF 的第 {pages} 页是扫描图片，没有文字，只取其余各页会缺少内容。请先做文字识别（OCR），核对后再导入。"
UNMAPPED = (
    "这个 PDF 的文字没有对应的编码，读出的是乱码。请在浏览器中打开确认；可先做文字识别（OCR）或取得 Word 版本再导入。"
)


def matches(data: bytes, name: str) -> bool:
    """Bytes with the PDF signature near their beginning (a text that speaks of it has no binary mark after it)."""
    at = data[:WITHIN].find(SIGNATURE)
    return at == 0 or (at > 0 and b" obj" in data[at : at + 4096])


def read(data: bytes, name: str) -> list[RawDocument]:
    """The document's text as paragraphs. Raises IntakeError with what to do where it cannot be had whole."""
    if END not in data[-END_WITHIN:]:
        raise IntakeError(DAMAGED, reason="truncated_file")
    pages = read_pages(data)
    _refuse_scan(pages)
    text = "\n".join(paragraphs([page_lines(page, number) for number, page in enumerate(pages)]))
    _refuse_partly_scanned(pages, text)
    return [raw_document(data, name, LAYOUT, text, kind=kind_of(text))] if text.strip() else []


def _refuse_scan(pages: list[Page]) -> None:
    letters = sum(len(page.text) for page in pages)
    if letters < 20 * len(pages) and any(page.image for page in pages):
        raise IntakeError(SCAN, reason="no_text")
    unmapped = sum(page.text.count("\ufffd") + sum("\ue000" <= one <= "\uf8ff" for one in page.text) for page in pages)
    if unmapped > letters / 10:
        raise IntakeError(UNMAPPED, reason="encoding")


def _refuse_partly_scanned(pages: list[Page], text: str) -> None:
    """A picture page in the middle, or where the text stops short; a cover or a page with a seal alone is no harm."""
    empty = [number for number, page in enumerate(pages, start=1) if page.image]
    inside = [number for number in empty if 1 < number < len(pages)]
    if inside or (empty and is_cut(text)):
        raise IntakeError(PARTLY.format(pages="、".join(map(str, (inside or empty)[:20]))), reason="no_text")
