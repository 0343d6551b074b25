"""Keys of records, and when two texts are copies of one document.

Key: number|court|date|doc_type, each part percent-encoded; without a number the sha256 of the normalised
text (of a digest: of its origin). Party names are never part of a key: published copies are anonymised.
"""

from __future__ import annotations

import hashlib
import unicodedata
from urllib.parse import quote

from corpus.codes import Kind
from corpus.model import Document, RawDocument

AGREEMENT = 0.8  # share of the shorter text's shingles found in the other: anonymised copies keep > .9, others < .5
SHINGLE = 8  # characters


def normalise_text(text: str) -> str:
    """The text with widths folded and white space, signs and format characters dropped."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if c.isalnum())


def text_hash(text: str) -> str:
    """sha256 of the normalised text."""
    return hashlib.sha256(normalise_text(text).encode()).hexdigest()


def digest_key(raw: RawDocument) -> str:
    """The key of a digest, by its origin: `file` of a digest's RawDocument is the row it came from."""
    return f"digest|{hashlib.sha256(raw.file.encode()).hexdigest()}"


def make_key(document: Document, kind: Kind, fallback: str) -> str:
    """The key of a record that is no digest; fallback: identifies it where it has no case number (a hash)."""
    prefix = {"sample": "sample|", "official": "official|"}.get(kind, "")
    if not document.case_number:
        return f"{prefix}{fallback}"
    parts = (document.case_number, document.court or "", document.date or "", document.doc_type)
    return prefix + "|".join(quote(part, safe="") for part in parts)


def shingles(text: str) -> set[str]:
    """The overlapping character runs by which two texts are compared."""
    flat = normalise_text(text)
    return {flat[i : i + SHINGLE] for i in range(max(1, len(flat) - SHINGLE + 1))}


def texts_agree(one: str, other: str) -> bool:
    """Whether two texts are copies of one document: anonymised, cut or spaced differently, but the same words."""
    a, b = shingles(one), shingles(other)
    return len(a & b) >= AGREEMENT * min(len(a), len(b))


def compatible(one: Document, other: Document) -> bool:
    """Whether two heads can belong to one document: equal where both are known."""
    pairs = ((one.case_number, other.case_number), (one.court, other.court), (one.date, other.date))
    return one.doc_type == other.doc_type and all(a == b or not a or not b for a, b in pairs)
