"""Word documents with what they can hold: header, numbered paragraphs, table, footnote, deletion, insertion, box."""

from __future__ import annotations

import io
import zipfile

from tests.intake.make_fixtures.words import COURT, FACTS, HEAD, NOTE, ORDERS, REASONING, TABLE, TAIL

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FIXED = (2021, 9, 10, 0, 0, 0)  # time stamps, so that the files come out the same each time


def run(text: str) -> str:
    """A run of text."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def table() -> str:
    """The table of customers."""
    cells = ["".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in row) for row in TABLE]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def package(parts: dict[str, str | bytes], links: dict[str, str], types: dict[str, str]) -> bytes:
    """A DOCX of these parts (paths below word/), linked from the document by kind -> file."""
    overrides = "".join(f'<Override PartName="/word/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    content = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Default Extension="mht" ContentType="message/rfc822"/>{overrides}</Types>'
    )
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    outer = f'<Relationships {space}><Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="word/document.xml"/>'
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for n, (target, kind) in enumerate(links.items(), start=1)
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": XML + content,
        "_rels/.rels": f"{XML}{outer}</Relationships>",
        "word/_rels/document.xml.rels": f"{XML}<Relationships {space}>{inner}</Relationships>",
    }
    files |= {f"word/{name}": part for name, part in parts.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in files.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED), part, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def document(body: str) -> str:
    """The main part."""
    return f"{XML}<w:document {W} {R}><w:body>{body}</w:body></w:document>"


def plain(lines: tuple[str, ...], before: str = "") -> bytes:
    """A document of paragraphs. before: XML put before the first paragraph."""
    body = before + "".join(paragraph(run(line)) for line in lines)
    return package({"document.xml": document(body)}, {}, {"document.xml": f"{WORD}.document.main+xml"})


def rich() -> bytes:
    """Everything at once."""
    deleted = '<w:del w:id="1" w:author="x"><w:r><w:delText>此句已删除。</w:delText></w:r></w:del>'
    added = f'<w:ins w:id="2" w:author="x">{run("两人约定保密期限三年。")}</w:ins>'
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏文字</w:t></w:r>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    comment = '<w:commentRangeStart w:id="0"/>'
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    joined = paragraph(run("本院认为，"), '<w:rPr><w:del w:id="4" w:author="x"/></w:rPr>')
    body = "".join(paragraph(run(line)) for line in HEAD)
    body += paragraph(comment + run(FACTS) + note) + table() + paragraph(deleted + added + hidden)
    body += joined + paragraph(run(REASONING[0].removeprefix("本院认为，"))) + paragraph(run(REASONING[1]))
    body += "".join(paragraph(run(order), number) for order in ORDERS)
    body += f"<w:sdt><w:sdtContent>{''.join(paragraph(run(line)) for line in TAIL)}</w:sdtContent></w:sdt>"
    body += '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/>'
    body += '<w:footerReference w:type="default" r:id="rId2"/></w:sectPr>'
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            "<w:instrText> PAGE </w:instrText>",
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    parts: dict[str, str | bytes] = {
        "document.xml": document(body),
        "header1.xml": f"{XML}<w:hdr {W}>{paragraph(run(COURT))}{paragraph(run('虚构卷宗第九十九册'))}</w:hdr>",
        "footer1.xml": f"{XML}<w:ftr {W}>{paragraph(run('第 ') + field + run(' 页'))}</w:ftr>",
        "footnotes.xml": f'{XML}<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{paragraph(run("———"))}'
        f'</w:footnote><w:footnote w:id="2">{paragraph(run(NOTE))}</w:footnote></w:footnotes>',
        "numbering.xml": f'{XML}<w:numbering {W}><w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>',
    }
    links = {
        "header1.xml": "header",
        "footer1.xml": "footer",
        "footnotes.xml": "footnotes",
        "numbering.xml": "numbering",
    }
    types = {name: f"{WORD}.{kind}+xml" for name, kind in links.items()} | {"document.xml": f"{WORD}.document.main+xml"}
    return package(parts, links, types)


def embedded(markup: str) -> bytes:
    """What sites offer as "download as Word": a package whose body is a web page."""
    body = '<w:altChunk r:id="rId1"/>'
    parts: dict[str, str | bytes] = {"document.xml": document(body), "afchunk.htm": markup}
    return package(parts, {"afchunk.htm": "aFChunk"}, {"document.xml": f"{WORD}.document.main+xml"})


def word_2003() -> bytes:
    """A document as Word 2003 saves it in XML: printed numbers, a deletion, a table."""
    space = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    space += 'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
    space += 'xmlns:aml="http://schemas.microsoft.com/aml/2001/core"'
    gone = "<w:r><w:delText>此句已删除。</w:delText></w:r>"
    deleted = f'<aml:annotation aml:id="0" w:type="Word.Deletion"><aml:content>{gone}</aml:content></aml:annotation>'
    body = "".join(paragraph(run(line)) for line in (*HEAD, FACTS)) + table() + paragraph(deleted + run(REASONING[0]))
    body += paragraph(run(REASONING[1]))
    for sign, order in zip("一二", ORDERS, strict=True):
        body += paragraph(run(order), f'<w:listPr><wx:t wx:val="{sign}、"/></w:listPr>')
    body += "".join(paragraph(run(line)) for line in TAIL)
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
    text = f"{start}<w:wordDocument {space}><w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>"
    return text.encode()
