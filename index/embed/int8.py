"""The default encoder in 8 bits on onnxruntime, without torch: less memory, twice the speed of fp32."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from index.embed.batched import BatchedEncoder, thread_count
from index.embed.tokenizer import PAD_ID
from index.embed.types import Vectors

MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"


class Int8Encoder(BatchedEncoder):
    """multilingual-e5-small with int8 weights; mean over the tokens, length 1.

    One text at a time: activations are quantised over all that is computed at once, so that in a batch a
    vector would depend on its neighbours (cosine .996 measured), and without padding it is faster as well.
    """

    def __init__(self, folder: Path, identity: str, prompts: Mapping[str, str], length: int) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = thread_count()
        # Threads that wait busily for the next text take the processor from the rest of a search: a third slower.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.enable_cpu_mem_arena = False  # else it keeps the memory of the longest text for good
        model = str(folder / MODEL_FILE)
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        self._tokenizer.enable_truncation(length)
        self._tokenizer.enable_padding(pad_id=PAD_ID)
        super().__init__(identity, int(self._session.get_outputs()[0].shape[-1]), prompts, batch=1)

    def _encode_batch(self, texts: list[str]) -> Vectors:
        read = self._tokenizer.encode_batch(texts)
        mask = np.array([one.attention_mask for one in read], dtype=np.int64)
        feeds = {"input_ids": np.array([one.ids for one in read], dtype=np.int64), "attention_mask": mask}
        states = np.asarray(self._session.run(None, feeds)[0], dtype=np.float32)
        summed = (states * mask[..., None]).sum(axis=1)
        return np.asarray(summed / np.linalg.norm(summed, axis=1, keepdims=True), dtype=np.float32)
