"""One search from request to result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from msgspec import Struct

from corpus.errors import UnknownKeyError
from corpus.model import Record
from index.engine.protocol import Filter, Matching, Vectors
from index.fields import FACET_FIELDS
from index.library import Library
from index.passages import NOT_EMBEDDED
from index.search.advice import advice
from index.search.filters import to_filter
from index.search.fusion import ranked
from index.search.lists import Ranking, rank
from index.search.notes import note
from index.search.order import in_order
from index.search.present import Shown, present
from index.search.query import Query, parse_query
from index.tokenise import chars
from index.types import Mode, SearchRequest, SearchResult

LONGEST_SENTENCE = 2_000  # characters given to the encoder, which reads some 700 of them


class Found(Struct, frozen=True):
    """Keys in the order of relevance with their scores, and what they were found by."""

    keys: list[str]
    scores: dict[str, float]
    ranking: Ranking
    by_number: tuple[str, ...] = ()


class Understood(Struct, frozen=True):
    """A request taken apart: what is searched, how, and the set of judgments that match."""

    request: SearchRequest
    query: Query
    matching: Matching
    vector: Vectors | None
    mode: Mode


def search(request: SearchRequest, library: Library) -> SearchResult:
    """The best judgments for a request, with passages, reasons, facets and, where nothing is found, advice.

    Raises UnknownFieldError, FilterValueError (wrong use), IndexOutdatedError, EngineError.
    """
    library.check_version()
    asked = understand(request, library)
    found = find(asked, library)
    chosen, behind = _choose(request, found, library)
    shown = Shown(asked.query, found.ranking, found.scores, found.by_number, asked.mode)
    hits = present(chosen, shown, library.engine)
    total = library.engine.count(asked.matching)
    notes = [
        *_number_notes(asked.query, found, library),
        *_state_notes(asked, total, library),
        *([note("index_behind")] if behind else []),
        *(advice(request, asked.query, asked.matching, library.engine) if not hits else []),
    ]
    return SearchResult(
        hits=hits,
        facets=library.engine.facets(FACET_FIELDS, _counted(asked, found)) if request.facets else {},
        total=None if asked.mode == "dense" else total,
        mode_used=asked.mode,
        generation=library.engine.generation(),
        notes=tuple(dict.fromkeys(notes)),
    )


def understand(request: SearchRequest, library: Library) -> Understood:
    """Takes a request apart; embeds its sentence where the mode and the library allow it."""
    query = parse_query(request.text)
    where = to_filter(request.filters, request.kinds)
    matching = Matching(query.tokens, tuple(phrase.chars for phrase in query.phrases), where)
    vector = _vector(request, query, library)
    mode: Mode = request.mode if vector is not None or not query.sentence else "bm25"
    return Understood(request, query, matching, vector, mode)


def _vector(request: SearchRequest, query: Query, library: Library) -> Vectors | None:
    encoder = library.usable_encoder() if request.mode != "bm25" and query.sentence else None
    if encoder is None:
        return None
    vectors = encoder.encode([query.sentence[:LONGEST_SENTENCE]], "query")
    return np.asarray(vectors[0], dtype=np.float32)


def find(asked: Understood, library: Library) -> Found:
    """Ranks: the cases asked for by number, then the others by relevance."""
    query = asked.query
    if not query:
        return _browse(asked, library)
    where = _must_have(asked.matching, library)
    by_number = _numbered(query, asked.matching.where, library)
    ranking = rank(library.engine, query.tokens, asked.vector, where, asked.mode)
    scores = ranking.judgments if query.tokens or not query.numbers else _citing(query, where, library)
    order = [hit.id for hit in ranked(scores) if hit.id not in by_number]
    return Found([*by_number, *order], scores, ranking, by_number)


def _must_have(matching: Matching, library: Library) -> Filter:
    """The filter with every quoted part: only judgments that hold them all, wherever in their text."""
    if not matching.phrases:
        return matching.where
    keys = library.engine.match_keys(Matching((), matching.phrases, matching.where))
    return msgspec.structs.replace(matching.where, keys=tuple(sorted(keys)))


def _browse(asked: Understood, library: Library) -> Found:
    """No text at all: whatever passes the filters. Signs only: nothing."""
    keys = [] if asked.request.text.strip() else sorted(library.engine.match_keys(asked.matching))
    return Found(keys, dict.fromkeys(keys, 0.0), Ranking({}, {}, {}, frozenset()))


def _numbered(query: Query, where: Filter, library: Library) -> tuple[str, ...]:
    """Keys of the cases asked for by number that pass the filters."""
    keys = [key for number in query.numbers for key in library.store.find_number(number)]
    allowed = library.engine.match_keys(Matching(where=msgspec.structs.replace(where, keys=tuple(keys))))
    return tuple(dict.fromkeys(key for key in keys if key in allowed))


def _citing(query: Query, where: Filter, library: Library) -> dict[str, float]:
    """Judgments whose text names a number that was asked for."""
    found = [library.engine.phrase("judgments", chars(number), 100, where) for number in query.numbers]
    return {hit.id: hit.score for hits in found for hit in hits}


def _choose(request: SearchRequest, found: Found, library: Library) -> tuple[list[Record], bool]:
    """The k records to show; whether some have changed since they were indexed.

    Those are left out, for their places would be wrong. Only another order than relevance needs all records.
    """
    by_relevance = request.sort == "relevance" and any(found.scores.values())
    records: list[Record] = []
    indexed, behind = library.engine.indexed(), False
    for key, record in _existing(found.keys, library):
        if record is None or record.generation != indexed.get(key):
            behind = True
        else:
            records.append(record)
        if by_relevance and len(records) == request.k:
            break
    ordered = records if by_relevance else in_order(records, request.sort, first=found.by_number)
    return ordered[: request.k], behind


def _existing(keys: Sequence[str], library: Library) -> Iterator[tuple[str, Record | None]]:
    for key in keys:
        try:
            yield key, library.record(key)
        except UnknownKeyError:  # removed since the index was built: reported as index_behind
            yield key, None


def _counted(asked: Understood, found: Found) -> Matching:
    """What the facets count: all that match; in a dense search what was ranked."""
    if asked.mode != "dense" or not found.ranking.judgments:
        return asked.matching
    keys = tuple(sorted(found.ranking.judgments))
    return Matching(where=msgspec.structs.replace(asked.matching.where, keys=keys))


def _number_notes(query: Query, found: Found, library: Library) -> Iterator[str]:
    for number in query.numbers:
        keys = library.store.find_number(number)
        if not keys:
            yield note("number_missing", number)
        else:
            yield note("number_found" if set(keys) & set(found.by_number) else "number_filtered", number)


def _state_notes(asked: Understood, total: int, library: Library) -> Iterator[str]:
    query, engine = asked.query, library.engine
    if asked.request.text.strip() and not query:
        yield note("query_empty")
    if query.cut:
        yield note("query_cut")
    if asked.mode != asked.request.mode:
        yield note("no_encoder")
    elif asked.mode != "bm25" and (waiting := len(engine.without_vectors(NOT_EMBEDDED))):
        yield note("vectors_incomplete", waiting)
    if query.tokens and asked.mode != "bm25" and not total:
        yield note("no_word_matched")
    if engine.generation() != library.store.generation():
        yield note("index_behind")
