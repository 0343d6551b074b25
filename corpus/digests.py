"""Digests of real cases: read the rows, and hand each on as a document with findings and a note on its sources.

The text is ours, not the court's: it is shown with its sources and the warning to check the document itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from corpus.digests_model import Digest, OtherNumber
from corpus.digests_text import to_annotated
from corpus.errors import KnowledgeError
from corpus.model import AnnotatedJudgment, DigestNote, Metadata, RawDocument

__all__ = [
    "DIGESTS_FILE", "DIGEST_LAYOUT", "DIGEST_VERSION", "SCHEMA_FILE", "annotate_digest", "digest_documents",
    "digest_note", "digest_schema", "load_digests", "to_annotated", "to_note",
]  # fmt: skip

DIGESTS_FILE: Final = Path(__file__).parent / "data" / "digests.jsonl"
SCHEMA_FILE: Final = Path(__file__).parent / "schemas" / "digest.json"
DIGEST_LAYOUT: Final = "digest"
DIGEST_VERSION: Final = "1"
"""Raise it when the composed text, the findings' places or the labels in them change."""


def load_digests(path: Path = DIGESTS_FILE) -> list[Digest]:
    """All digests in the file's order. Raises KnowledgeError naming the file and line of a broken row."""
    return [digest for _, digest in _rows(path)]


def digest_documents(path: Path = DIGESTS_FILE) -> Iterator[RawDocument]:
    """Every digest as a document to be stored: data = the row's bytes, text = the composed text, file = its origin."""
    for line, digest in _rows(path):
        yield RawDocument(
            file=digest.origin,
            data=line,
            sha256=hashlib.sha256(line).hexdigest(),
            layout=DIGEST_LAYOUT,
            text=to_annotated(digest).text,
            kind="digest",
            metadata=Metadata(title=digest.title, case_number=digest.case_number, court=digest.court),
        )


def annotate_digest(data: bytes) -> AnnotatedJudgment:
    """The coded document of a row (its JSON bytes). Raises KnowledgeError for a broken row."""
    return to_annotated(_decode(data, "案例摘要"))


def digest_note(data: bytes) -> DigestNote:
    """The note of a row (its JSON bytes). Raises KnowledgeError for a broken row."""
    return to_note(_decode(data, "案例摘要"))


def digest_schema() -> bytes:
    """The JSON Schema of a row, as SCHEMA_FILE holds it: SCHEMA_FILE.write_bytes(digest_schema()) renews it."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Digest)), indent=2) + b"\n"


def to_note(digest: Digest) -> DigestNote:
    """How the digest is known, to be shown beside it."""
    return DigestNote(
        origin=digest.origin,
        references=digest.references,
        outcome_basis=digest.outcome_basis,
        date_note=digest.date_note,
        notes=digest.notes,
        citable=digest.citable,
        other_numbers=tuple(_number_words(other) for other in digest.other_numbers),
        dispute=digest.dispute,
    )


def _rows(path: Path) -> Iterator[tuple[bytes, Digest]]:
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        yield line, _decode(line, f"案例摘要 {path.name} 第{number}行")


def _decode(data: bytes, where: str) -> Digest:
    try:
        digest = msgspec.json.decode(data, type=Digest)
    except msgspec.DecodeError as fault:
        raise KnowledgeError(f"{where}有误：{fault}。请改正该行。", stage="digests") from fault
    for held in digest.findings:
        if held.quote is not None and held.quote not in digest.holding:
            fault_text = f"{where}所引“{held.quote}”不在裁判要旨中。请改正该行。"
            raise KnowledgeError(fault_text, document=digest.origin, stage="digests")
    return digest


def _number_words(other: OtherNumber) -> str:
    where = "，".join(part for part in (other.procedure, other.court) if part)
    return f"{other.number}（{where}）" if other.citable else f"{other.number}（{where}；不可引用）"
