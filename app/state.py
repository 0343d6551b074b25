"""What the address of a page holds: language, query, filters, kinds, order; and what a session keeps between pages."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import get_args

from msgspec import Struct

from corpus.codes import Kind
from index.types import DEFAULT_KINDS, SearchRequest, Sort

LONGEST_QUERY = 300  # characters in the address; measured: 20,000 break the request
DEFAULT_K = 10
CHOICES_OF_K = (10, 20, 50)
QUERY_ID = re.compile(r"[0-9a-f]{16}")
RESERVED = frozenset({"q", "qid", "kinds", "sort", "k", "lang", "key", "at", "page", "issue"})

Address = dict[str, str | list[str]]


class SearchState(Struct, frozen=True):
    """A search as the page holds it. filters: field -> chosen values, sorted, no empty ones."""

    text: str = ""
    filters: dict[str, tuple[str, ...]] = {}
    kinds: tuple[Kind, ...] = DEFAULT_KINDS
    sort: Sort = "relevance"
    k: int = DEFAULT_K

    def request(self) -> SearchRequest:
        """The search to run."""
        return SearchRequest(text=self.text, k=self.k, filters=self.filters, kinds=self.kinds, sort=self.sort)


class QueryShelf:
    """Queries too long for an address, kept in the home folder under an id made of their content.

    A query is a client's secret: the files lie beside the corpus, readable by the user alone.
    """

    def __init__(self, home: Path) -> None:
        self.folder = home / "queries"

    def put(self, text: str) -> str:
        """Keeps `text` and returns its id. Raises OSError where the folder cannot be written."""
        name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        path = self.folder / f"{name}.txt"
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as file:
                file.write(text)
        return name

    def get(self, name: str) -> str | None:
        """The query of an id; None for an id that is not on this machine."""
        path = self.folder / f"{name}.txt"
        if not QUERY_ID.fullmatch(name) or not path.is_file():
            return None
        return path.read_bytes().decode("utf-8", "replace")


def read_address(
    params: Mapping[str, Sequence[str]], fields: Sequence[str], shelf: QueryShelf
) -> tuple[SearchState, bool]:
    """The search that an address asks for, and whether a long query's id was unknown here.

    fields: the filter fields that exist; anything else in the address is left alone.
    """
    text = _one(params, "q")[:LONGEST_QUERY]
    lost = False
    if name := _one(params, "qid"):
        kept = shelf.get(name)
        text, lost = kept or text, kept is None
    kinds = tuple(kind for kind in get_args(Kind) if kind in _one(params, "kinds").split(","))
    sort: Sort = next((s for s in get_args(Sort) if s == _one(params, "sort")), "relevance")
    k = next((n for n in CHOICES_OF_K if str(n) == _one(params, "k")), DEFAULT_K)
    chosen = {field: tuple(sorted(set(params.get(field, ())))) for field in fields if params.get(field)}
    return SearchState(text, chosen, kinds or DEFAULT_KINDS, sort, k), lost


def write_address(state: SearchState, shelf: QueryShelf) -> Address:
    """The address of a search; what has its default value is left out. Raises OSError like QueryShelf.put."""
    address: Address = {}
    if len(state.text) >= LONGEST_QUERY:
        address["qid"] = shelf.put(state.text)
    elif state.text:
        address["q"] = state.text
    for field, values in sorted(state.filters.items()):
        address[field] = list(values)
    if state.kinds != DEFAULT_KINDS:
        address["kinds"] = ",".join(state.kinds)
    if state.sort != "relevance":
        address["sort"] = state.sort
    if state.k != DEFAULT_K:
        address["k"] = str(state.k)
    return address


def _one(params: Mapping[str, Sequence[str]], name: str) -> str:
    values = params.get(name) or [""]
    return values[-1]
