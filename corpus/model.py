"""The typed stages of a document: RawDocument -> Judgment -> AnnotatedJudgment -> Record.

All are frozen. Positions (start, end) count Python code points of the stage's `text`; for every
located value `text[start:end] == surface`. Field names and codes are the codebook's; the JSON of
an AnnotatedJudgment is the form of the development gold plus positions.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from corpus.codes import (
    Accepted,
    AppealResult,
    AuclVersion,
    Carrier,
    CaseType,
    CourtLevel,
    DamagesBasis,
    DateBasis,
    DocType,
    Holder,
    Industry,
    InterpretationVersion,
    Issue,
    Kind,
    Measure,
    Outcome,
    PartyKind,
    Procedure,
    Relevance,
    Result,
    Role,
    SectionKind,
    Side,
)


class Metadata(Struct, frozen=True, forbid_unknown_fields=True):
    """What the carrier of a document says about it, as written there; the text wins where it contradicts."""

    title: str | None = None
    case_number: str | None = None
    court: str | None = None
    date: str | None = None  # as written by the source
    cause: str | None = None
    procedure: str | None = None
    doc_type: str | None = None
    document_id: str | None = None  # the site's own id
    statutes: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


class RawDocument(Struct, frozen=True):
    """One document as taken in: the bytes received and the text read from them.

    file: path or address, `a.zip!b.txt#2` for a part; data: the bytes of that file as received.
    text: for a text file the decoded characters with BOM and line ends kept (positions count in it),
    for any other layout the text drawn out of it by the layout module.
    """

    file: str
    data: bytes
    sha256: str  # of data, hexadecimal
    layout: str  # the intake module's LAYOUT
    text: str
    kind: Kind = "judgment"
    metadata: Metadata = Metadata()
    truncated: bool = False  # the source itself cut the text


class Span(Struct, frozen=True):
    """A place in a text: code points [start, end)."""

    start: int
    end: int


class FieldSpan(Struct, frozen=True):
    """Where a document field's value stands and which rule read it there."""

    start: int
    end: int
    surface: str
    rule: str


class Section(Struct, frozen=True):
    """A part of the document; sections are in the order of the text and do not overlap."""

    kind: SectionKind
    start: int
    end: int


class Counsel(Struct, frozen=True):
    name: str
    firm: str | None = None  # null for an agent who is no lawyer


class Party(Struct, frozen=True):
    """A party of the head; side by the ORIGINAL claim, whoever appeals. start, end: the name in the text."""

    role: str
    side: Side
    name: str
    kind: PartyKind
    counsel: tuple[Counsel, ...] = ()
    start: int | None = None
    end: int | None = None


class Statute(Struct, frozen=True):
    """An article cited or applied: (law's short name, version = year, article as a number)."""

    law: str
    version: str | None
    article: str
    start: int | None = None
    end: int | None = None
    rule: str | None = None


class Regime(Struct, frozen=True):
    """The substantive rules applied. Charts that mix regimes mislead."""

    aucl: AuclVersion | None = None
    interpretation: InterpretationVersion | None = None


class Document(Struct, frozen=True):
    """The codebook's document fields. Amounts in yuan."""

    case_number: str | None = None
    case_number_raw: str | None = None
    court: str | None = None
    court_level: CourtLevel | None = None
    special: bool = False
    region: str | None = None
    date: str | None = None
    year: int | None = None
    date_basis: DateBasis | None = None
    doc_type: DocType = "other"
    procedure: Procedure = "other"
    cause: str | None = None
    case_type: CaseType = "civil"
    parties: tuple[Party, ...] = ()
    claimed_amount: Decimal | None = None
    claimed_costs: Decimal | None = None
    awarded_amount: Decimal | None = None
    awarded_costs: Decimal | None = None
    plaintiff_outcome: Outcome = "unknown"
    appeal_result: AppealResult | None = None
    prior: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    customer_list: Relevance = "no"
    regime: Regime = Regime()


class Judgment(Struct, frozen=True):
    """What the parse stage knows: structure and head fields. customer_list and regime are still open."""

    text: str
    document: Document
    sections: tuple[Section, ...]
    statutes: tuple[Statute, ...]
    spans: dict[str, FieldSpan]  # document field -> its place


class Finding(Struct, frozen=True):
    """issue x finding by a court, with the sentence that says it. In a ruling: scope 初步 for likelihood."""

    issue: Issue
    finding: Result
    holder: Holder = "this_court"
    start: int | None = None
    end: int | None = None
    scope: str | None = None
    rule: str | None = None


class MeasureTaken(Struct, frozen=True):
    """A confidentiality measure and whether the last court that spoke of it accepted it."""

    code: Measure
    accepted: Accepted
    start: int | None = None
    end: int | None = None
    rule: str | None = None


class AnnotatedJudgment(Struct, frozen=True):
    """The annotate stage's result. `document` has customer_list and regime filled in."""

    text: str
    document: Document
    sections: tuple[Section, ...]
    statutes: tuple[Statute, ...]
    spans: dict[str, FieldSpan]
    findings: tuple[Finding, ...] = ()
    measures: tuple[MeasureTaken, ...] = ()
    carriers: tuple[Carrier, ...] = ()
    employee_roles: tuple[Role, ...] = ()
    industry: Industry | None = None
    damages_basis: DamagesBasis | None = None


class Reference(Struct, frozen=True):
    """A secondary source of a digest. The address is text to read, never a link to follow."""

    address: str
    kind: str


class DigestNote(Struct, frozen=True):
    """How a digest is known: shown beside it, with the warning to check the document itself."""

    origin: str  # e.g. cases_without_number.jsonl:12
    references: tuple[Reference, ...]
    outcome_basis: str
    date_note: str | None = None
    notes: str | None = None
    citable: bool = False  # a number that is the decision's own and complete
    other_numbers: tuple[str, ...] = ()  # of other decisions in the dispute, as the sources give them
    dispute: str | None = None  # digests with the same value are one dispute by inference: count it once


class Source(Struct, frozen=True):
    """Where a copy of the document came from."""

    id: int
    file: str
    sha256: str
    layout: str
    taken_at: str  # ISO 8601, UTC
    importer: str  # the program's version
    batch: int
    leads: bool  # its text is the record's text
    truncated: bool = False


class Instance(Struct, frozen=True):
    """Another document of the same dispute, joined by the prior numbers that the documents name."""

    key: str | None  # null: named, but not in the corpus
    case_number: str
    relation: str  # earlier / later


class Record(Struct, frozen=True):
    """One judgment (or digest, sample, official case) of the corpus with all that is known of it."""

    key: str
    kind: Kind
    judgment: AnnotatedJudgment
    title: str
    sources: tuple[Source, ...]
    aliases: tuple[str, ...] = ()
    instances: tuple[Instance, ...] = ()
    digest: DigestNote | None = None
    generation: int = 0  # of the store when this record last changed
