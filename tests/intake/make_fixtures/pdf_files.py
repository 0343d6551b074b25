"""PDF files: running heads and page numbers, two columns, a scan, a locked one, many pages, loops."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from tests.intake.make_fixtures.words import COURT, HEAD, LINES

FONT, SIZE, PITCH = "STSong-Light", 12, 20
WIDTH, HEIGHT = A4
registerFont(UnicodeCIDFont(FONT))


def wrapped(line: str, columns: int, indent: int = 2) -> list[str]:
    """A paragraph cut into lines of so many Han characters, the first one indented."""
    text, rows = "　" * indent + line, []
    while text:
        used, at = 0.0, 0
        while at < len(text) and used + (0.5 if text[at].isascii() else 1) <= columns:
            used += 0.5 if text[at].isascii() else 1
            at += 1
        rows.append(text[:at])
        text = text[at:]
    return rows


def _canvas(target: io.BytesIO, **options: object) -> Canvas:
    return Canvas(target, pagesize=A4, invariant=1, **options)


def set_pages(lines: Sequence[str], rows: int = 18, heads: bool = True, **options: object) -> bytes:
    """lines as a printed document of pages with so many rows; heads: a running head and a page number each."""
    target = io.BytesIO()
    canvas = _canvas(target, **options)
    centred = [(row, n < 3) for n, line in enumerate(lines) for row in wrapped(line, 36, 0 if n < 3 else 2)]
    pages = [centred[at : at + rows] for at in range(0, len(centred), rows)]
    for number, page in enumerate(pages, start=1):
        canvas.setFont(FONT, SIZE)
        if heads:
            canvas.drawCentredString(WIDTH / 2, HEIGHT - 40, f"{COURT}裁判文书")
            canvas.drawCentredString(WIDTH / 2, 40, f"第 {number} 页 共 {len(pages)} 页")
        for at, (row, middle) in enumerate(page):
            y = HEIGHT - 90 - at * PITCH
            if middle:
                canvas.drawCentredString(WIDTH / 2, y, row)
            else:
                _draw(canvas, 80, y, row)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw(canvas: Canvas, x: float, y: float, row: str) -> None:
    for char in row:
        canvas.drawString(x, y, char)
        x += SIZE * (0.5 if char.isascii() else 1)


def running_heads() -> bytes:
    """Three pages with head and foot; paragraphs run over the page's end."""
    return set_pages(LINES)


def two_columns() -> bytes:
    """A gazette's page: the head across both columns, the body in two."""
    target = io.BytesIO()
    canvas = _canvas(target)
    canvas.setFont(FONT, SIZE)
    for at, line in enumerate(LINES[:3]):
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 60 - at * PITCH, line)
    rows = [row for line in LINES[3:] for row in wrapped(line, 17)]
    half = (len(rows) + 1) // 2
    for left, column in ((60.0, rows[:half]), (320.0, rows[half:])):
        for at, row in enumerate(column):
            _draw(canvas, left, HEIGHT - 140 - at * PITCH * 0.85, row)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def scan(pages: int = 2) -> bytes:
    """Pages that hold a picture and no text."""
    from PIL import Image

    target = io.BytesIO()
    canvas = _canvas(target)
    picture = ImageReader(Image.new("L", (60, 80), 200))
    for _ in range(pages):
        canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def locked() -> bytes:
    """A PDF that asks for a password."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    return set_pages(HEAD, encrypt=StandardEncryption("secret", "owner", strength=128))


def raw(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, the first one its catalogue, with a table of places."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def many_pages(count: int = 100_000) -> bytes:
    """So many pages, all of them the same object."""
    kids = b"3 0 R " * count
    return raw(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>",
        ]
    )


def looping_tree() -> bytes:
    """A tree of pages that is its own child."""
    return raw([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] /Parent 2 0 R >>"])


def doubling_forms(depth: int = 40) -> bytes:
    """A page whose form calls the next one twice, and so on: 2 ** depth drawings in a few kilobytes."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R "
        b"/Resources << /XObject << /F 5 0 R >> >> >>",
        b"<< /Length 5 >>\nstream\n/F Do\nendstream",
    ]
    for n in range(depth):
        form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 99 99] /Length 11 "
        form += b"/Resources << /XObject << /F %d 0 R >> >> >>"
        objects.append(form % (6 + n if n < depth - 1 else 5) + b"\nstream\n/F Do /F Do\nendstream")
    return raw(objects)
