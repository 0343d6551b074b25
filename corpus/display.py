"""How a record is named to a person: a sample can never pass for a real case, a digest says what it is."""

from __future__ import annotations

from corpus.model import Record

SAMPLE_MARK = "【示例】"
NUMBER_UNSEEN = "案号未见"


def display_number(record: Record) -> str:
    """The case number as shown; 案号未见 where there is none that is the decision's own and complete."""
    number = record.judgment.document.case_number
    if record.kind == "sample":
        return f"{SAMPLE_MARK}{number or '虚构案号'}"
    if record.digest is not None and not record.digest.citable:
        return NUMBER_UNSEEN
    return number or NUMBER_UNSEEN


def display_court(record: Record) -> str | None:
    """The court as shown, marked for a sample; None where unknown."""
    court = record.judgment.document.court
    return f"{SAMPLE_MARK}{court}" if court and record.kind == "sample" else court
