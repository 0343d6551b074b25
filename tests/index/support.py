"""Records and an encoder for tests of the index: fictional, small, deterministic."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from corpus.codes import Kind, SectionKind
from corpus.model import AnnotatedJudgment, Document, Finding, Instance, Record, Section
from index.build import build
from index.embed import Encoder
from index.embed.types import Prompt, Vectors
from index.engine.protocol import Engine
from index.evaluate import MemoryCorpus
from index.library import Library

DIM = 32


class HashingEncoder:
    """Texts that share characters are near: each pair of neighbours adds a direction drawn from its hash."""

    dim = DIM

    def __init__(self, identity: str = "hashing-1") -> None:
        self.identity = identity
        self.encoded = 0

    def encode(self, texts: Sequence[str], prompt: Prompt) -> Vectors:
        self.encoded += len(texts)
        return np.stack([self._one(text) for text in texts])

    def _one(self, text: str) -> Vectors:
        vector = np.full(DIM, 1e-3, dtype=np.float32)
        for pair in pairwise(text):
            vector[hashlib.sha256("".join(pair).encode()).digest()[0] % DIM] += 1
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def record(
    key: str,
    *parts: tuple[SectionKind, str],
    kind: Kind = "judgment",
    findings: Sequence[Finding] = (),
    instances: Sequence[Instance] = (),
    **document: object,
) -> Record:
    """A record whose text is the parts one after another, each its section."""
    text, sections = "", []
    for section, words in parts:
        sections.append(Section(section, len(text), len(text) + len(words)))
        text += words
    judgment = AnnotatedJudgment(
        text=text,
        document=Document(**document),  # type: ignore[arg-type]
        sections=tuple(sections),
        statutes=(),
        spans={},
        findings=tuple(findings),
    )
    return Record(key=key, kind=kind, judgment=judgment, title=key, sources=(), instances=tuple(instances))


def library_of(engine: Engine, *records: Record, encoder: Encoder | None = None) -> Library:
    """A library with these records, built."""
    store = MemoryCorpus(records)
    build(store, engine, encoder, silent)
    return Library(store, engine, encoder)


def silent(stage: str, done: int, total: int) -> None:
    """No progress is shown."""
