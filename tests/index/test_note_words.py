"""Every note of a search has its words for the terminal."""

from __future__ import annotations

from index.commands.note_words import note_words, templates
from index.search.notes import CODES


def test_every_code_has_words() -> None:
    assert set(templates()) == CODES


def test_arguments_stand_in_their_places() -> None:
    assert note_words("loosen_filter:region:12") == "去掉筛选“region”可得 12 件。"
