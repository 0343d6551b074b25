"""From RawDocument to AnnotatedJudgment, stage by stage, re-running only what changed.

A digest's row is already coded, so it has one stage only; every other layout is parsed and annotated.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

import msgspec

from corpus.annotate import ANNOTATE_VERSION, annotate
from corpus.digests import DIGEST_LAYOUT, DIGEST_VERSION, annotate_digest
from corpus.errors import MichaError
from corpus.model import AnnotatedJudgment, Judgment, RawDocument
from corpus.parse import PARSE_VERSION, parse

PARSE, ANNOTATE = "parse", "annotate"
Derived = TypeVar("Derived", Judgment, AnnotatedJudgment)


class StageResult(msgspec.Struct, frozen=True):
    """A stored result: output is the stage's JSON with an empty `text` (the text is kept once, with the source)."""

    stage: str
    version: str
    input_hash: str
    output: bytes


class DeriveError(MichaError):
    """A stage failed on a document: a fault of ours; the document is named and nothing of it is stored."""


def derive(raw: RawDocument, held: dict[str, StageResult]) -> tuple[AnnotatedJudgment, list[StageResult]]:
    """The annotated judgment of `raw`, and the stage results that are new. held: stored results by stage."""
    source = fingerprint(raw.text.encode(), msgspec.json.encode(raw.metadata), raw.kind.encode())
    if raw.layout == DIGEST_LAYOUT:
        coded = _run(ANNOTATE, DIGEST_VERSION, fingerprint(raw.data), held, lambda: annotate_digest(raw.data), raw)
        return _decode(coded, AnnotatedJudgment, raw.text), [r for r in (coded,) if r is not held.get(ANNOTATE)]
    parsed = _run(PARSE, PARSE_VERSION, source, held, lambda: parse(raw), raw)
    judgment = _decode(parsed, Judgment, raw.text)
    middle = fingerprint(parsed.output, source.encode())
    coded = _run(ANNOTATE, ANNOTATE_VERSION, middle, held, lambda: annotate(judgment), raw)
    fresh = [result for result in (parsed, coded) if result is not held.get(result.stage)]
    return _decode(coded, AnnotatedJudgment, raw.text), fresh


def fingerprint(*parts: bytes) -> str:
    """sha256 over the parts, hexadecimal."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _run(
    stage: str,
    version: str,
    input_hash: str,
    held: dict[str, StageResult],
    work: Callable[[], Derived],
    raw: RawDocument,
) -> StageResult:
    known = held.get(stage)
    if known and (known.version, known.input_hash) == (version, input_hash):
        return known
    try:
        output = msgspec.json.encode(msgspec.structs.replace(work(), text=""))
    except MichaError:
        raise
    except Exception as fault:
        raise DeriveError(f"分析时出错：{type(fault).__name__}: {fault}", document=raw.file, stage=stage) from fault
    return StageResult(stage, version, input_hash, output)


def _decode(result: StageResult, kind: type[Derived], text: str) -> Derived:
    return msgspec.structs.replace(msgspec.json.decode(result.output, type=kind), text=text)
