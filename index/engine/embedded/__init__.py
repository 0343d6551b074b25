"""The embedded engine and how its folder is opened or started afresh."""

from __future__ import annotations

import shutil
from pathlib import Path

from index.engine.embedded.engine import EmbeddedEngine
from index.engine.embedded.guard import guarded

FOLDER = "index/embedded"


def open_embedded(home: Path) -> EmbeddedEngine:
    """The engine of this home, created where there is none and repaired where it was left half-written.

    Raises IndexBrokenError (rebuild it), EngineError (the folder cannot be written, the disk is full).
    """
    folder = home / FOLDER
    with guarded("打开索引"):
        folder.mkdir(parents=True, exist_ok=True)
    return EmbeddedEngine(folder)


def discard_embedded(home: Path) -> None:
    """Deletes the index's files; the store, from which it is rebuilt, is untouched."""
    with guarded("删除损坏的索引"):
        if (home / FOLDER).exists():
            shutil.rmtree(home / FOLDER)
