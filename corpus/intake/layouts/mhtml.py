"""A page saved as a web archive (MHTML; Word writes it under the name .doc): the page among its parts.

RFC 2557: multipart/related, the root part first or named by `start`; parts are quoted-printable or base64.
"""

from __future__ import annotations

import re
from email import policy
from email.message import Message
from email.parser import BytesParser

from corpus.errors import IntakeError
from corpus.intake.carrier import raw_document
from corpus.intake.court_document import explain, is_court_document, kind_of
from corpus.intake.decode import decode, reads_as_chinese
from corpus.intake.html_text import draw_text, page_title
from corpus.model import Metadata, RawDocument

LAYOUT = "mhtml"
GENERAL = -1
BINARY = True
SEVERAL = True
HEAD = 4096
ARCHIVE = re.compile(rb"^content-type:\s*multipart/(?:related|mixed|alternative)\b", re.IGNORECASE | re.MULTILINE)
FIELD = re.compile(rb"\A\s*(?:\xef\xbb\xbf)?[A-Za-z][A-Za-z0-9-]{1,40}:")
MAX_PARTS = 2000


def matches(data: bytes, name: str) -> bool:
    """Message headers at the very beginning, one of them a multipart type."""
    head = data[:HEAD]
    return bool(FIELD.match(head)) and bool(ARCHIVE.search(_headers(head)))


def read(data: bytes, name: str) -> list[RawDocument]:
    """The first page that is a court document, else the root page; frames are pages too.

    Raises IntakeError: truncated_file where the archive breaks off, no_text where it holds no page.
    """
    message = BytesParser(policy=policy.compat32).parsebytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"))
    pages = [markup for part in _pages(message) for markup in [_markup(part)] if markup]
    if not pages:
        raise IntakeError(
            "MHTML 网页存档中没有网页正文。请在浏览器中重新打开该文书，另存为网页或文本后再导入。", reason="no_text"
        )
    if _is_cut(message, data):
        raise IntakeError(
            "MHTML 网页存档不完整（结尾缺失）。请在浏览器中重新保存网页后再导入。", reason="truncated_file"
        )
    drawn = [(markup, draw_text(markup)) for markup in pages]
    markup, text = next(((m, t) for m, t in drawn if is_court_document(t)), drawn[0])
    if not is_court_document(text) and kind_of(text) == "judgment":
        refusal = explain(markup)
        if refusal:
            raise refusal
    metadata = Metadata(title=page_title(markup))
    return [raw_document(data, name, LAYOUT, text, kind=kind_of(text), metadata=metadata)] if text else []


def _headers(head: bytes) -> bytes:
    return re.split(rb"\r?\n\r?\n", head.lstrip(b"\xef\xbb\xbf \t\r\n"), maxsplit=1)[0]


def _pages(message: Message) -> list[Message]:
    parts = [part for _, part in zip(range(MAX_PARTS), message.walk(), strict=False)]
    pages = [part for part in parts if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    start = str(message.get_param("start") or "").strip("<>")
    root = [part for part in pages if start and str(part.get("Content-ID", "")).strip("<> ") == start]
    return root + [part for part in pages if part not in root]


def _markup(part: Message) -> str:
    """The page of a part, in the charset of its header if it reads as Chinese in that, else as any page."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return ""
    charset = (part.get_content_charset() or "").replace("gb2312", "gb18030").replace("gbk", "gb18030")
    try:
        text = payload.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(payload).text
    return text if reads_as_chinese(text) else decode(payload).text


def _is_cut(message: Message, data: bytes) -> bool:
    """Whether the closing boundary is missing."""
    boundary = message.get_boundary()
    return boundary is None or f"--{boundary}--".encode("utf-8", errors="surrogateescape") not in data
