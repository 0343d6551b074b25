"""Cases similar to a case, text to text. Itself and the other instances of its dispute are left out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.codes import Kind
from corpus.model import Record
from index.engine.protocol import Engine, Filter, Vectors
from index.library import Library
from index.search.filters import to_filter
from index.search.fusion import DEPTH, Scores, fused, normalised, ranked
from index.search.lists import Ranking
from index.search.present import Shown, present
from index.search.query import Query, parse_query
from index.types import DEFAULT_KINDS, Mode, Shared, SimilarHit

NEAREST = 50  # passages fetched for each passage of the case
MOST_OWN = 40  # passages of the case that are compared: the court's and the facts before the rest


def similar(key: str, library: Library, k: int = 10, kinds: Sequence[Kind] = DEFAULT_KINDS) -> list[SimilarHit]:
    """The k most similar cases: MaxSim over passage vectors beside BM25 with the case's most frequent words.

    Without vectors by words alone (mode_used says so). Raises UnknownKeyError, IndexOutdatedError.
    """
    library.check_version()
    record = library.store.get(key)
    where = _others(record, kinds)
    query = parse_query(record.judgment.text.replace('"', " "))
    vectors = _own_vectors(record, library)
    mode: Mode = "hybrid" if len(vectors) else "bm25"
    by_words = {hit.id: hit.score for hit in library.engine.bm25("judgments", query.tokens, DEPTH, where)}
    by_meaning = _max_sim(library.engine, vectors, where) if len(vectors) else {}
    weight = 0.5 if by_meaning else 0.0
    scores = fused([(1 - weight, normalised(by_words, floor=0.0)), (weight, normalised(by_meaning))])
    return _hits(record, scores, frozenset(by_meaning), _plain(query), mode, library, k)


def _others(record: Record, kinds: Sequence[Kind]) -> Filter:
    instances = [instance.key for instance in record.instances if instance.key]
    where = to_filter({}, kinds)
    return Filter(terms=where.terms, exclude_keys=(record.key, *instances))


def _own_vectors(record: Record, library: Library) -> Vectors:
    """(n, dim): of the court's and the told facts first."""
    if library.engine.versions().encoder == "":
        return np.zeros((0, 0), dtype=np.float32)
    passages = library.engine.passages_of([record.key]).get(record.key, [])
    passages.sort(key=lambda passage: (passage.view == "party", passage.ordinal))
    held = library.engine.vectors([passage.id for passage in passages[:MOST_OWN]])
    return np.stack(list(held.values())) if held else np.zeros((0, 0), dtype=np.float32)


def _max_sim(engine: Engine, own: Vectors, where: Filter) -> Scores:
    """score(d) = mean over the case's passages p of the highest p . q among d's passages q.

    Candidates are the owners of each passage's nearest; they are then compared with all their passages.
    """
    near = {hit.id for vector in own for hit in engine.knn(vector, NEAREST, where)}
    keys = sorted({passage.key for passage in engine.passages(near).values()})
    scores: Scores = {}
    for key, passages in engine.passages_of(keys).items():
        theirs = engine.vectors([passage.id for passage in passages])
        if theirs:
            scores[key] = float((own @ np.stack(list(theirs.values())).T).max(axis=1).mean())
    return scores


def _plain(query: Query) -> Query:
    """Without must-have phrases and numbers: a whole text asks for neither."""
    return Query(query.tokens, (), (), "", query.cut)


def _hits(
    record: Record, scores: Scores, semantic: frozenset[str], query: Query, mode: Mode, library: Library, k: int
) -> list[SimilarHit]:
    records = [library.store.get(hit.id) for hit in ranked(scores)[:k]]
    shown = Shown(query, Ranking(scores, {}, {}, semantic), scores, (), mode)
    hits = present(records, shown, library.engine)
    return [SimilarHit(hit, shared(record, other)) for hit, other in zip(hits, records, strict=True)]


def shared(one: Record, other: Record) -> Shared:
    """What two cases have in common, in codes, and whether the plaintiff fared differently."""
    a, b = one.judgment, other.judgment
    return Shared(
        issues=_common([f.issue for f in a.findings], [f.issue for f in b.findings]),
        measures=_common([m.code for m in a.measures], [m.code for m in b.measures]),
        carriers=_common(a.carriers, b.carriers),
        industry=a.industry if a.industry == b.industry else None,
        outcome_differs=a.document.plaintiff_outcome != b.document.plaintiff_outcome,
    )


def _common(left: Sequence[str], right: Sequence[str]) -> tuple[str, ...]:
    return tuple(code for code in dict.fromkeys(left) if code in right)
