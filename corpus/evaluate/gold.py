"""A coded judgment as data: the form of the development gold, which `corpus annotate --json` prints too."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from corpus.errors import MichaError


class GoldError(MichaError):
    """A coding file that is not in the gold's form."""


class CodedCounsel(Struct, frozen=True):
    name: str | None = None
    firm: str | None = None


class CodedParty(Struct, frozen=True):
    side: str | None = None
    name: str | None = None
    counsel: tuple[CodedCounsel, ...] = ()


class CodedRegime(Struct, frozen=True):
    aucl: str | None = None
    interpretation: str | None = None


class CodedDocument(Struct, frozen=True):
    """The document fields; a field that the file lacks is UNSET and is not scored."""

    case_number: str | msgspec.UnsetType | None = msgspec.UNSET
    court: str | msgspec.UnsetType | None = msgspec.UNSET
    court_level: str | msgspec.UnsetType | None = msgspec.UNSET
    special: bool | msgspec.UnsetType | None = msgspec.UNSET
    region: str | msgspec.UnsetType | None = msgspec.UNSET
    date: str | msgspec.UnsetType | None = msgspec.UNSET
    doc_type: str | msgspec.UnsetType | None = msgspec.UNSET
    procedure: str | msgspec.UnsetType | None = msgspec.UNSET
    cause: str | msgspec.UnsetType | None = msgspec.UNSET
    plaintiff_outcome: str | msgspec.UnsetType | None = msgspec.UNSET
    appeal_result: str | msgspec.UnsetType | None = msgspec.UNSET
    customer_list: str | msgspec.UnsetType | None = msgspec.UNSET
    claimed_amount: str | int | float | msgspec.UnsetType | None = msgspec.UNSET
    claimed_costs: str | int | float | msgspec.UnsetType | None = msgspec.UNSET
    awarded_amount: str | int | float | msgspec.UnsetType | None = msgspec.UNSET
    awarded_costs: str | int | float | msgspec.UnsetType | None = msgspec.UNSET
    prior: tuple[str, ...] | msgspec.UnsetType | None = msgspec.UNSET
    related: tuple[str, ...] | msgspec.UnsetType | None = msgspec.UNSET
    regime: CodedRegime | msgspec.UnsetType | None = msgspec.UNSET
    parties: tuple[CodedParty, ...] = ()


class CodedFinding(Struct, frozen=True):
    """A finding placed by positions or by a quote."""

    issue: str
    finding: str
    holder: str = "this_court"
    quote: str | None = None
    start: int | None = None
    end: int | None = None


class CodedMeasure(Struct, frozen=True):
    code: str
    accepted: str


class CodedStatute(Struct, frozen=True):
    law: str
    version: str | None
    article: str | int


class CodedSection(Struct, frozen=True):
    kind: str
    start_quote: str | None = None
    start: int | None = None


class Coding(Struct, frozen=True):
    """One coded judgment."""

    document: CodedDocument = CodedDocument()
    findings: tuple[CodedFinding, ...] = ()
    measures: tuple[CodedMeasure, ...] = ()
    carriers: tuple[str, ...] = ()
    employee_roles: tuple[str, ...] = ()
    industry: str | msgspec.UnsetType | None = msgspec.UNSET
    damages_basis: str | msgspec.UnsetType | None = msgspec.UNSET
    statutes: tuple[CodedStatute, ...] | msgspec.UnsetType = msgspec.UNSET
    sections: tuple[CodedSection, ...] | msgspec.UnsetType = msgspec.UNSET


def read_coding(path: Path) -> Coding:
    """The coding of one file. Raises GoldError, naming the field that does not fit."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Coding, strict=False)
    except msgspec.DecodeError as fault:
        raise GoldError(f"编码文件 {path.name} 格式不符：{fault}", document=path.name, stage="evaluate") from fault
