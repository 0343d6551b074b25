"""Reads the CSV tables of corpus/knowledge, checked against the row type on the way in."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TypeVar

import msgspec

from corpus.errors import KnowledgeError

FOLDER = Path(__file__).parent
Row = TypeVar("Row", bound=msgspec.Struct)


def read_table(name: str, row: type[Row]) -> tuple[Row, ...]:
    """The rows of knowledge/<name>.csv as `row` structs, all cells as text.

    Raises KnowledgeError naming the file and the line of a row that does not fit.
    """
    path = FOLDER / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
    except OSError as fault:
        raise KnowledgeError(f"数据表 {path.name} 无法读取：{fault}。请重新安装本程序。", stage="parse") from fault
    rows: list[Row] = []
    for number, line in enumerate(lines, start=2):
        try:
            rows.append(msgspec.convert(line, row, strict=False))
        except msgspec.ValidationError as fault:
            raise KnowledgeError(f"数据表 {path.name} 第 {number} 行有误：{fault}。", stage="parse") from fault
    return tuple(rows)
