"""The words a named model wants before a query and a passage."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from importlib.resources import files

PROMPTS_FILE = "encoder_prompts.csv"


def prompts_of(name: str, own: Mapping[str, str]) -> dict[str, str]:
    """The prompts `query` and `passage`. own: the model's own prompts, which win over our table.

    name: as the user wrote it, matched by its last part. A model in neither gets none.
    """
    passage = own.get("passage") or own.get("document") or ""
    if own.get("query") or passage:
        return {"query": own.get("query", ""), "passage": passage}
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1].lower()
    for row in _table():
        if row["name_part"] in last:
            return {"query": row["query"], "passage": row["passage"]}
    return {"query": "", "passage": ""}


def _table() -> list[dict[str, str]]:
    text = (files("index") / "data" / PROMPTS_FILE).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
