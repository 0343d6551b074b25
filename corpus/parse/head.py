"""The head fields of a document: which case it is, before which court, about what, between whom."""

from __future__ import annotations

from msgspec import Struct

from corpus.codes import DocType, Procedure
from corpus.knowledge.courts import Court, Place, find_court
from corpus.model import Document, FieldSpan, Metadata, Party, Section
from corpus.parse.cause import read_cause
from corpus.parse.clean import Clean, tidy
from corpus.parse.decided_on import read_decided_on
from corpus.parse.instance import read_instance
from corpus.parse.numbers import CaseNumber, court_of_number, normalise_number, place_of_number
from corpus.parse.parties import Told, read_parties
from corpus.parse.prior import split_numbers
from corpus.parse.title import Title, case_type_of, doc_type_of, read_title

_TITLE_REACH = 400  # characters in which a title is looked for where no party is found
_ANNOUNCED = 6  # characters before an order that announce it
_FIRST_CLAIM = ("earlier_claims", "claims", "earlier_facts")


class Head(Struct, frozen=True):
    """The head fields, and the place of each that stands in the text."""

    document: Document
    spans: dict[str, FieldSpan]


def read_head(copy: Clean, sections: tuple[Section, ...], metadata: Metadata) -> Head:
    """Reads the head fields; the text wins over the metadata, and what neither shows stays None."""
    cuts = _cuts(copy, sections)
    title = read_title(copy, cuts.get("title", (0, min(_TITLE_REACH, len(copy.text))))[1])
    number = _number(title, metadata)
    place = place_of_number(number or "")
    court = _court(title, metadata, number or "", place)
    parties = _parties(copy, cuts)
    procedure = _procedure(copy, cuts, number)
    cause = read_cause(copy, *cuts["procedure"], parties) if "procedure" in cuts else None
    prior, related = split_numbers(copy, sections, number, procedure)
    decided = read_decided_on(copy, sections, metadata, number)
    document = Document(
        case_number=number,
        case_number_raw=title.number.raw if title.number else metadata.case_number,
        court=court.name if court else None,
        court_level=court.level if court else place.level if place else None,
        special=court.special if court else False,
        region=(court.region if court else None) or (place.region if place else None),
        date=decided.date,
        year=decided.year,
        date_basis=decided.basis,
        doc_type=_doc_type(title, metadata, sections, copy),
        procedure=procedure,
        cause=tidy(cause.surface) if cause and (parties or not metadata.cause) else metadata.cause,
        case_type=case_type_of(number or "", copy.text[:_TITLE_REACH]),
        parties=parties,
        prior=tuple(one.normal for one in prior),
        related=tuple(one.normal for one in related),
    )
    spans = {
        "court": title.court_span if court is title.court else None,
        "doc_type": title.doc_span,
        "date": decided.span,
        "cause": cause if parties or not metadata.cause else None,
    }
    numbered = {"case_number": title.number} | _listed("prior", prior) | _listed("related", related)
    spans |= {name: FieldSpan(n.start, n.end, n.raw, "number") for name, n in numbered.items() if n}
    return Head(document, {name: span for name, span in spans.items() if span})


def _cuts(copy: Clean, sections: tuple[Section, ...]) -> dict[str, tuple[int, int]]:
    """The first section of each kind, in cleaned positions."""
    cuts: dict[str, tuple[int, int]] = {}
    for section in sections:
        cuts.setdefault(section.kind, (copy.at(section.start), copy.at(section.end)))
    return cuts


def _number(title: Title, metadata: Metadata) -> str | None:
    if title.number:
        return title.number.normal
    return normalise_number(metadata.case_number) if metadata.case_number else None


def _court(title: Title, metadata: Metadata, number: str, place: Place | None) -> Court | None:
    """The title's court, unless the number shows another rank (a summary that names an earlier court)."""
    known = court_of_number(number)
    source = find_court(metadata.court) if metadata.court else None
    if title.court and not (known and place and place.level != title.court.level):
        return title.court
    return source or known or title.court


def _parties(copy: Clean, cuts: dict[str, tuple[int, int]]) -> tuple[Party, ...]:
    if "parties" not in cuts:
        return ()
    procedure = copy.text[slice(*cuts["procedure"])] if "procedure" in cuts else ""
    claim = next((copy.text[slice(*cuts[kind])] for kind in _FIRST_CLAIM if kind in cuts), "")
    return read_parties(copy, *cuts["parties"], Told(procedure, claim))


def _procedure(copy: Clean, cuts: dict[str, tuple[int, int]], number: str | None) -> Procedure:
    end = cuts["parties"][1] if "parties" in cuts else min(_TITLE_REACH, len(copy.text))
    return read_instance(number, copy.text[:end])


def _doc_type(title: Title, metadata: Metadata, sections: tuple[Section, ...], copy: Clean) -> DocType:
    """By the title, else by the metadata, else by the words that announce the order."""
    for words in (metadata.doc_type, metadata.title):
        if not title.doc_type and words and doc_type_of(words):
            return doc_type_of(words) or "other"
    order = next((section for section in sections if section.kind == "order"), None)
    at = copy.at(order.start) if order else 0
    return title.doc_type or doc_type_of(copy.text[max(at - _ANNOUNCED, 0) : at]) or "other"


def _listed(name: str, numbers: list[CaseNumber]) -> dict[str, CaseNumber | None]:
    return {f"{name}[{at}]": number for at, number in enumerate(numbers)}
