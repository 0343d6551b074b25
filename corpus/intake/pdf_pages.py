"""The pages of a PDF as characters with their places, read by pdf_process.py within limits of time and size."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
from msgspec import Struct

from corpus.errors import IntakeError

WORKER = Path(__file__).parent / "pdf_process.py"
SECONDS = 60.0  # a judgment of 100 pages takes under one
MAX_PAGES = 2000
LOCKED = "这个 PDF 设有打开密码，无法读取。请输入密码打开后，用“打印为 PDF”或“另存为”去掉密码，再导入。"
DAMAGED = "PDF 文件不完整或已损坏。请重新下载，或用浏览器打开后“打印为 PDF”，再导入。"
LARGE = "PDF 有 {count} 页，超过上限 {limit} 页，没有读取。请按文书拆分成较小的文件后再导入。"
LONG = "PDF 的内容异常地多，没有读取。请按文书拆分成较小的文件后再导入。"
SLOW = "PDF 在 {seconds:.0f} 秒内没有读完，可能已损坏或含有循环，没有读取。请用浏览器打开后“打印为 PDF”，再导入。"


class Page(Struct, frozen=True):
    """One page. text[i] stands at boxes[4*i : 4*i+4] = left, bottom, right, top in tenths of a point; angles[i] in
    degrees. image: hardly any text, but a picture."""

    size: tuple[float, float]
    text: str
    boxes: list[int]
    angles: list[int]
    image: bool


class _Head(Struct, frozen=True):
    pages: int = 0
    fault: str = ""


def read_pages(data: bytes, seconds: float = SECONDS) -> list[Page]:
    """All pages of data. Raises IntakeError: unreadable (password, endless), truncated_file, too_large."""
    command = [sys.executable, "-P", str(WORKER), str(MAX_PAGES)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as fault:
        raise IntakeError(SLOW.format(seconds=seconds), reason="unreadable") from fault
    first, *rest = done.stdout.splitlines() or [b'{"fault": "damaged"}']
    head = msgspec.json.decode(first, type=_Head)
    _refuse(head)
    if len(rest) < head.pages:  # the process died on the way, of a crash or of its memory limit
        raise IntakeError(DAMAGED, reason="truncated_file")
    pages = []
    for line in rest:
        _refuse(msgspec.json.decode(line, type=_Head))
        pages.append(msgspec.json.decode(line, type=Page))
    return pages


def _refuse(head: _Head) -> None:
    if head.fault == "password":
        raise IntakeError(LOCKED, reason="unreadable")
    if head.fault == "characters":
        raise IntakeError(LONG, reason="too_large")
    if head.fault:
        raise IntakeError(DAMAGED, reason="truncated_file")
    if head.pages > MAX_PAGES:
        raise IntakeError(LARGE.format(count=head.pages, limit=MAX_PAGES), reason="too_large")
