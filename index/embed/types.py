"""What an encoder is to the rest of the program, and the error when there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import MichaError

Prompt = Literal["query", "passage"]
Vectors = NDArray[np.float32]
Progress = Callable[[str], None]


class EncoderUnavailableError(MichaError):
    """No encoder can be had: search goes on with words alone (BM25). The message says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message, stage="embed")


class Encoder(Protocol):
    """Texts to vectors of length 1, whose dot product is the cosine.

    The cosines of the default encoder are bunched (unrelated .87, related .92): rank by them, never show
    one and never compare one with a threshold.
    """

    @property
    def identity(self) -> str:
        """Model, precision, prompts, length in tokens and vocabulary: other identity, other vectors."""
        ...

    @property
    def dim(self) -> int: ...

    def encode(self, texts: Sequence[str], prompt: Prompt) -> Vectors:
        """(n, dim), float32, in the order of texts. A text beyond the length limit is cut at its end."""
        ...
