"""A case in citation form: 当事人案由案，法院案号文书类型。 (法学引注手册, 2nd ed.; the forms: data/citation.yaml)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from corpus.errors import KnowledgeError, MichaError
from corpus.knowledge.labels import label
from corpus.model import Record

FORMS_FILE = Path(__file__).parent / "data" / "citation.yaml"

RefusedReason = Literal["sample", "no_number", "incomplete_number", "no_court"]


class CitationRefusedError(MichaError):
    """The record must not be cited; `reason` is the code, the message says why and what to do."""

    def __init__(self, reason: RefusedReason, *, document: str | None = None) -> None:
        super().__init__(load_forms().refused[reason], document=document, stage="citation")
        self.reason = reason


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: str
    number: str


class OfficialForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A collection of official cases: where its own number stands and how it is cited."""

    id: str
    pattern: str
    place: str
    examples: tuple[Example, ...]
    counter_examples: tuple[str, ...]


class Forms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data file: templates of a citation and the words of a refusal."""

    document: str
    sentence: str
    untitled: str
    quoted: str
    retold: str
    voiced: str
    doc_type: dict[str, str]
    official: tuple[OfficialForm, ...]
    refused: dict[RefusedReason, str]


@cache
def load_forms(path: Path = FORMS_FILE) -> Forms:
    """The citation forms. Raises KnowledgeError naming the file where it is broken."""
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=Forms)
    except (OSError, msgspec.DecodeError) as fault:
        raise KnowledgeError(f"引注格式表 {path.name} 有误：{fault}。请改正该文件。", stage="citation") from fault


def cite(record: Record) -> str:
    """The record in citation form, with the full stop. Raises CitationRefusedError where it must not be cited."""
    if record.kind == "sample":
        raise CitationRefusedError("sample", document=record.key)
    forms, document = load_forms(), record.judgment.document
    place = _official_place(record) or _document_place(record)
    named = bool(document.parties or document.cause) or record.kind == "official"
    return (forms.sentence if named else forms.untitled).format(title=record.title, place=place)


def cite_passage(record: Record, passage: str, voice: str = "") -> str:
    """A passage in quotation marks with its case in brackets; a digest's words are marked as retold, never quoted.

    voice: who speaks, put before words that are not the document's own court's, so that a party's claim or a
    reversed view of the lower court is never quoted as the court's.
    Raises CitationRefusedError like `cite`.
    """
    citation = cite(record).removesuffix("。")
    forms = load_forms()
    form = forms.retold if record.kind == "digest" else forms.quoted
    quoted = form.format(passage=" ".join(passage.split()), citation=citation)
    return forms.voiced.format(voice=voice, quoted=quoted) if voice else quoted


def official_number(text: str) -> tuple[OfficialForm, str] | None:
    """The collection and the number named in `text`: 指导案例24号 -> (guiding_case, 24)."""
    for form in load_forms().official:
        found = re.search(form.pattern, text)
        if found:
            return form, found.group(1)
    return None


def _official_place(record: Record) -> str | None:
    if record.kind != "official":
        return None
    document = record.judgment.document
    for text in (record.title, document.case_number or "", document.case_number_raw or "", *record.aliases):
        found = official_number(text)
        if found:
            form, number = found
            return form.place.format(number=number)
    return None


def _document_place(record: Record) -> str:
    document = record.judgment.document
    if not document.case_number:
        raise CitationRefusedError("no_number", document=record.key)
    if record.digest and not record.digest.citable:
        raise CitationRefusedError("incomplete_number", document=record.key)
    if not document.court:
        raise CitationRefusedError("no_court", document=record.key)
    forms = load_forms()
    doc_type = forms.doc_type[document.doc_type]
    return forms.document.format(
        court=document.court,
        number=document.case_number,
        case_type=label("case_type", document.case_type, "zh") if doc_type else "",
        doc_type=doc_type,
    )
