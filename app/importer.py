"""Imports started from the page: they run in a thread of their own, so that leaving the page does not stop them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from app.components.faults import report
from app.worker import Worker
from corpus.errors import MichaError
from corpus.importing import import_parts, import_paths
from corpus.intake import read_parts, read_path
from corpus.store import ImportReport, Store, is_export, start_batch

INDEX_SECONDS = 600.0  # an import is reported as done when it can be searched


class Upload(Struct, frozen=True):
    """A file sent by the browser."""

    name: str
    data: bytes


class ImportJob(Struct, frozen=True):
    """A snapshot. total: files, 0 where unknown; reports: a line a document; indexed: whether all can be searched.

    trouble: why it stopped early (Chinese), empty for a fault of ours; fault: its id in the log.
    """

    running: bool = False
    done: int = 0
    total: int = 0
    reports: tuple[ImportReport, ...] = ()
    indexed: bool = False
    trouble: str = ""
    fault: str = ""


class Importer:
    """One a process: one import at a time."""

    def __init__(self, store: Store, worker: Worker) -> None:
        self._store, self._worker = store, worker
        self._job = ImportJob()
        self._lock = threading.Lock()

    @property
    def job(self) -> ImportJob:
        """The import that runs, or the last one."""
        return self._job

    def take_uploads(self, uploads: list[Upload], origin: str) -> bool:
        """Imports files sent by the browser as one batch. False where another import is running."""
        return self._start(self._uploads(uploads, origin), len(uploads))

    def take_path(self, path: Path) -> bool:
        """Imports a file or folder of this machine. False where another import is running."""
        total = 0 if is_export(path) or not path.exists() else sum(1 for _ in read_path(path))
        return self._start(((report.file, report) for report in import_paths(self._store, [path])), total)

    def _uploads(self, uploads: list[Upload], origin: str) -> Iterator[tuple[str, ImportReport]]:
        batch = start_batch(self._store, origin)
        for upload in uploads:
            for line in import_parts(self._store, read_parts(upload.data, upload.name), upload.name, batch):
                yield upload.name, line

    def _start(self, lines: Iterator[tuple[str, ImportReport]], total: int) -> bool:
        with self._lock:
            if self._job.running:
                return False
            self._job = ImportJob(running=True, total=total)
        threading.Thread(target=self._run, args=(lines, total), name="micha-import", daemon=True).start()
        return True

    def _run(self, lines: Iterator[tuple[str, ImportReport]], total: int) -> None:
        reports: list[ImportReport] = []
        files: set[str] = set()
        trouble = fault_id = ""
        try:
            for file, line in lines:
                reports.append(line)
                files.add(file.partition("#")[0])
                self._job = ImportJob(True, len(files), total, tuple(reports))
        except Exception as fault:  # the page must learn why the import stopped
            trouble = fault.message if isinstance(fault, MichaError) else ""
            fault_id = report(fault)
        indexed = self._worker.wait_for(self._store.generation(), INDEX_SECONDS)
        self._job = ImportJob(False, len(files), total, tuple(reports), indexed, trouble, fault_id)
