"""Our coding of a text file, in the gold's form: what `corpus evaluate` scores."""

from __future__ import annotations

import msgspec

from corpus.annotate import annotate
from corpus.errors import IntakeError
from corpus.evaluate.gold import Coding
from corpus.forms import ENCODER, annotated_line
from corpus.intake import read_bytes
from corpus.parse import parse


def predict(stem: str, data: bytes) -> Coding | None:
    """The coding of a judgment's bytes; None where intake refuses it."""
    try:
        raw = read_bytes(data, f"{stem}.txt")[0]
    except IntakeError:
        return None
    judgment = annotate(parse(raw))
    line = annotated_line(judgment, f"{stem}.txt", stem, raw.layout, with_text=False)
    return msgspec.json.decode(ENCODER.encode(line), type=Coding)
