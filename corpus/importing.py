"""Import of files and folders: every document is taken or refused by name; one bad file never ends the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus import __version__
from corpus.errors import IntakeError, MichaError, StoreError
from corpus.intake import Mapping, read_file_parts, read_path
from corpus.model import RawDocument
from corpus.store import ImportReport, Provenance, Store, import_export, import_raw, is_export, refuse, start_batch
from corpus.store.database import now
from corpus.text import path_name


def import_paths(
    store: Store, paths: Iterable[Path], origin: str | None = None, mapping: Mapping | None = None
) -> Iterator[ImportReport]:
    """Imports files, folders (walked in order) and export folders. A line is yielded once it is durable.

    mapping: which column of tables is which field, where the user says so.
    """
    held = list(paths)
    batch: int | None = None
    for path in held:
        if is_export(path):
            yield from import_export(store, path)
            continue
        if batch is None:
            batch = start_batch(store, origin or "、".join(path_name(Path(p.name)) for p in held)[:500])
        yield from _import_path(store, path, batch, mapping)


def _import_path(store: Store, path: Path, batch: int, mapping: Mapping | None) -> Iterator[ImportReport]:
    try:
        for file in read_path(path):
            yield from import_parts(store, read_file_parts(file, mapping), path_name(file), batch)
    except IntakeError as fault:
        yield refuse(store, batch, path_name(path), fault)


def import_parts(
    store: Store, parts: Iterable[RawDocument | IntakeError], file: str, batch: int
) -> Iterator[ImportReport]:
    """Imports what intake read out of one file (an upload, a crawled page): documents and refusals, in order."""
    origin = Provenance(batch, now(), __version__)
    seen: Counter[str] = Counter()  # several documents drawn from the same bytes are told apart by their number
    for part in parts:
        if isinstance(part, IntakeError):
            yield refuse(store, batch, part.document or file, part)
            continue
        try:
            yield import_raw(store, part, seen[part.sha256], origin)
        except StoreError:
            raise  # a full disk or a locked database concerns every file: stop and say so
        except MichaError as fault:
            yield refuse(store, batch, part.file, fault)
        seen[part.sha256] += 1
