"""A Word document saved as one XML file (Word 2003 XML or flat OPC, also under the name .doc): body and tables.

Without its headers and notes, which the other forms keep in parts of their own.
"""

from __future__ import annotations

import re

from corpus.errors import IntakeError
from corpus.intake.carrier import raw_document
from corpus.intake.court_document import kind_of
from corpus.intake.safe_xml import local, parse_xml
from corpus.intake.word_numbers import Numbering
from corpus.intake.word_text import BodyReader
from corpus.model import RawDocument

LAYOUT = "word_xml"
GENERAL = -1
BINARY = True
SEVERAL = True
HEAD = 4096
# Source: the namespaces of Word 2003 XML, flat OPC and a main part taken out of its package.
ROOT = re.compile(
    rb"""\A(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*>\s*)*<(?:w:wordDocument|pkg:package|w:document)\s[^>]*xmlns:(?:w|pkg)="""
)


def matches(data: bytes, name: str) -> bool:
    """XML whose root element is one of Word's."""
    return bool(ROOT.match(data[:HEAD]))


def read(data: bytes, name: str) -> list[RawDocument]:
    """The document's text. Raises IntakeError (truncated_file, unreadable) for broken or hostile XML."""
    root = parse_xml(data.lstrip(b"\xef\xbb\xbf \t\r\n"))
    body = next((one for one in root.iter() if local(one) == "body"), None)
    if body is None:
        raise IntakeError("这个 Word XML 文件没有正文。请用 Word 打开后另存为 DOCX，再导入。", reason="no_text")
    parts = {local(one): one for one in root.iter() if local(one) in {"numbering", "styles"}}
    reader = BodyReader(Numbering(parts.get("numbering"), parts.get("styles")), {}, lambda key: [])
    reader.blocks(body)
    reader.finish()
    text = "\n".join(reader.lines)
    return [raw_document(data, name, LAYOUT, text, kind=kind_of(text))] if text.strip() else []
