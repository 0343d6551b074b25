"""Fictional judgments, tables and archives for the tests of containers and tables."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.errors import IntakeError
from corpus.intake import read_parts
from corpus.model import RawDocument

FIXTURES = Path(__file__).parents[1] / "fixtures"
TEXT = (FIXTURES / "plain_text" / "gb18030.txt").read_bytes().decode("gb18030")
HEADINGS = (
    "原始链接", "案号", "案件名称", "法院", "所属地区", "案件类型",
    "案件类型编码", "来源", "审理程序", "裁判日期", "公开日期",
    "当事人", "案由", "法律依据", "全文",
)  # fmt: skip
ADVERT = " 微信公众号“马克 数据网”"


def judgment(serial: int, extra: str = "") -> str:
    """A judgment in one line with a number of its own, as dumps hold it."""
    number = f"（2021）虚0199民初99{serial:05d}号"
    lines = ["虚构市第一区人民法院", "民 事 判 决 书", number, *TEXT.splitlines()[3:]]
    return "".join(line.strip() for line in lines).replace("本院认为，", f"本院认为，{extra}", 1)


def dump_row(serial: int, **changed: str) -> list[str]:
    """A row under HEADINGS."""
    row = {
        "原始链接": f"https://wenshu.example/index.html?docId={serial:032x}",
        "案号": f"（2021）虚0199民初99{serial:05d}号",
        "案件名称": f"甲{serial}公司与乙{serial}侵害商业秘密纠纷一审民事判决书",
        "法院": "虚构市第一区人民法院", "所属地区": "虚构省",
        "案件类型": "民事案件", "案件类型编码": "1", "来源": "example",
        "审理程序": "民事一审", "裁判日期": "2021-05-06", "公开日期": "2021-08-01",
        "当事人": f"甲{serial}公司；乙{serial}",
        "案由": "侵害商业秘密纠纷", "法律依据": "", "全文": "文书内容" + judgment(serial) + ADVERT,
    }  # fmt: skip
    return [(row | changed)[name] for name in HEADINGS]


def as_csv(rows: Iterable[Sequence[str]], encoding: str = "utf-8", delimiter: str = ",", end: str = "\r\n") -> bytes:
    """A CSV file of rows, the headings among them."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue().encode(encoding)


def as_zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def parts(data: bytes, name: str = "a") -> tuple[dict[str, RawDocument], dict[str, IntakeError]]:
    """Documents and refusals of data by their names."""
    found = list(read_parts(data, name))
    documents = {part.file: part for part in found if isinstance(part, RawDocument)}
    refusals = {str(part.document): part for part in found if isinstance(part, IntakeError)}
    assert len(documents) + len(refusals) == len(found), "every part has a name of its own"
    return documents, refusals
