"""Accuracy item by item, so that a change can be read as what it gained and what it lost (eyecite's manner)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from corpus.evaluate.fields import bags, field_values, held_fields
from corpus.evaluate.gold import Coding, read_coding
from corpus.evaluate.spans import cell
from corpus.predict import predict


class DocumentItems(Struct, frozen=True):
    """Items of one document. right: in gold and prediction; missed: in the gold only; extra: predicted only.

    An item is `field=value` of the gold, or `list:member`, `findings:issue/finding/holder`; a second equal one
    ends in ` (2)`. A wrong field is one missed item.
    """

    document: str
    right: tuple[str, ...]
    missed: tuple[str, ...]
    extra: tuple[str, ...]


def read_documents(folder: Path) -> list[DocumentItems]:
    """Predicts every X.txt with an X.json beside it."""
    return [_document(path) for path in sorted(folder.glob("*.json"))]


def read_items(path: Path) -> list[DocumentItems]:
    """Items as `write_items` left them."""
    return [msgspec.json.decode(line, type=DocumentItems) for line in path.read_bytes().splitlines()]


def write_items(path: Path, items: Sequence[DocumentItems]) -> None:
    """One document a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(msgspec.json.encode(document) + b"\n" for document in items))


def compare(before: Sequence[DocumentItems], after: Sequence[DocumentItems]) -> Iterator[str]:
    """Lines `gained` and `lost`; a false extra that went is a gain, one that came a loss."""
    held = {document.document: document for document in before}
    for now in after:
        then = held.get(now.document, DocumentItems(now.document, (), (), ()))
        yield from _lines("gained", now.document, set(now.right) - set(then.right), "")
        yield from _lines("gained", now.document, set(then.extra) - set(now.extra), "no longer extra: ")
        yield from _lines("lost", now.document, set(then.right) - set(now.right), "")
        yield from _lines("lost", now.document, set(now.extra) - set(then.extra), "extra: ")


def score(stem: str, pred: Coding, gold: Coding) -> DocumentItems:
    """Our coding of a document against the gold's."""
    ours, theirs = field_values(pred), field_values(gold)
    held = sorted(held_fields(gold))
    right = [f"{name}={_text(theirs[name])}" for name in held if ours[name] == theirs[name]]
    missed = [f"{name}={_text(theirs[name])}" for name in held if ours[name] != theirs[name]]
    found, wanted = _members(pred), _members(gold)
    return DocumentItems(
        stem,
        (*right, *sorted(found & wanted)),
        (*missed, *sorted(wanted - found)),
        tuple(sorted(found - wanted)),
    )


def _document(path: Path) -> DocumentItems:
    data = path.with_suffix(".txt").read_bytes()
    return score(path.stem, predict(path.stem, data) or Coding(), read_coding(path))


def _members(coding: Coding) -> set[str]:
    held = {f"{name}:{_text(member)}": n for name, bag in bags(coding).items() for member, n in bag.items()}
    held |= {f"findings:{'/'.join(key)}": n for key, n in Counter(map(cell, coding.findings)).items()}
    return {name if i == 1 else f"{name} ({i})" for name, n in held.items() for i in range(1, n + 1)}


def _text(value: Hashable) -> str:
    if isinstance(value, frozenset):
        return "、".join(sorted(map(_text, value)))
    if isinstance(value, tuple):
        return "/".join(map(_text, value))
    return "" if value is None else str(value)


def _lines(kind: str, document: str, items: set[str], prefix: str) -> Iterator[str]:
    return (f"{kind:6} {document}  {prefix}{item}" for item in sorted(items))
