"""Reads e5-small-q4.bin: multilingual-e5-small with 4-bit weights.

The file: a head of integers, the sentencepiece vocabulary with scores, a table of character
normalisations (skipped: it equals NMT + NFKC, see tokenizer.py), a directory of tensors, the tensors.
A tensor of type 0 is float32. One of type 1 is cut into blocks of 32 weights of 18 bytes: a float16 scale
and 16 bytes of which the low halves are the first 16 weights and the high halves the others, 8 being zero.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK = 32
BLOCK_BYTES = 18
_HEAD = struct.Struct("<4si7ifi5iQ")
_TENSOR = struct.Struct("<BIQQ")


class Shape(Struct, frozen=True):
    """The sizes of the BERT model."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


class _Tensor(Struct, frozen=True):
    quantised: bool
    count: int
    offset: int
    size: int


class Q4File:
    """The decoded head of the file; tensors are decoded when asked for. Raises ValueError for another format."""

    def __init__(self, data: bytes) -> None:
        if data[:4] != MAGIC:
            raise ValueError("not an E5S1 file")
        self._data = data
        head = _HEAD.unpack_from(data, 0)
        self.shape = Shape(*head[2:10])
        pieces, text_bytes = head[11], head[16]
        place = self._read_vocabulary(_HEAD.size, pieces, text_bytes)
        _, map_bytes = struct.unpack_from("<iI", data, place)
        self._tensors = self._read_directory(place + 8 + map_bytes)

    def _read_vocabulary(self, place: int, count: int, text_bytes: int) -> int:
        offsets = np.frombuffer(self._data, "<u4", count + 1, place)
        place += 4 * (count + 1)
        self.scores: NDArray[np.float32] = np.frombuffer(self._data, "<f4", count, place)
        place += 4 * count
        text = self._data[place : place + text_bytes]
        borders = zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
        self.pieces = [text[start:end].decode("utf-8", "replace") for start, end in borders]
        return place + text_bytes

    def _read_directory(self, place: int) -> dict[str, _Tensor]:
        (count,) = struct.unpack_from("<i", self._data, place)
        place += 4
        tensors = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._data, place)
            name = self._data[place + 2 : place + 2 + length].decode("utf-8")
            kind, *numbers = _TENSOR.unpack_from(self._data, place + 2 + length)
            tensors[name] = _Tensor(bool(kind), *numbers)
            place += 2 + length + _TENSOR.size
        return tensors

    def tensor(self, name: str, *shape: int) -> NDArray[np.float32]:
        """A tensor as float32. Raises KeyError for an unknown name, ValueError for another shape."""
        held = self._tensors[name]
        if held.quantised:
            return _unpack(self._bytes(held)).reshape(shape)
        return np.frombuffer(self._data, "<f4", held.count, held.offset).reshape(shape).copy()

    def rows(self, name: str, rows: Sequence[int], width: int) -> NDArray[np.float32]:
        """Some rows of a quantised matrix of that width: the whole word table would take 384 MB."""
        blocks = self._bytes(self._tensors[name]).reshape(-1, width // BLOCK * BLOCK_BYTES)
        return _unpack(blocks[list(rows)]).reshape(len(rows), width)

    def _bytes(self, held: _Tensor) -> NDArray[np.uint8]:
        if held.size != held.count // BLOCK * BLOCK_BYTES:
            raise ValueError("a tensor's size does not fit its blocks")
        return np.frombuffer(self._data, np.uint8, held.size, held.offset)


def _unpack(packed: NDArray[np.uint8]) -> NDArray[np.float32]:
    blocks = packed.reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    weights: NDArray[np.float32] = (halves.astype(np.float32) - 8) * scales
    return weights
