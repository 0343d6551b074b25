"""The judged questions over the digests that are kept beside this file."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from benchmarks.measured import AbsentError
from index.evaluate.beir import read_lines

QUESTIONS = Path(__file__).with_name("digest_questions.jsonl")


class Question(Struct, frozen=True, rename={"id": "_id"}):
    """A lawyer's question; relevance: a digest's origin (`cases.jsonl:13`) -> gain 1 or 2."""

    id: str
    text: str
    relevance: dict[str, int]


def read_questions() -> list[Question]:
    """All questions. Raises AbsentError where the file is not there."""
    if not QUESTIONS.is_file():
        raise AbsentError(f"{QUESTIONS.name} 不在 benchmarks/ 里")
    return read_lines(QUESTIONS, Question)
