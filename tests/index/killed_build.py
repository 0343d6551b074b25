"""A build that dies: run by test_engine_recovery.py in a process of its own.

Arguments: home, the moment to die at (a key of MOMENTS, or `never`: the parent kills it). Prints the number of
judgments in the index after every transaction.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from corpus.model import Record
from corpus.settings import Settings
from index import build as build_module
from index.engine import open_engine
from index.engine.embedded.catalogue import Catalogue
from index.engine.embedded.text import TextIndex
from index.engine.embedded.vectors import VectorFile
from index.evaluate import MemoryCorpus
from tests.index.support import HashingEncoder, record

RECORDS = 60
BATCH = 10
TOUCHED = 25  # records that the second generation changes
DIES_AT = 3  # the third time the moment comes

MOMENTS: dict[str, tuple[type, str, bool]] = {
    "announced, nothing written": (Catalogue, "begin", True),
    "vectors half placed": (VectorFile, "write", False),
    "before the words are committed": (TextIndex, "commit", True),
    "judgments committed, passages not": (TextIndex, "commit", False),
    "words committed, catalogue not": (Catalogue, "clear_pending", True),
}


def corpus() -> MemoryCorpus:
    """The same in every process; some records have a second version."""
    store = MemoryCorpus(_record(number, "初稿") for number in range(RECORDS))
    store.put(*(_record(number, "改稿") for number in range(TOUCHED)))
    return store


def _record(number: int, version: str) -> Record:
    return record(
        f"k{number:03}", ("facts", f"第{number}个客户的名单{version}。"), ("reasoning", f"构成商业秘密{number}。")
    )


def dying(original: Callable[..., object], *, before: bool) -> Callable[..., object]:
    """The method, but the process ends the DIES_AT-th time it is called, before or after its work."""
    calls = 0

    def method(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls == DIES_AT and before:
            os._exit(9)
        result = original(*arguments)
        if calls == DIES_AT:
            os._exit(9)
        return result

    return method


def main(home: str, moment: str) -> None:
    """Builds until it dies."""
    build_module.TEXT_BATCH = BATCH
    engine = open_engine(Settings(home=home))
    refresh = engine.refresh

    def acknowledged(generation: int) -> None:
        refresh(generation)
        print(len(engine.indexed()), flush=True)

    engine.refresh = acknowledged  # type: ignore[method-assign]
    if moment in MOMENTS:
        owner, name, before = MOMENTS[moment]
        setattr(owner, name, dying(getattr(owner, name), before=before))
    build_module.build(corpus(), engine, HashingEncoder(), lambda *_: None, batch=BATCH)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
