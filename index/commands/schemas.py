"""The JSON Schemas of what the commands print: kept in index/schemas/, renewed by `python -m index schemas`."""

from __future__ import annotations

from pathlib import Path

import msgspec

from index.build import BuildReport
from index.commands.lines import HitLine, NoHitsLine, SimilarLine, StatusLine
from index.evaluate import Measured

FOLDER = Path(__file__).parents[1] / "schemas"
LINES: dict[str, type[msgspec.Struct]] = {
    "build": BuildReport,
    "evaluate": Measured,
    "hit": HitLine,
    "no_hits": NoHitsLine,
    "similar": SimilarLine,
    "status": StatusLine,
}
