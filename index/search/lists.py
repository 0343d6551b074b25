"""The lists that a ranking is made of: passages by words, whole judgments by words, passages by meaning."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from index.engine.protocol import Engine, Filter, Passage, Vectors
from index.search.fusion import DEPTH, Scores, best_of_groups, fused, normalised
from index.types import Mode

PASSAGE_DEPTH = 3 * DEPTH
"""Passages fetched so that some DEPTH judgments are among their owners."""

VIEW_BOOSTS: dict[str, float] = {"court": 1.1, "other": 1.0, "party": 0.9}
"""The court's reasoning counts more than a party's words. Small, for it must break ties, not make a ranking."""

DENSE_WEIGHT = 0.5  # of the sum, in a hybrid ranking
JUDGMENT_WEIGHT = 0.5  # of the words' part, against the best passage


class Ranking(Struct, frozen=True):
    """judgments: key -> score; passages: id -> score, of the same lists; semantic: keys near in meaning."""

    judgments: Scores
    passages: Scores
    places: dict[str, Passage]
    semantic: frozenset[str]


def rank(engine: Engine, tokens: tuple[str, ...], vector: Vectors | None, where: Filter, mode: Mode) -> Ranking:
    """Scores of the judgments and passages that the mode's lists hold. vector None: words alone."""
    dense_weight = {"bm25": 0.0, "dense": 1.0, "hybrid": DENSE_WEIGHT}[mode] if vector is not None else 0.0
    if not tokens:
        dense_weight = float(dense_weight > 0)
    by_words = _by_words(engine, tokens, where) if tokens and dense_weight < 1 else {}
    by_meaning = _by_meaning(engine, vector, where) if vector is not None and dense_weight > 0 else {}
    whole = _whole(engine, tokens, where) if tokens and dense_weight < 1 else {}
    places = engine.passages([*by_words, *by_meaning])
    owners = {id_: place.key for id_, place in places.items()}
    words = _known(by_words, owners)
    meaning = _viewed(normalised(_known(by_meaning, owners), PASSAGE_DEPTH), places)
    dense = normalised(best_of_groups(meaning, owners))
    best = normalised(best_of_groups(words, owners), floor=0.0)
    word_part = fused([(JUDGMENT_WEIGHT, whole), (1 - JUDGMENT_WEIGHT, best)])
    return Ranking(
        judgments=fused([(1 - dense_weight, word_part), (dense_weight, dense)]),
        passages=fused([(1 - dense_weight, normalised(words, PASSAGE_DEPTH, 0.0)), (dense_weight, meaning)]),
        places=places,
        semantic=frozenset(dense),
    )


def _by_words(engine: Engine, tokens: tuple[str, ...], where: Filter) -> Scores:
    return {hit.id: hit.score for hit in engine.bm25("passages", tokens, PASSAGE_DEPTH, where, VIEW_BOOSTS)}


def _whole(engine: Engine, tokens: tuple[str, ...], where: Filter) -> Scores:
    return normalised({hit.id: hit.score for hit in engine.bm25("judgments", tokens, DEPTH, where)}, floor=0.0)


def _by_meaning(engine: Engine, vector: Vectors, where: Filter) -> Scores:
    return {hit.id: hit.score for hit in engine.knn(vector, PASSAGE_DEPTH, where)}


def _known(scores: Scores, owners: Mapping[str, str]) -> Scores:
    """Without passages that another process deleted between two questions to the engine."""
    return {id_: score for id_, score in scores.items() if id_ in owners}


def _viewed(scores: Scores, places: Mapping[str, Passage]) -> Scores:
    return {id_: score * VIEW_BOOSTS[places[id_].view] for id_, score in scores.items()}
