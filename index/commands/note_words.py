"""The notes of a search in words, for the terminal (data/notes.csv; the pages have their own, in two languages)."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

NOTES_FILE = Path(__file__).parents[1] / "data" / "notes.csv"


@cache
def templates() -> dict[str, str]:
    """Words by code; {0}, {1} stand for the note's arguments."""
    with NOTES_FILE.open(encoding="utf-8", newline="") as rows:
        return {row["code"]: row["words"] for row in csv.DictReader(rows)}


def note_words(note: str) -> str:
    """The sentence of a note `code:argument:argument`."""
    code, *arguments = note.split(":")
    return templates()[code].format(*arguments)
