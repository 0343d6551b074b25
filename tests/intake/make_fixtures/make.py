"""Writes the fixtures of the document layouts: python -m tests.intake.make_fixtures.make (needs reportlab).

The expected files beside them were read by eye; they are not written here.
"""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

from tests.intake.make_fixtures import pdf_files, word_files
from tests.intake.make_fixtures.words import COURT, LINES, NUMBER, TABLE

FIXTURES = Path(__file__).parent.parent / "fixtures"


def page(lines: tuple[str, ...], charset: str) -> str:
    """A page of some site around the lines."""
    body = "".join(f"<p>{line}</p>\r\n" for line in lines)
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
    return (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        f"<title>{NUMBER}_虚构文书站</title><script>var a=1;</script></head>"
        f'<body><div class="nav">首页</div>{body}<table>{rows}</table><div class="footer">备案号</div></body></html>'
    )


def mhtml(charset: str, encoding: str) -> bytes:
    """A web archive whose page is in that charset and transfer encoding."""
    data = page(LINES, charset).encode("gb18030" if charset == "gb2312" else charset)
    coded = base64.encodebytes(data) if encoding == "base64" else quopri.encodestring(data)
    parts = (
        "From: <Saved by 虚构浏览器>\r\nSnapshot-Content-Location: https://example.invalid/doc\r\n"
        f"Subject: {COURT}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Part=_9900"\r\n\r\n'
        f'------Part=_9900\r\nContent-Type: text/html; charset="{charset}"\r\n'
        f"Content-Transfer-Encoding: {encoding}\r\nContent-Location: https://example.invalid/doc\r\n\r\n"
    )
    style = "\r\n------Part=_9900\r\nContent-Type: text/css\r\n\r\np { margin: 0 }\r\n------Part=_9900--\r\n"
    return parts.encode() + coded.replace(b"\n", b"\r\n") + style.encode()


def rtf() -> bytes:
    """As Word for Chinese writes it: GBK bytes in hexadecimal, some \\u, a table, a note, a deletion."""

    def coded(text: str) -> str:
        parts = []
        for char in text:
            if char.isascii():
                parts.append(char)
            elif ord(char) % 3 == 0:
                parts.append(rf"\u{ord(char) - 65536 * (ord(char) > 32767)}?")
            else:
                parts.append("".join(rf"\'{byte:02x}" for byte in char.encode("gb18030")))
        return "".join(parts)

    body = [rf"\pard\fi480 {coded(line)}\par" for line in LINES]
    at = next(n for n, line in enumerate(LINES) if line.startswith("本院认为"))
    rows = []
    for row in TABLE:
        cells = "".join(rf"\pard\intbl {coded(cell)}\cell" + "\n" for cell in row)
        rows.append(r"\trowd\cellx2000\cellx4000\cellx6000 " + cells + r"\row")
    note = r"{\super\chftn}{\footnote\pard\plain {\super\chftn} " + coded("名单见证据卷第三册。") + "}"
    body[at - 1] = body[at - 1].removesuffix(r"\par") + note + r"\par"
    body[at:at] = rows
    body.insert(at, r"\pard {\deleted " + coded("此句已删除。") + r"}{\v " + coded("隐藏文字") + "}")
    head = (
        r"{\rtf1\ansi\ansicpg936\deff0\uc1"
        r"{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\froman\fcharset0 Times;}}"
        r"{\colortbl;\red0\green0\blue0;}{\info{\title " + coded("不应出现") + r"}}{\header\pard \chpgn\par}"
        r"{\footer\pard " + coded("第 ") + r"{\field{\*\fldinst PAGE}{\fldrslt 1}}" + coded(" 页") + r"\par}\f0"
    )
    return (head + "\n" + "\n".join(body) + "\n}").encode("ascii")


def write(layout: str, name: str, data: bytes) -> None:
    """Writes one input file."""
    (FIXTURES / layout).mkdir(exist_ok=True)
    (FIXTURES / layout / name).write_bytes(data)


def main() -> None:
    """Writes all of them."""
    write("mhtml", "quoted_printable_gb2312.mht", mhtml("gb2312", "quoted-printable"))
    write("mhtml", "base64_utf8.doc", mhtml("utf-8", "base64"))
    write("rtf", "gbk_and_escapes.doc", rtf())
    write("docx", "rich.docx", word_files.rich())
    write("docx", "embedded_page.doc", word_files.embedded(page(LINES, "utf-8")))
    write("word_xml", "word_2003.doc", word_files.word_2003())
    write("pdf", "running_heads.pdf", pdf_files.running_heads())
    write("pdf", "two_columns.pdf", pdf_files.two_columns())


if __name__ == "__main__":
    main()
