"""An encoder that costs nothing for passages, so that what is measured is everything but the embedding."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from index.embed import Encoder, Prompt, Vectors

DIM = 384  # that of multilingual-e5-small


class FakePassages:
    """Passages get pseudo-random vectors made of their text; queries go to the real encoder where there is one."""

    identity = "benchmark"
    dim = DIM

    def __init__(self, queries: Encoder | None = None) -> None:
        self._queries = queries

    def encode(self, texts: Sequence[str], prompt: Prompt) -> Vectors:
        """See Encoder.encode."""
        if prompt == "query" and self._queries is not None:
            return self._queries.encode(texts, prompt)
        return np.stack([_vector(text) for text in texts]) if texts else np.zeros((0, DIM), dtype=np.float32)


def _vector(text: str) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8])
    vector = np.random.default_rng(seed).standard_normal(DIM, dtype=np.float32)
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)
