"""How right parse and annotate are, and which single items a change has gained and lost."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.items import DocumentItems, compare, read_documents, read_items, write_items
from benchmarks.material import GOLD
from benchmarks.measured import AbsentError, Measured
from benchmarks.shared import shared_data
from corpus.evaluate import Evaluation, evaluate
from corpus.evaluate.fields import AMOUNT_FIELDS
from corpus.evaluate.floor import floor
from corpus.predict import predict

VALIDATION = "[CDE][6-8].*"
ITEMS = Path(__file__).parent.parent / "accuracy" / "dev_items.jsonl"


def measure() -> Iterator[Measured]:
    """`dev_…` with the items gained and lost since ITEMS was written; `validation_…` as totals only.

    The validation texts are scored where they lie in the shared folder; no item of theirs leaves this function.
    """
    items = read_documents(GOLD)
    changes = tuple(compare(read_items(ITEMS), items)) if ITEMS.exists() else ()
    yield from _figures("dev", evaluate(GOLD, predict, [floor()]), items, changes)
    with tempfile.TemporaryDirectory(prefix="micha-benchmark-") as folder:
        try:
            source = shared_data() / "dev_gold"
        except AbsentError:
            return
        for path in source.glob(VALIDATION):
            shutil.copy(path, folder)
        yield from _figures("validation", evaluate(Path(folder), predict, [floor()]), read_documents(Path(folder)), ())


def keep_items() -> None:
    """Makes the present predictions those that later ones are compared with."""
    write_items(ITEMS, read_documents(GOLD))


def _figures(part: str, found: Evaluation, items: list[DocumentItems], changes: tuple[str, ...]) -> Iterator[Measured]:
    lists = {name: figures.f1 or 0.0 for name, figures in found.lists.items()}
    values = {
        "findings_f1": lists.pop("findings"),
        "findings_span_f1": lists.pop("findings_span"),
        "findings_macro_f1": found.findings_macro_f1 or 0.0,
        "fields": _share(items, tuple(found.fields)),
        "amounts": _share(items, AMOUNT_FIELDS),
        **{f"{name}_f1": value for name, value in lists.items()},
    }
    counts = {"documents": float(found.documents), "findings_floor_f1": round(found.floor or 0.0, 3)}
    for name, value in values.items():
        yield Measured(f"{part}_{name}", value, counts, changes if name == "findings_f1" else ())


def _share(items: list[DocumentItems], names: tuple[str, ...]) -> float:
    """Right answers over stated ones, all these fields and all documents pooled."""
    prefixes = tuple(f"{name}=" for name in names)
    right = sum(item.startswith(prefixes) for document in items for item in document.right)
    missed = sum(item.startswith(prefixes) for document in items for item in document.missed)
    return right / (right + missed) if right + missed else 0.0
