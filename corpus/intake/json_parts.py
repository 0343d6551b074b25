"""JSON carriers: one file may hold one record, an answer around it, a list, or one record a line.

Each record is cut out with the bytes it has in the file, so that a part read again by itself gives the same document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from corpus.errors import IntakeError
from corpus.intake.decode import Decoded, decode

JsonObject = dict[str, object]
OPENING = re.compile(r'\ufeff?\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:\{|\[|\]|"|$)|\{\s*\.\.\.)')
# keys under which answers hold their record or list of records
WRAPPERS = ("result", "data", "datas", "source", "records", "rows", "list")
BROKEN = "JSON 文件不完整或有语法错误（第 {line} 行第 {column} 个字符处）。请重新下载完整的文件后再导入。"


def looks_like_json(text: str) -> bool:
    """Whether text opens as a JSON object or a list of them (a bracketed case number does not)."""
    return OPENING.match(text) is not None


@lru_cache(maxsize=4)
def load(data: bytes) -> object:
    """The JSON value of data; None where it is no JSON (also where it cannot be decoded at all)."""
    try:
        text = decode(data).text
        return json.loads(text.lstrip("\ufeff"), strict=False) if looks_like_json(text) else None
    except (IntakeError, json.JSONDecodeError, RecursionError):
        return None


def as_object(value: object) -> JsonObject:
    """value as a JSON object, unpacked if it is a string that holds one; empty for anything else."""
    if isinstance(value, str) and value.lstrip().startswith("{"):
        try:
            value = json.loads(value, strict=False)
        except (json.JSONDecodeError, RecursionError):
            return {}
    return value if isinstance(value, dict) else {}


def layers(data: bytes) -> Iterator[JsonObject]:
    """The object of data and the objects wrapped in it, outermost first (answer -> result -> record)."""
    yield from _unwrap(as_object(load(data)), 4)


def _unwrap(held: JsonObject, depth: int) -> Iterator[JsonObject]:
    if not held or depth == 0:
        return
    yield held
    for key in WRAPPERS:
        yield from _unwrap(as_object(held.get(key)), depth - 1)


def _lists(raw: bytes, depth: int = 4) -> list[bytes] | None:
    """The elements of the list of records that raw is or wraps, as they stand there; None if there is none."""
    head = raw.lstrip()[:1]
    if head == b"[":
        parts = [bytes(part) for part in msgspec.json.decode(raw, type=list[msgspec.Raw])]
        return parts if parts and all(part.startswith((b"{", b"[")) for part in parts) else None
    if head == b'"' and raw[1:2] in b"[{\\":
        return _lists(msgspec.json.decode(raw, type=str).encode(), depth - 1) if depth else None
    if head != b"{" or depth == 0:
        return None
    held = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    found = (_lists(bytes(held[key]), depth - 1) for key in WRAPPERS if key in held)
    return next((parts for parts in found if parts), None)


def _json_lines(text: str) -> list[str]:
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    return lines if len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines) else []


def _fault(text: str) -> json.JSONDecodeError | None:
    try:
        json.loads(text.lstrip("\ufeff"), strict=False)
    except json.JSONDecodeError as fault:
        return fault
    except RecursionError:
        return json.JSONDecodeError("嵌套过深", text, 0)
    return None


def broken(text: str) -> IntakeError | None:
    """The refusal of JSON that breaks off or has a fault in its syntax; None where text is whole JSON."""
    fault = _fault(text)
    if fault is None:
        return None
    message = BROKEN.format(line=fault.lineno, column=fault.colno)
    return IntakeError(message, reason="truncated_file")


def split(data: bytes) -> list[bytes]:
    """The records of a JSON file, each with its own bytes; [data] for one record.

    Raises IntakeError (truncated_file) where the file is broken off or is no JSON after all.
    """
    decoded = decode(data)
    refusal = broken(decoded.text)
    if refusal is not None:
        lines = _json_lines(decoded.text)
        if len(lines) > 1 and any(_fault(line) is None for line in lines):
            return [_encode(line, decoded) for line in lines]
        raise refusal
    try:
        parts = _lists(decoded.text.lstrip("\ufeff").encode())
    except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError):
        return [data]  # valid only leniently (raw control characters): read as one record
    return [_encode(part.decode(), decoded) for part in parts] if parts else [data]


def _encode(part: str, decoded: Decoded) -> bytes:
    return part.encode(decoded.encoding, errors="replace")


def text_of(held: JsonObject, key: str | None) -> str | None:
    """The value of key as text with single spaces at its edges gone; None where empty or not a scalar."""
    value = held.get(key) if key else None
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip() or None


def texts_of(held: JsonObject, key: str) -> tuple[str, ...]:
    """The value of key as a tuple of texts (a list of texts, or one text)."""
    value = held.get(key)
    values = value if isinstance(value, list) else [value]
    return tuple(item.strip() for item in values if isinstance(item, str) and item.strip())
