"""Passages and queries as vectors. torch and sentence-transformers are imported only when one is made."""

from __future__ import annotations

from index.embed.load import default_folder, load_encoder
from index.embed.types import Encoder, EncoderUnavailableError, Progress, Prompt, Vectors

__all__ = [
    "Encoder",
    "EncoderUnavailableError",
    "Progress",
    "Prompt",
    "Vectors",
    "default_folder",
    "load_encoder",
]
