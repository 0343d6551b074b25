"""Passages embedded a second, and the time of a query."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from benchmarks.material import gold_documents, sample_documents
from benchmarks.measured import AbsentError, Clock, Measured, milliseconds, seconds
from corpus.derive import derive
from corpus.digests import digest_documents
from corpus.model import Record
from corpus.settings import load_settings
from index.embed import EncoderUnavailableError, load_encoder
from index.passages import NOT_EMBEDDED, split_passages

PASSAGES = 500
QUERY = "业务员离职后把客户微信和报价带到新公司"


def measure() -> Iterator[Measured]:
    """500 passages in the program's batches, none from the cache, in fp32 and in int8."""
    settings, texts = load_settings(), passages()
    for precision in ("fp32", "int8"):
        try:
            encoder = load_encoder(msgspec.structs.replace(settings, encoder="default", precision=precision))
        except EncoderUnavailableError as fault:
            raise AbsentError(fault.message) from fault
        encoder.encode(texts[:8], "passage")
        with Clock() as clock:
            for start in range(0, len(texts), settings.batch):
                encoder.encode(texts[start : start + settings.batch], "passage")
        absolute = {
            "passages": float(len(texts)),
            "characters_mean": round(sum(map(len, texts)) / len(texts), 1),
            "seconds": round(clock.wall, 1),
            "cpu_seconds": round(clock.cpu, 1),
            "query_ms": milliseconds(seconds(lambda held=encoder: held.encode([QUERY], "query"))),  # type: ignore[misc]
        }
        yield Measured(f"passages_per_second_{precision}", len(texts) / clock.wall, absolute)


def passages() -> list[str]:
    """Every n-th passage that a user's index would embed, of digests, gold judgments and samples together."""
    documents = [*gold_documents(), *digest_documents(), *sample_documents()]
    judgments = [derive(raw, {})[0] for raw in documents]
    records = [Record(str(i), "judgment", judgment, "", ()) for i, judgment in enumerate(judgments)]
    texts = [
        record.judgment.text[place.start : place.end]
        for record in records
        for place in split_passages(record)
        if place.section not in NOT_EMBEDDED
    ]
    step = max(1.0, len(texts) / PASSAGES)
    return [texts[int(i * step)] for i in range(min(PASSAGES, len(texts)))]
