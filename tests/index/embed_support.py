"""A q4 file of a tiny model with chosen weights, and an encoder that counts: no download, no gigabytes."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embed.fetch import MEMBER
from index.embed.q4 import BLOCK, MAGIC
from index.embed.types import Prompt, Vectors

HIDDEN, LAYERS, HEADS, WIDE, POSITIONS = 32, 2, 2, 64, 512
SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
PIECES = [
    *SPECIAL, *"▁,:.，。～（）0123456789abcdefghijklmnopqrstuvwxyz客户名单信息经营秘密报价微信业务员离职", "客户",
    "名单", "客户名单", "▁passage", "▁que", "ry", "кот", "été", "<mask>",
]  # fmt: skip


def pack(nibbles: NDArray[np.uint8], scales: NDArray[np.float16]) -> bytes:
    """Blocks of 32 values 0..15 with a scale each, as the file holds them. nibbles: (blocks, 32)."""
    low, high = nibbles[:, : BLOCK // 2], nibbles[:, BLOCK // 2 :]
    parts = zip(scales, low | (high << 4), strict=True)
    return b"".join(np.float16(scale).tobytes() + row.astype(np.uint8).tobytes() for scale, row in parts)


class Q4Writer:
    """Writes the file's format from its description in index/embed/q4.py."""

    def __init__(self, pieces: Sequence[str] = PIECES, seed: int = 0) -> None:
        self.pieces = list(pieces)
        self.values: dict[str, NDArray[np.float32]] = {}
        self._random = np.random.default_rng(seed)
        self._tensors: list[tuple[str, int, int, bytes]] = []

    def quantised(self, name: str, rows: int, width: int) -> None:
        blocks = rows * width // BLOCK
        nibbles = self._random.integers(0, 16, (blocks, BLOCK), dtype=np.uint8)
        scales = self._random.uniform(0.01, 0.03, blocks).astype(np.float16)
        values = (nibbles.astype(np.float32) - 8) * scales.astype(np.float32)[:, None]
        self.values[name] = values.reshape(rows, width)
        self._tensors.append((name, 1, rows * width, pack(nibbles, scales)))

    def plain(self, name: str, *sizes: int, near: float = 0.0) -> None:
        values = self._random.normal(near, 0.05, sizes).astype(np.float32)
        self.values[name] = values
        self._tensors.append((name, 0, values.size, values.tobytes()))

    def model(self) -> Q4Writer:
        """All tensors of a tiny BERT."""
        self.quantised("emb.word", len(self.pieces), HIDDEN)
        self.plain("emb.pos", POSITIONS, HIDDEN)
        self.plain("emb.type", 2, HIDDEN)
        self._norm("emb.ln")
        for layer in range(LAYERS):
            for part, out, inside in [
                *((part, HIDDEN, HIDDEN) for part in ("q", "k", "v", "ao")), ("fi", WIDE, HIDDEN), ("fo", HIDDEN, WIDE),
            ]:  # fmt: skip
                self.quantised(f"l{layer}.{part}.w", out, inside)
                self.plain(f"l{layer}.{part}.b", out)
            self._norm(f"l{layer}.aln")
            self._norm(f"l{layer}.oln")
        return self

    def _norm(self, name: str) -> None:
        self.plain(f"{name}.w", HIDDEN, near=1.0)
        self.plain(f"{name}.b", HIDDEN)

    def data(self) -> bytes:
        texts = [piece.encode() for piece in self.pieces]
        borders = np.cumsum([0, *map(len, texts)]).astype("<u4")
        scores = (-np.arange(len(texts)) / 100).astype("<f4")
        head = struct.pack("<4si7ifi", MAGIC, 1, HIDDEN, LAYERS, HEADS, WIDE, len(texts), POSITIONS, 2, 1e-12, BLOCK)
        head += struct.pack("<5iQ", len(texts), 0, 2, 1, 3, int(borders[-1]))
        head += borders.tobytes() + scores.tobytes() + b"".join(texts)
        normal = struct.pack("<IBI", ord("Ａ"), 1, ord("A"))
        head += struct.pack("<iI", 1, len(normal)) + normal + struct.pack("<i", len(self._tensors))
        place = len(head) + sum(2 + len(name.encode()) + 21 for name, *_ in self._tensors)
        directory, bodies = b"", b""
        for name, kind, count, body in self._tensors:
            directory += struct.pack("<H", len(name.encode())) + name.encode()
            directory += struct.pack("<BIQQ", kind, count, place + len(bodies), len(body))
            bodies += body
        return head + directory + bodies


def write_wheel(path: Path, data: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MEMBER, data)
    return path


class CountingEncoder:
    """A vector made of the text's length and characters; counts the texts it was asked for."""

    identity = "counting|fp32"
    dim = 4

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str], prompt: Prompt) -> Vectors:
        self.asked += texts
        rows = [[len(text), sum(map(ord, text)) % 97, prompt == "query", 1] for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), self.dim)
