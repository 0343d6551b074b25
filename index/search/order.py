"""The order in which found judgments are shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from corpus import codes
from corpus.model import Record
from index.fields import dates_of
from index.types import Sort

_TIERS = {level: tier for tier, level in enumerate(codes.codes(codes.CourtLevel))}


def in_order(
    records: Mapping[str, Record], scores: Mapping[str, float], sort: Sort, first: Collection[str]
) -> list[Record]:
    """Records (given by relevance) sorted; those asked for by number stay first, ties keep their relevance.

    A date or court order arranges what relevance has found; it does not find anything else.
    """
    found = list(records.values())
    if sort == "date" or (sort == "relevance" and not any(scores.values())):
        found.sort(key=lambda record: -dates_of(record)[1])
    elif sort == "court":
        found.sort(key=lambda record: _TIERS.get(record.judgment.document.court_level or "", len(_TIERS)))
    return sorted(found, key=lambda record: record.key not in first)
