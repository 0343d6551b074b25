"""One tantivy index: opened, read through a snapshot, written in one commit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import tantivy
from numpy.typing import NDArray

from index.engine.embedded.guard import guarded
from index.engine.embedded.schema import build_schema

Rows = NDArray[np.int64]
_HEAP = 64_000_000  # bytes tantivy buffers before it writes a segment


class TextSnapshot:
    """A frozen view of one index: later commits do not show."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema) -> None:
        self._searcher = searcher
        self.schema = schema

    @property
    def size(self) -> int:
        return int(self._searcher.num_docs)

    def best(self, query: tantivy.Query, k: int) -> list[tuple[int, float]]:
        """The k best (row, score), best first."""
        if k <= 0 or self.size == 0:
            return []
        with guarded("检索"):
            found = self._searcher.search(query, min(k, self.size), count=False).hits
            rows = self._searcher.fast_field_values("row", [address for _, address in found])
        return [(int(row or 0), float(score)) for row, (score, _) in zip(rows, found, strict=True)]

    def rows(self, query: tantivy.Query) -> Rows:
        """Every row that the query matches."""
        return np.array([row for row, _ in self.best(query, self.size)], dtype=np.int64)

    def count(self, query: tantivy.Query) -> int:
        """How many documents the query matches."""
        with guarded("计数"):
            return int(self._searcher.search(query, 1, count=True).count)  # type: ignore[attr-defined]  # not in its stubs

    def facets(self, query: tantivy.Query, fields: Sequence[str]) -> dict[str, dict[str, int]]:
        """Counts by code of each keyword field."""
        wanted = {name: {"terms": {"field": f"keywords.{name}", "size": 10_000}} for name in fields}
        with guarded("统计筛选项"):
            answer = self._searcher.aggregate(query, wanted) if wanted else {}
        return {name: _by_frequency(answer[name]["buckets"]) for name in fields}


class TextIndex:
    """The files of one tantivy index."""

    def __init__(self, folder: Path) -> None:
        with guarded("打开全文索引", opening=True):
            folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(build_schema(), str(folder))
        self._writer: tantivy.IndexWriter | None = None

    def snapshot(self) -> TextSnapshot:
        """The state of the last commit."""
        with guarded("读取全文索引", opening=True):
            self._index.reload()
            return TextSnapshot(self._index.searcher(), self._index.schema)

    def add(self, document: tantivy.Document) -> None:
        """Adds a document; visible after commit()."""
        with guarded("写入全文索引"):
            self._writing().add_document(document)

    def delete(self, keys: Sequence[str]) -> None:
        """Removes all documents of these judgments, also those added since the last commit."""
        with guarded("写入全文索引"):
            for key in keys:
                self._writing().delete_documents_by_term("key", key)

    def clear(self) -> None:
        """Removes everything."""
        with guarded("清空全文索引"):
            self._writing().delete_all_documents()

    def commit(self) -> None:
        """Makes what was written durable, and lets go of tantivy's own lock."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            with guarded("保存全文索引"):
                writer.commit()
                writer.wait_merging_threads()

    def rollback(self) -> None:
        """Forgets what was written since the last commit."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            with guarded("撤销写入"):
                writer.rollback()
                writer.wait_merging_threads()

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(_HEAP, 1)
        return self._writer


def _by_frequency(buckets: Sequence[dict[str, object]]) -> dict[str, int]:
    counts = {str(bucket["key"]): int(str(bucket["doc_count"])) for bucket in buckets}
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
