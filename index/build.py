"""Brings the index up to the store: words first (searchable at once), then vectors batch by batch.

Every batch is a transaction of its own, so a build can be interrupted anywhere and goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Protocol, TypeVar

from msgspec import Struct

from corpus.codes import Kind
from corpus.errors import UnknownKeyError
from corpus.model import Record
from index.embed import Encoder
from index.engine.protocol import Engine, JudgmentDoc, PassageDoc, RepairReport, Versions
from index.fields import FIELDS_VERSION, amounts_of, dates_of, keywords_of
from index.passages import NOT_EMBEDDED, PASSAGES_VERSION, split_passages
from index.tokenise import ANALYSER_VERSION, chars, words

Progress = Callable[[str, int, int], None]
"""(stage: text / vectors, done, all)."""

TEXT_BATCH = 200  # judgments of one transaction
INDEX_VERSION = f"{ANALYSER_VERSION}/{PASSAGES_VERSION}/{FIELDS_VERSION}"
"""Of the whole way from a record to what the engine holds; another version means a rebuild."""

Item = TypeVar("Item")


class Changed(Protocol):
    """A record that changed (or went) in store generation `generation`."""

    @property
    def key(self) -> str: ...
    @property
    def generation(self) -> int: ...
    @property
    def deleted(self) -> bool: ...


class Corpus(Protocol):
    """What the index needs of corpus.store.Store."""

    def get(self, key: str) -> Record: ...
    def records(self, kinds: Sequence[Kind] | None = None) -> Iterator[Record]: ...
    def generation(self) -> int: ...
    def store_id(self) -> str: ...
    def changes(self, since: int) -> Iterator[Changed]: ...
    def find_number(self, number: str) -> list[str]: ...


class BuildReport(Struct, frozen=True):
    """What a build did. repaired: what was found half-written when the engine was opened."""

    indexed: int
    deleted: int
    embedded: int
    without_vectors: int
    generation: int
    rebuilt: bool
    repaired: RepairReport


def build(store: Corpus, engine: Engine, encoder: Encoder | None, progress: Progress, batch: int = 16) -> BuildReport:
    """Everything that changed in the store since the engine's generation; all of it after a change of versions.

    encoder None: words only, vectors that are there are kept. batch: passages encoded at once.
    Raises EngineError, EngineBusyError; what was refreshed before stays.
    """
    rebuilt = _prepare(store, engine)
    deleted, indexed = build_text(store, engine, progress)
    embedded = build_vectors(store, engine, encoder, progress, batch) if encoder else 0
    return BuildReport(
        indexed=indexed,
        deleted=deleted,
        embedded=embedded,
        without_vectors=len(engine.without_vectors(NOT_EMBEDDED)),
        generation=engine.generation(),
        rebuilt=rebuilt,
        repaired=engine.repaired(),
    )


def _prepare(store: Corpus, engine: Engine) -> bool:
    """Empties an index that was made by another version or of another corpus."""
    held = engine.versions()
    wanted = Versions(INDEX_VERSION, held.encoder, store.store_id())
    if held == wanted:
        return False
    begun = bool(held.analyser)
    if begun:
        engine.clear()
        wanted = Versions(INDEX_VERSION, "", store.store_id())
    engine.set_versions(wanted)
    engine.refresh(0)
    return begun


def build_text(store: Corpus, engine: Engine, progress: Progress) -> tuple[int, int]:
    """(judgments deleted, judgments written). The generation moves on only when all is written."""
    target = store.generation()
    if engine.generation() == target:
        return 0, 0
    gone, changed = _plan(store, engine)
    done = 0
    for keys in _batches(changed, TEXT_BATCH):
        engine.upsert(*to_documents(_read(store, keys)))
        done += len(keys)
        engine.refresh(engine.generation())
        progress("text", done, len(changed))
    engine.delete(gone)
    engine.refresh(target)
    return len(gone), done


def _plan(store: Corpus, engine: Engine) -> tuple[list[str], list[str]]:
    """Keys to delete and keys to write. From generation 0 the whole index is held against the store."""
    since, indexed = engine.generation(), engine.indexed()
    if since > store.generation():
        since = 0
    latest = {change.key: change for change in store.changes(since)}
    gone = {key for key, change in latest.items() if change.deleted and key in indexed}
    if since == 0:
        gone |= indexed.keys() - {key for key, change in latest.items() if not change.deleted}
    wanted = [key for key, change in latest.items() if not change.deleted and indexed.get(key) != change.generation]
    return sorted(gone), wanted


def _read(store: Corpus, keys: Iterable[str]) -> list[Record]:
    records = []
    for key in keys:
        # What was removed since the plan was made is deleted by the next build.
        with suppress(UnknownKeyError):
            records.append(store.get(key))
    return records


def to_documents(records: Sequence[Record]) -> tuple[list[JudgmentDoc], list[PassageDoc]]:
    """What the engine holds of records."""
    return [_judgment_doc(record) for record in records], [doc for record in records for doc in _passage_docs(record)]


def _judgment_doc(record: Record) -> JudgmentDoc:
    text = record.judgment.text
    earliest, latest = dates_of(record)
    return JudgmentDoc(
        key=record.key,
        words=" ".join(words(text)),
        chars=" ".join(chars(text)),
        keywords=keywords_of(record),
        earliest=earliest,
        latest=latest,
        amounts=amounts_of(record),
        generation=record.generation,
    )


def _passage_docs(record: Record) -> Iterator[PassageDoc]:
    for passage in split_passages(record):
        text = record.judgment.text[passage.start : passage.end]
        yield PassageDoc(
            id=passage.id,
            key=passage.key,
            ordinal=passage.ordinal,
            section=passage.section,
            view=passage.view,
            start=passage.start,
            end=passage.end,
            words=" ".join(words(text)),
            chars=" ".join(chars(text)),
        )


def build_vectors(store: Corpus, engine: Engine, encoder: Encoder, progress: Progress, batch: int = 16) -> int:
    """Embeds every passage that has no vector yet; drops the vectors of another encoder first. Returns how many."""
    _adopt(engine, encoder)
    waiting = engine.without_vectors(NOT_EMBEDDED)
    done = 0
    for ids in _batches(waiting, batch):
        _embed(store, engine, encoder, ids)
        done += len(ids)
        progress("vectors", done, len(waiting))
    return done


def _embed(store: Corpus, engine: Engine, encoder: Encoder, ids: Sequence[str]) -> None:
    """One batch. Passages of a record that is newer than the index wait until its words are indexed anew."""
    indexed, places = engine.indexed(), list(engine.passages(ids).values())
    records = {record.key: record for record in _read(store, dict.fromkeys(place.key for place in places))}
    ready = [p for p in places if p.key in records and records[p.key].generation == indexed.get(p.key)]
    if ready:
        texts = [records[place.key].judgment.text[place.start : place.end] for place in ready]
        vectors = encoder.encode(texts, "passage")
        engine.put_vectors([place.id for place in ready], vectors, [indexed[place.key] for place in ready])
        engine.refresh(engine.generation())


def _adopt(engine: Engine, encoder: Encoder) -> None:
    held = engine.versions()
    if held.encoder != encoder.identity:
        if held.encoder:
            engine.drop_vectors()
        engine.set_versions(Versions(held.analyser, encoder.identity, held.corpus))
        engine.refresh(engine.generation())


def _batches(items: Sequence[Item], size: int) -> Iterator[list[Item]]:
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk
