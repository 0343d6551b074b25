"""The JSON Schemas of what the commands print: kept in corpus/schemas/, renewed by `python -m corpus schemas`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from corpus.evaluate import Evaluation
from corpus.forms import AnnotatedLine, ListLine, ShowLine
from corpus.store import Batch, Fault, ImportReport, Manifest, Removal

FOLDER = Path(__file__).parents[1] / "schemas"
LINES: dict[str, type[msgspec.Struct]] = {
    "annotate": AnnotatedLine,
    "batches": Batch,
    "evaluate": Evaluation,
    "export": Manifest,
    "import": ImportReport,
    "list": ListLine,
    "remove": Removal,
    "show": ShowLine,
    "verify": Fault,
}


def schema(line: type[msgspec.Struct]) -> bytes:
    """The JSON Schema of a printed line. Amounts are printed as numbers, so the schema says number."""
    return msgspec.json.format(msgspec.json.encode(_numbers(msgspec.json.schema(line))), indent=2) + b"\n"


def write_schemas(folder: Path, lines: dict[str, type[msgspec.Struct]]) -> None:
    """Writes NAME.json for every kind of line."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, line in lines.items():
        (folder / f"{name}.json").write_bytes(schema(line))


def _numbers(node: Any) -> Any:
    if isinstance(node, list):
        return [_numbers(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("format") == "decimal":
        return {"type": "number"}
    return {name: _numbers(value) for name, value in node.items()}
