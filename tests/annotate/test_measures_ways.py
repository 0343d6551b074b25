"""The many ways in which courts accept a confidentiality measure, refuse it, or leave it unsaid."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from corpus.annotate.findings import read_findings
from corpus.annotate.lists import read_measures
from corpus.model import MeasureTaken
from tests.annotate.lists_support import judgment_of

WAYS = Path(__file__).parent / "ways" / "measures.yaml"
ORDER = ("claims", "defence", "evidence", "facts", "appeal_claims", "earlier_facts", "earlier_reasoning", "reasoning")


class Way(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """told: section kind -> its text; expect: measure -> accepted."""

    told: dict[str, str]
    expect: dict[str, str]


def measured(*parts: tuple[str, str]) -> tuple[MeasureTaken, ...]:
    """The measures of a judgment made of these parts, read with its findings as the program does."""
    judgment = judgment_of(*parts)
    return read_measures(judgment, read_findings(judgment))


TOLD = msgspec.yaml.decode(WAYS.read_bytes(), type=tuple[Way, ...])


@pytest.mark.parametrize("way", [pytest.param(way, id="".join(way.told.values())[-24:]) for way in TOLD])
def test_what_the_court_says_of_each_measure(way: Way) -> None:
    parts = sorted(way.told.items(), key=lambda part: ORDER.index(part[0]))
    assert {one.code: one.accepted for one in measured(*parts)} == way.expect
