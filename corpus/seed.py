"""What every corpus holds from the first minute: the digests of real cases and the fictional samples.

They are taken in again only when their files or the program's stages changed. What a user removed stays removed.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from corpus import __version__
from corpus.annotate import ANNOTATE_VERSION
from corpus.digests import DIGEST_VERSION, digest_documents
from corpus.model import RawDocument
from corpus.parse import PARSE_VERSION
from corpus.settings import Settings
from corpus.store import Provenance, Store, import_raw, start_batch
from corpus.store.database import now
from corpus.store.intake import mark_deleted
from corpus.store.refresh import refresh

SAMPLES = Path(__file__).parent / "data" / "samples"
DIGESTS = Path(__file__).parent / "data" / "digests.jsonl"
SAMPLE_LAYOUT = "plain_text"
SEED_ORIGIN = "随程序提供"  # the name of the batches that hold the project's own documents


def open_corpus(settings: Settings) -> Store:
    """The corpus of the user's home folder, seeded. Raises StoreError where it cannot be opened."""
    store = Store(settings.home_dir)
    seed(store)
    return store


def seed(store: Store) -> int:
    """Takes the project's own documents in; returns how many were added, renewed or dropped."""
    version = _version()
    if store.meta("seed") == version:
        return 0
    removed = store.removed_keys()
    origin = Provenance(start_batch(store, SEED_ORIGIN), now(), __version__)
    reports = [import_raw(store, raw, 0, origin, replace=True) for raw in _documents()]
    with store.database.writing() as connection:
        unwanted = [r.key for r in reports if r.key in removed] + _outdated(connection, {r.key for r in reports})
        for key in unwanted:
            connection.execute("DELETE FROM records WHERE key = ?", (key,))
            mark_deleted(connection, key or "")
    renewed = refresh(store, kinds=("digest", "sample"))
    store.set_meta("seed", version)
    return renewed + len(unwanted) + sum(r.outcome != "same" for r in reports)


def _outdated(connection: sqlite3.Connection, current: set[str | None]) -> list[str]:
    """Keys of seeded records that the project no longer ships."""
    rows = connection.execute(
        "SELECT DISTINCT r.key FROM records r JOIN sources s ON s.record = r.id JOIN batches b ON b.id = s.batch "
        "WHERE b.origin = ?",
        (SEED_ORIGIN,),
    )
    return [row[0] for row in rows if row[0] not in current]


def _documents() -> Iterator[RawDocument]:
    yield from digest_documents()
    for path in sorted(SAMPLES.glob("*.txt")):
        data = path.read_bytes()
        yield RawDocument(
            file=f"samples/{path.name}",
            data=data,
            sha256=hashlib.sha256(data).hexdigest(),
            layout=SAMPLE_LAYOUT,
            text=data.decode("utf-8"),
            kind="sample",
        )


def _version() -> str:
    digest = hashlib.sha256(DIGESTS.read_bytes())
    for path in sorted(SAMPLES.glob("*.txt")):
        digest.update(path.read_bytes())
    return f"{digest.hexdigest()}-{PARSE_VERSION}-{ANNOTATE_VERSION}-{DIGEST_VERSION}"
