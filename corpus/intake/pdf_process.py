"""The part of PDF reading that runs in a process of its own: hostile files may loop, crash or eat memory there.

Run by path with the PDF on standard input. Prints JSON lines: {"pages": n} or {"fault": why}, then a page a line:
size, text, boxes (left, bottom, right, top of each character in tenths of a point), angles, whether it has an image.
Imports nothing of this project.
"""

from __future__ import annotations

import ctypes
import json
import math
import sys

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

MEMORY = 3 * 1024**3  # bytes of address space
MAX_CHARACTERS = 3_000_000


def limit_memory() -> None:
    """Bounds the memory of this process where the system can (not on Windows: there the time limit alone holds)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def read_page(page: pdfium.PdfPage) -> dict[str, object]:
    """One page as printed by this process."""
    text = page.get_textpage()
    letters: list[str] = []
    boxes: list[int] = []
    angles: list[int] = []
    box = raw.FS_RECTF()
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        if code < 33 or chr(min(code, 0x10FFFF)).isspace() or raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        if not raw.FPDFText_GetLooseCharBox(text, at, ctypes.byref(box)):
            continue
        edges = (box.left, box.bottom, box.right, box.top)
        if not all(map(math.isfinite, edges)) or max(map(abs, edges)) > 1e6:
            continue
        letters.append(chr(code) if code < 0x110000 else "\ufffd")
        boxes += [round(edge * 10) for edge in edges]
        angles.append(round(math.degrees(raw.FPDFText_GetCharAngle(text, at))))
    image = len(letters) < 5 and any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    text.close()
    return {"size": list(page.get_size()), "text": "".join(letters), "boxes": boxes, "angles": angles, "image": image}


def main(most_pages: int) -> None:
    """Reads standard input and prints the pages."""
    limit_memory()
    try:
        document = pdfium.PdfDocument(sys.stdin.buffer.read())
    except pdfium.PdfiumError as fault:
        print(json.dumps({"fault": "password" if "assword" in str(fault) else "damaged"}))
        return
    count = len(document)
    print(json.dumps({"pages": count}))
    if count > most_pages:
        return
    left = MAX_CHARACTERS
    for number in range(count):
        try:
            page = document[number]
            found = read_page(page)
            page.close()
        except pdfium.PdfiumError:
            print(json.dumps({"fault": "page", "number": number + 1}))
            return
        left -= len(str(found["text"]))
        if left < 0:
            print(json.dumps({"fault": "characters"}))
            return
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
