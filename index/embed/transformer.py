"""Encoders that run in sentence-transformers: the default one in fp32, any hub name, any local folder."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.embed.batched import BatchedEncoder, thread_count
from index.embed.types import EncoderUnavailableError, Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class TransformerEncoder(BatchedEncoder):
    """A SentenceTransformer model in fp32 on the processor."""

    def __init__(self, model: SentenceTransformer, identity: str, prompts: Mapping[str, str], batch: int) -> None:
        super().__init__(identity, int(model.get_embedding_dimension() or 0), prompts, batch)
        self._model = model

    def _encode_batch(self, texts: list[str]) -> Vectors:
        # prompt="": the texts carry theirs; else the model's default prompt would come before it.
        found = self._model.encode(
            texts, prompt="", batch_size=len(texts), show_progress_bar=False, normalize_embeddings=True
        )
        return np.asarray(found, dtype=np.float32)


def prepare_torch() -> None:
    """Limit torch's threads, and keep transformers from writing bars and reports between our own lines."""
    import torch
    from transformers.utils import logging

    torch.set_num_threads(thread_count())
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]


def open_model(name: str, *, local: bool) -> SentenceTransformer:
    """Load a folder (local: without any network call) or a hub name. Raises EncoderUnavailableError."""
    from sentence_transformers import SentenceTransformer

    prepare_torch()
    try:
        return SentenceTransformer(name, device="cpu", local_files_only=local)
    except (OSError, ValueError, RuntimeError) as fault:
        raise EncoderUnavailableError(
            f"语义模型 {name} 无法打开（{type(fault).__name__}）。请检查名称、网络或文件夹，"
            "或把设置 encoder 改回 default。"
        ) from fault


def fingerprint(folder: Path) -> str:
    """A hash over the content of all files of a model folder: two models of one name are two identities."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]
