"""What the carrier says of a document: source keys -> Metadata, by the tables of knowledge/intake_layouts.yaml."""

from __future__ import annotations

import hashlib
import re

import msgspec

from corpus.codes import Kind
from corpus.intake.court_document import is_cut
from corpus.intake.json_parts import JsonObject, text_of
from corpus.intake.knowledge import facts
from corpus.model import Metadata, RawDocument
from corpus.text import encodable

TAG = re.compile(r"<[^<>]{1,200}>")
SLASH = re.compile(r"\s*[/／]\s*")
ONE_VALUED = frozenset(Metadata.__struct_fields__) - {"statutes", "keywords"}


def metadata_of(held: JsonObject, table: str) -> Metadata:
    """Metadata whose one-valued fields are read from held by the table of that name; markup and "unknown" words
    left out."""
    values: dict[str, str] = {}
    for field, key in facts().fields[table].items():
        value = text_of(held, key)
        plain = TAG.sub("", value).strip() if value else ""
        if field in ONE_VALUED and plain and plain not in facts().nothing:
            values[field] = plain
    return msgspec.convert(values, Metadata)


def split_keywords(line: str) -> tuple[str, ...]:
    """The keywords of a line, separated by slashes where it has any, else by spaces."""
    words = SLASH.split(line) if SLASH.search(line) else line.split()
    return tuple(word.strip() for word in words if word.strip())


def keywords_below_heading(text: str) -> tuple[str, ...]:
    """The keywords of an official summary: on the heading's line, or where that is empty on the next one."""
    heading, lines = facts().keywords_heading, text.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith(heading):
            return split_keywords(line.removeprefix(heading).lstrip("：: \u3000") or following)
    return ()


def fill(metadata: Metadata, other: Metadata) -> Metadata:
    """metadata with its gaps filled from other."""
    gaps = {
        field: getattr(other, field) for field in Metadata.__struct_fields__ if getattr(metadata, field) in (None, ())
    }
    return msgspec.structs.replace(metadata, **gaps)


def raw_document(
    data: bytes,
    name: str,
    layout: str,
    text: str,
    *,
    kind: Kind = "judgment",
    metadata: Metadata | None = None,
    truncated: bool | None = None,
) -> RawDocument:
    """A RawDocument of data. truncated None: a judgment that stops before its order is marked by its text."""
    text, metadata = encodable(text), _encodable(metadata or Metadata())
    cut = kind == "judgment" and is_cut(text) if truncated is None else truncated
    digest = hashlib.sha256(data).hexdigest()
    return RawDocument(name, data, digest, layout, text, kind, metadata, cut)


def _encodable(metadata: Metadata) -> Metadata:
    """Metadata that can be stored: JSON may escape what UTF-8 cannot hold."""
    values = {
        name: tuple(map(encodable, value)) if isinstance(value, tuple) else value and encodable(value)
        for name, value in msgspec.structs.asdict(metadata).items()
    }
    return msgspec.convert(values, Metadata)
