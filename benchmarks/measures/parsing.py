"""How long parse and annotate take, against jieba's tokenising of the same texts."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.material import gold_documents
from benchmarks.measured import Measured, cpu_seconds, milliseconds
from corpus.annotate import annotate
from corpus.model import RawDocument
from corpus.parse import parse
from index.tokenise.cutter import definition


def measure() -> Iterator[Measured]:
    """Processor time over all fifteen texts, and of the text with the worst ratio; rules and dictionary are loaded."""
    documents, jieba = gold_documents(), definition()
    for raw in documents:  # the first run reads the rule files
        _work(raw)
    ours = [cpu_seconds(lambda raw=raw: _work(raw)) for raw in documents]  # type: ignore[misc]
    theirs = [cpu_seconds(lambda raw=raw: jieba.lcut(raw.text)) for raw in documents]  # type: ignore[misc]
    absolute = {
        "documents": float(len(documents)),
        "characters_mean": sum(len(raw.text) for raw in documents) / len(documents),
        "parse_annotate_mean_ms": milliseconds(sum(ours) / len(ours)),
        "jieba_mean_ms": milliseconds(sum(theirs) / len(theirs)),
    }
    yield Measured("over_jieba", sum(ours) / sum(theirs), absolute)
    yield Measured("over_jieba_worst", max(a / b for a, b in zip(ours, theirs, strict=True)), absolute)


def _work(raw: RawDocument) -> None:
    annotate(parse(raw))
