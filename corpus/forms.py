"""The JSON that the corpus commands print: a promise to users' scripts. Schemas: docs/schemas/*.json.

annotate has the form of the development gold, with positions; numbers stay numbers.
"""

from __future__ import annotations

import hashlib

import msgspec
from msgspec import UNSET, Struct, UnsetType

from corpus.codes import (
    Carrier,
    DamagesBasis,
    Holder,
    Industry,
    Issue,
    Kind,
    Outcome,
    Relevance,
    Result,
    Role,
    SectionKind,
)
from corpus.display import display_number
from corpus.model import (
    AnnotatedJudgment,
    DigestNote,
    Document,
    FieldSpan,
    Instance,
    MeasureTaken,
    Record,
    Source,
    Statute,
)

ENCODER = msgspec.json.Encoder(decimal_format="number")
TEXT_LAYOUT = "plain_text"  # of a text file positions count in the file itself; of any other, in the `text` printed


class FindingLine(Struct, frozen=True):
    """A finding with its sentence; quote = the text between start and end."""

    issue: Issue
    finding: Result
    holder: Holder
    start: int | None
    end: int | None
    quote: str | None
    scope: str | None
    rule: str | None


class SectionLine(Struct, frozen=True):
    kind: SectionKind
    start: int
    end: int


class AnnotatedLine(Struct, frozen=True):
    """One annotated file. spans: document field -> {start, end, surface, rule}."""

    file: str
    id: str
    document: Document
    findings: tuple[FindingLine, ...]
    measures: tuple[MeasureTaken, ...]
    carriers: tuple[Carrier, ...]
    employee_roles: tuple[Role, ...]
    industry: Industry | None
    damages_basis: DamagesBasis | None
    statutes: tuple[Statute, ...]
    sections: tuple[SectionLine, ...]
    spans: dict[str, FieldSpan]
    layout: str
    text: str | UnsetType = UNSET
    text_sha256: str | UnsetType = UNSET


class ListLine(Struct, frozen=True):
    """One record in brief. origin: the row a digest came from, or the leading source's file."""

    key: str
    kind: Kind
    case_number: str | None
    display_number: str
    title: str
    court: str | None
    date: str | None
    year: int | None
    plaintiff_outcome: Outcome
    customer_list: Relevance
    origin: str
    sources: int


class ShowLine(Struct, frozen=True):
    """One record with everything that is known of it."""

    key: str
    kind: Kind
    display_number: str
    title: str
    aliases: tuple[str, ...]
    sources: tuple[Source, ...]
    instances: tuple[Instance, ...]
    digest: DigestNote | None
    generation: int
    judgment: AnnotatedLine


def annotated_line(judgment: AnnotatedJudgment, file: str, stem: str, layout: str, *, with_text: bool) -> AnnotatedLine:
    """The printed form of an annotated judgment."""
    return AnnotatedLine(
        file=file,
        id=stem,
        document=judgment.document,
        findings=tuple(_finding(f, judgment.text) for f in judgment.findings),
        measures=judgment.measures,
        carriers=judgment.carriers,
        employee_roles=judgment.employee_roles,
        industry=judgment.industry,
        damages_basis=judgment.damages_basis,
        statutes=judgment.statutes,
        sections=tuple(SectionLine(s.kind, s.start, s.end) for s in judgment.sections),
        spans=judgment.spans,
        layout=layout,
        text=judgment.text if with_text else UNSET,
        text_sha256=hashlib.sha256(judgment.text.encode()).hexdigest() if with_text else UNSET,
    )


def _finding(finding: msgspec.Struct, text: str) -> FindingLine:
    held = msgspec.structs.asdict(finding)
    start, end = held["start"], held["end"]
    return FindingLine(**held, quote=text[start:end] if start is not None and end is not None else None)


def list_line(record: Record) -> ListLine:
    """The printed form of a record in a list."""
    head = record.judgment.document
    lead = next(source for source in record.sources if source.leads)
    return ListLine(
        key=record.key,
        kind=record.kind,
        case_number=head.case_number,
        display_number=display_number(record),
        title=record.title,
        court=head.court,
        date=head.date,
        year=head.year,
        plaintiff_outcome=head.plaintiff_outcome,
        customer_list=head.customer_list,
        origin=record.digest.origin if record.digest else lead.file,
        sources=len(record.sources),
    )


def show_line(record: Record) -> ShowLine:
    """The printed form of a whole record."""
    lead = next(source for source in record.sources if source.leads)
    return ShowLine(
        key=record.key,
        kind=record.kind,
        display_number=display_number(record),
        title=record.title,
        aliases=record.aliases,
        sources=record.sources,
        instances=record.instances,
        digest=record.digest,
        generation=record.generation,
        judgment=annotated_line(record.judgment, lead.file, record.key, lead.layout, with_text=True),
    )
