"""The floor: the twenty findings that most documents of the gold's development part hold, without reading a text."""

from __future__ import annotations

import csv
from pathlib import Path

from corpus.evaluate.gold import CodedFinding, Coding

FLOOR_FILE = Path(__file__).with_name("floor.csv")


def floor() -> Coding:
    """The same twenty findings for every document (floor.csv; the last column counts development documents)."""
    with FLOOR_FILE.open(encoding="utf-8", newline="") as rows:
        return Coding(findings=tuple(CodedFinding(row["issue"], row["finding"]) for row in csv.DictReader(rows)))
