"""Writing: everything is staged in memory and applied in one recoverable transaction.

Order, so that a kill at any moment loses nothing acknowledged: (1) the keys to be written are announced in the
catalogue, durable; (2) the catalogue's changes begin, uncommitted; (3) vectors are appended to slots nobody
names; (4) tantivy commits both collections; (5) the catalogue commits and forgets the announcement.
Dead before 4: nothing changed. Dead between 4 and 5: the announced keys tell the next start what to drop.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy as np

from corpus.errors import MichaError
from index.engine.embedded.catalogue import Catalogue
from index.engine.embedded.lock import WAIT, write_lock
from index.engine.embedded.schema import text_document
from index.engine.embedded.text import TextIndex
from index.engine.embedded.vectors import VectorFile
from index.engine.protocol import Collection, JudgmentDoc, PassageDoc, RepairReport, Vectors, Versions

_COMPACT_FROM = 1000  # slots; below, dead ones are not worth a copy


@dataclass
class Stage:
    """What has been asked for since the last refresh. Applied in this order: clear, deletions, upserts, vectors."""

    clear: bool = False
    drop_vectors: bool = False
    versions: Versions | None = None
    deletes: set[str] = field(default_factory=set)
    judgments: dict[str, JudgmentDoc] = field(default_factory=dict)
    passages: dict[str, list[PassageDoc]] = field(default_factory=dict)
    vectors: list[tuple[Sequence[str], Vectors, Sequence[int]]] = field(default_factory=list)

    def upsert(self, judgments: Sequence[JudgmentDoc], passages: Sequence[PassageDoc]) -> None:
        """Stages whole judgments."""
        for judgment in judgments:
            self.judgments[judgment.key] = judgment
            self.passages[judgment.key] = []
            self.deletes.add(judgment.key)
        for passage in passages:
            self.passages[passage.key].append(passage)

    def delete(self, keys: Sequence[str]) -> None:
        """Stages removals."""
        for key in keys:
            self.judgments.pop(key, None)
            self.passages.pop(key, None)
            self.deletes.add(key)


class Writer:
    """Applies stages to the files of one index folder."""

    def __init__(self, folder: Path, texts: dict[Collection, TextIndex]) -> None:
        self._folder = folder
        self._texts = texts
        self._lock = folder / "lock.sqlite"
        self._committing = False

    def apply(self, stage: Stage, generation: int) -> None:
        """Makes the stage durable and visible. Raises EngineBusyError, EngineError; then nothing is visible."""
        with write_lock(self._lock), closing(self._catalogue()) as catalogue:
            if catalogue.pending():
                self._drop_pending(catalogue)
                generation = 0  # what was dropped must be compared with the store again
            catalogue.announce(stage.deletes)
            try:
                self._write(catalogue, stage, generation)
            except BaseException:
                if not self._committing:
                    # Where even this fails (a full disk), the keys stay announced and the next start drops them.
                    with contextlib.suppress(MichaError):
                        catalogue.clear_pending()
                raise

    def repair(self, wait: float = WAIT) -> RepairReport:
        """Drops what a dead writer left half-written; empties an index whose parts disagree.

        Raises EngineBusyError where a writer is alive: then what is pending is its own.
        """
        with write_lock(self._lock, wait), closing(self._catalogue()) as catalogue:
            keys = self._drop_pending(catalogue) if catalogue.pending() else ()
            self._remove_old_vector_files(catalogue)
            reset = not self._agree(catalogue)
            if reset:
                self._write(catalogue, Stage(clear=True), 0)
            return RepairReport(keys=keys, reset=reset)

    def _catalogue(self) -> Catalogue:
        return Catalogue(self._folder / "catalogue.sqlite")

    def _write(self, catalogue: Catalogue, stage: Stage, generation: int) -> None:
        """Steps 2 to 5. What fails is rolled back; `_committing` says whether tantivy may have committed before."""
        self._committing = False
        try:
            self._write_all(catalogue, stage, generation)
        except BaseException:
            catalogue.rollback()
            for text in self._texts.values():
                text.rollback()
            raise

    def _write_all(self, catalogue: Catalogue, stage: Stage, generation: int) -> None:
        catalogue.begin()
        self._remove(catalogue, stage)
        for judgment in stage.judgments.values():
            self._add(catalogue, judgment, stage.passages[judgment.key])
        if stage.drop_vectors or stage.clear:
            _forget_vectors(catalogue)
        self._place_vectors(catalogue, stage)
        self._committing = True
        for text in self._texts.values():
            text.commit()
        _note(catalogue, stage, generation)
        catalogue.clear_pending()
        catalogue.commit()

    def _remove(self, catalogue: Catalogue, stage: Stage) -> None:
        if stage.clear:
            catalogue.clear()
            for text in self._texts.values():
                text.clear()
        known = sorted(stage.deletes)
        catalogue.delete(known)
        for text in self._texts.values():
            text.delete(known)

    def _add(self, catalogue: Catalogue, judgment: JudgmentDoc, passages: Sequence[PassageDoc]) -> None:
        row = catalogue.put(judgment)
        self._texts["judgments"].add(text_document(row, judgment, judgment))
        for passage in passages:
            number = catalogue.put_passage(row, passage)
            self._texts["passages"].add(text_document(number, passage, judgment))

    def _place_vectors(self, catalogue: Catalogue, stage: Stage) -> None:
        if not stage.vectors:
            return
        vectors = np.concatenate([part for _, part, _ in stage.vectors])
        file = _vector_file(self._folder, catalogue, vectors.shape[1])
        if int(catalogue.meta("next_slot", "0")) > max(_COMPACT_FROM, 2 * catalogue.sizes()[2]):
            file = _compact(self._folder, catalogue, file)
        # A slot is used once: readers tell by it that what they hold is still what the catalogue names.
        first = int(catalogue.meta("next_slot", "0"))
        wanted = [
            (id_, made) for ids, _, generations in stage.vectors for id_, made in zip(ids, generations, strict=True)
        ]
        kept = [i for i, (id_, made) in enumerate(wanted) if catalogue.holds(id_, made)]
        file.write(first, vectors[kept])
        for offset, i in enumerate(kept):
            catalogue.place_vector(wanted[i][0], first + offset)
        catalogue.set_meta("next_slot", str(first + len(kept)))

    def _drop_pending(self, catalogue: Catalogue) -> tuple[str, ...]:
        keys = catalogue.pending()
        self._write(catalogue, Stage(deletes=set(keys)), 0)
        return keys

    def _agree(self, catalogue: Catalogue) -> bool:
        judgments, passages, _ = catalogue.sizes()
        found = (self._texts["judgments"].snapshot().size, self._texts["passages"].snapshot().size)
        return found == (judgments, passages) and self._vectors_complete(catalogue)

    def _vectors_complete(self, catalogue: Catalogue) -> bool:
        slots = catalogue.vector_slots()
        name, dim = catalogue.meta("vector_file"), int(catalogue.meta("dim", "0"))
        path = self._folder / name
        return not slots or (path.is_file() and path.stat().st_size >= (slots[-1][0] + 1) * dim * 4)

    def _remove_old_vector_files(self, catalogue: Catalogue) -> None:
        for path in self._folder.glob("vectors-*.f32"):
            if path.name != catalogue.meta("vector_file"):
                # A reader on Windows may still hold it open; the next start tries again.
                with contextlib.suppress(OSError):
                    path.unlink()


def _note(catalogue: Catalogue, stage: Stage, generation: int) -> None:
    catalogue.set_meta("generation", str(generation))
    if stage.clear:
        stage.versions = stage.versions or Versions()
    if stage.versions is not None:
        for name, value in msgspec.structs.asdict(stage.versions).items():
            catalogue.set_meta(name, value)


def _forget_vectors(catalogue: Catalogue) -> None:
    catalogue.drop_vectors()
    catalogue.set_meta("dim", "0")


def _vector_file(folder: Path, catalogue: Catalogue, dim: int) -> VectorFile:
    if catalogue.meta("dim", "0") != str(dim):
        catalogue.drop_vectors()
        catalogue.set_meta("dim", str(dim))
        _begin_file(catalogue)
    return VectorFile(folder / catalogue.meta("vector_file"), dim)


def _compact(folder: Path, catalogue: Catalogue, file: VectorFile) -> VectorFile:
    slots = [slot for slot, _, _ in catalogue.vector_slots()]
    _begin_file(catalogue)
    compacted = VectorFile(folder / catalogue.meta("vector_file"), file.dim)
    compacted.write(0, file.read(slots))
    catalogue.move_vectors(slots)
    catalogue.set_meta("next_slot", str(len(slots)))
    return compacted


def _begin_file(catalogue: Catalogue) -> None:
    number = int(catalogue.meta("vector_files", "0")) + 1
    catalogue.set_meta("vector_files", str(number))
    catalogue.set_meta("vector_file", f"vectors-{number}.f32")
    catalogue.set_meta("next_slot", "0")
