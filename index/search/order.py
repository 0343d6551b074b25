"""The order in which found judgments are shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from corpus import codes
from corpus.model import Record
from index.fields import dates_of
from index.types import Sort

_TIERS = {level: tier for tier, level in enumerate(codes.codes(codes.CourtLevel))}


def in_order(found: Sequence[Record], sort: Sort, first: Collection[str]) -> list[Record]:
    """Records (given by relevance) sorted; those asked for by number stay first, ties keep their relevance.

    A date or court order arranges what relevance has found; it does not find anything else. Without a query
    relevance says nothing: the newest come first.
    """
    if sort == "court":
        ordered = sorted(found, key=lambda record: _TIERS.get(record.judgment.document.court_level or "", len(_TIERS)))
    else:
        ordered = sorted(found, key=lambda record: -dates_of(record)[1])
    return sorted(ordered, key=lambda record: record.key not in first)
