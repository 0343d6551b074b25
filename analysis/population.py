"""Which records a statistic counts, and in what unit. Every figure names the population it was drawn from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from corpus.codes import Kind, Relevance
from corpus.model import Record

Unit = Literal["document", "dispute"]
Denominator = Literal["merits", "all"]


class Population(Struct, frozen=True):
    """What is counted. Defaults are the codebook's: civil judgments on the merits of a customer list, a document each.

    Criminal and administrative cases never enter civil rates.
    """

    kinds: tuple[Kind, ...] = ("judgment",)
    relevance: tuple[Relevance, ...] = ("core",)
    unit: Unit = "document"


def select(records: Iterable[Record], population: Population) -> list[Record]:
    """The records of a population, one a unit."""
    chosen = [
        r
        for r in records
        if r.kind in population.kinds
        and r.judgment.document.customer_list in population.relevance
        and r.judgment.document.case_type == "civil"
    ]
    return chosen if population.unit == "document" else last_of_disputes(chosen)


def last_of_disputes(records: Sequence[Record]) -> list[Record]:
    """One record a dispute: documents joined by the prior numbers they name; the last effective one speaks."""
    groups = _disputes(records)
    return [max((records[i] for i in group), key=_lateness) for group in groups]


def _lateness(record: Record) -> tuple[bool, str, int]:
    """A later document outranks an earlier one; one without a known result speaks only if alone."""
    head = record.judgment.document
    when = head.date or (f"{head.year}" if head.year else "")
    rank = ("other", "first", "second", "retrial_review", "retrial").index(head.procedure)
    return head.plaintiff_outcome != "unknown", when, rank


def _disputes(records: Sequence[Record]) -> list[list[int]]:
    """Groups of positions that share a case number, own or prior, or a dispute (union by smallest position)."""
    parent = list(range(len(records)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    holder: dict[str, int] = {}
    for i, record in enumerate(records):
        head = record.judgment.document
        inferred = record.digest.dispute if record.digest else None  # a digest's link where no number shows it
        for mark in filter(None, (head.case_number, *head.prior, inferred)):
            j = root(holder.setdefault(mark, i))
            low, high = sorted((root(i), j))
            parent[high] = low
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for i in range(len(records)):
        groups[root(i)].append(i)
    return list(groups.values())
