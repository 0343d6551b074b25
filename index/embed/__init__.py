"""Passages and queries as vectors. torch and sentence-transformers are imported only when one is made."""

from __future__ import annotations

from index.embed.load import default_folder, load_encoder
from index.embed.types import Encoder, EncoderUnavailableError, Progress, Prompt, Vectors
from index.embed.vectors import CachedEncoder, VectorCache, VectorCacheError, passage_hash

__all__ = [
    "CachedEncoder",
    "Encoder",
    "EncoderUnavailableError",
    "Progress",
    "Prompt",
    "VectorCache",
    "VectorCacheError",
    "Vectors",
    "default_folder",
    "load_encoder",
    "passage_hash",
]
