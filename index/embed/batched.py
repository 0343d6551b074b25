"""What all encoders share: batches of texts of like length, one at a time."""

from __future__ import annotations

import os
import threading
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

import numpy as np

from index.embed.types import Prompt, Vectors

_MOST_THREADS = 4


def thread_count() -> int:
    """Threads for the model: the processors we may use, at most 4, so that the machine stays usable."""
    held = os.environ.get("OMP_NUM_THREADS", "")
    if held.isdigit() and int(held) > 0:
        return int(held)
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, _MOST_THREADS)


class BatchedEncoder(ABC):
    """An Encoder over `_encode_batch`. batch: texts at once, the measure of the memory it takes.

    Safe to use from several threads: they take turns batch by batch, so that a query does not wait for
    a whole import.
    """

    def __init__(self, identity: str, dim: int, prompts: Mapping[str, str], batch: int) -> None:
        self.identity = identity
        self.dim = dim
        self._prompts = prompts
        self._batch = batch
        self._turn = threading.Lock()

    def encode(self, texts: Sequence[str], prompt: Prompt) -> Vectors:
        """See Encoder.encode."""
        vectors = np.empty((len(texts), self.dim), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for start in range(0, len(order), self._batch):
            places = order[start : start + self._batch]
            with self._turn:
                vectors[places] = self._encode_batch([self._prompts.get(prompt, "") + texts[place] for place in places])
        return vectors

    @abstractmethod
    def _encode_batch(self, texts: list[str]) -> Vectors: ...
