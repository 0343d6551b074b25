"""The fictional sample judgments and their coding, as the tests of both read them."""

from __future__ import annotations

import json
from pathlib import Path

from msgspec import Struct, convert

ROOT = Path(__file__).parent.parent.parent
TEXTS = ROOT / "corpus" / "data" / "samples"
CODINGS = ROOT / "tests" / "data" / "samples_gold"


class Head(Struct, frozen=True, forbid_unknown_fields=False):
    """What the coding says of the document as a whole."""

    case_number: str
    court: str
    date: str
    plaintiff_outcome: str
    prior: tuple[str, ...]
    related: tuple[str, ...]


class Place(Struct, frozen=True):
    """A section of the coding: its kind and the words it begins with."""

    kind: str
    start_quote: str


class Found(Struct, frozen=True):
    """A finding of the coding; its quote stands exactly once in the text."""

    issue: str
    finding: str
    holder: str
    quote: str
    scope: str | None = None


class Sample(Struct, frozen=True):
    """One sample's coding."""

    id: str
    fictional: bool
    document: Head
    findings: tuple[Found, ...]
    sections: tuple[Place, ...]


def stems() -> list[str]:
    """S01, S02, … as the texts are named."""
    return sorted(path.stem for path in TEXTS.glob("S*.txt"))


def text_of(stem: str) -> str:
    """The text of one sample, markers included."""
    return (TEXTS / f"{stem}.txt").read_text(encoding="utf-8")


def coding_of(stem: str) -> Sample:
    """The coding of one sample."""
    return convert(json.loads((CODINGS / f"{stem}.json").read_text(encoding="utf-8")), Sample)
