"""Judged sets in BEIR layout: corpus.jsonl, queries.jsonl, qrels/*.tsv."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from corpus.model import AnnotatedJudgment, Document, Record
from index.errors import SearchIndexError

Line = TypeVar("Line")
_SPLITS = ("test.tsv", "dev.tsv")


class BeirText(Struct, frozen=True, rename={"id": "_id"}):
    """A document or query."""

    id: str
    text: str
    title: str = ""


class BeirSet(Struct, frozen=True):
    """documents and queries by id; relevance: query -> document -> gain."""

    documents: dict[str, str]
    queries: dict[str, str]
    relevance: dict[str, dict[str, int]]

    def records(self) -> list[Record]:
        """The documents as records without any known field: their whole text is one unsectioned part."""
        return [_record(key, text) for key, text in self.documents.items()]


def read_beir(folder: Path) -> BeirSet:
    """Reads a set; queries without a judgment are left out. Raises SearchIndexError where a part is missing."""
    split = next((folder / "qrels" / name for name in _SPLITS if (folder / "qrels" / name).exists()), None)
    if split is None or not (folder / "corpus.jsonl").exists() or not (folder / "queries.jsonl").exists():
        raise SearchIndexError(
            "不是 BEIR 格式的文件夹：需要 corpus.jsonl、queries.jsonl 和 qrels/test.tsv（或 dev.tsv）。",
            document=str(folder),
        )
    relevance = _relevance(split)
    queries = {line.id: line.text for line in read_lines(folder / "queries.jsonl", BeirText) if line.id in relevance}
    documents = {
        line.id: f"{line.title}\n{line.text}".strip() for line in read_lines(folder / "corpus.jsonl", BeirText)
    }
    return BeirSet(documents, queries, relevance)


def read_lines(path: Path, kind: type[Line]) -> list[Line]:
    """The lines of a JSONL file. Raises SearchIndexError, naming the line that cannot be read."""
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if line.strip():
            try:
                found.append(msgspec.json.decode(line, type=kind))
            except msgspec.MsgspecError as fault:
                raise SearchIndexError(f"第 {number} 行不是所需的 JSON 对象：{fault}。", document=str(path)) from fault
    return found


def _relevance(path: Path) -> dict[str, dict[str, int]]:
    relevance: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            relevance.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    return relevance


def _record(key: str, text: str) -> Record:
    judgment = AnnotatedJudgment(text=text, document=Document(), sections=(), statutes=(), spans={})
    return Record(key=key, kind="judgment", judgment=judgment, title=key, sources=())
