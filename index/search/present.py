"""A found judgment as it is shown: its best passages with highlights, and why it was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from corpus.display import display_court, display_number
from corpus.model import Record
from index.engine.protocol import Engine, Filter, Passage
from index.highlight import Marked, find_phrase, mark
from index.search.fusion import Scores, ranked
from index.search.lists import Ranking
from index.search.query import Query
from index.types import Hit, Mode, PassageHit

MOST_PASSAGES = 3
SECOND_BEST = 0.5  # a further passage is shown when it scores at least this share of the best


class Shown(Struct, frozen=True):
    """What the hits of one search are presented by."""

    query: Query
    ranking: Ranking
    scores: Mapping[str, float]
    by_number: tuple[str, ...]
    mode: Mode


def present(records: Sequence[Record], shown: Shown, engine: Engine) -> tuple[Hit, ...]:
    """Hits in the order given, ranked from 1."""
    chosen = _choose([record.key for record in records], shown, engine)
    generation = engine.generation()
    return tuple(
        _hit(rank, record, chosen[record.key], shown, generation) for rank, record in enumerate(records, start=1)
    )


def _choose(keys: Sequence[str], shown: Shown, engine: Engine) -> dict[str, list[Passage]]:
    """The two or three best passages of each judgment; those with a quoted part before all others."""
    scores, places = dict(shown.ranking.passages), dict(shown.ranking.places)
    lacking = set(keys) - {places[id_].key for id_ in scores}
    if lacking and shown.query.tokens:
        where = Filter(keys=tuple(sorted(lacking)))
        scores |= {hit.id: hit.score for hit in engine.bm25("passages", shown.query.tokens, 20 * len(lacking), where)}
    for phrase in shown.query.phrases:
        for hit in engine.phrase("passages", phrase.chars, 20 * len(keys) + 1, Filter(keys=tuple(keys))):
            scores[hit.id] = scores.get(hit.id, 0.0) + 1.0
    places |= engine.passages(id_ for id_ in scores if id_ not in places)
    by_key: dict[str, Scores] = {key: {} for key in keys}
    for id_, score in scores.items():
        if id_ in places and places[id_].key in by_key:
            by_key[places[id_].key][id_] = score
    return {key: [places[id_] for id_ in _best(held)] or _opening(engine, key) for key, held in by_key.items()}


def _best(scores: Scores) -> list[str]:
    order = ranked(scores)[:MOST_PASSAGES]
    return [hit.id for place, hit in enumerate(order) if place < 2 or hit.score >= SECOND_BEST * order[0].score]


def _opening(engine: Engine, key: str) -> list[Passage]:
    """Nothing matched in particular (a case asked for by number, browsing): the first words of the court."""
    passages = engine.passages_of([key]).get(key, [])
    return [passage for passage in passages if passage.view == "court"][:1] or passages[:1]


def _hit(rank: int, record: Record, passages: Sequence[Passage], shown: Shown, generation: int) -> Hit:
    document = record.judgment.document
    marks = [_mark(record, passage, shown.query) for passage in passages]
    return Hit(
        rank=rank,
        key=record.key,
        kind=record.kind,
        case_number=document.case_number,
        display_number=display_number(record),
        title=record.title,
        court=display_court(record),
        date=document.date,
        year=document.year,
        outcome=document.plaintiff_outcome,
        findings=record.judgment.findings,
        score=round(shown.scores.get(record.key, 0.0), 6),
        passages=tuple(_passage_hit(record, *shown_at) for shown_at in zip(passages, marks, strict=True)),
        why=tuple(_why(record, passages, marks, shown)),
        mode_used=shown.mode,
        generation=generation,
        claimed_amount=document.claimed_amount,
        awarded_amount=document.awarded_amount,
        instances=record.instances,
    )


def _mark(record: Record, passage: Passage, query: Query) -> Marked:
    return mark(_text(record, passage), query.tokens, [phrase.chars for phrase in query.phrases])


def _passage_hit(record: Record, passage: Passage, marked: Marked) -> PassageHit:
    return PassageHit(
        text=_text(record, passage),
        section=passage.section,
        view=passage.view,
        start=passage.start,
        end=passage.end,
        highlights=marked.places,
    )


def _why(record: Record, passages: Sequence[Passage], marks: Sequence[Marked], shown: Shown) -> Iterator[str]:
    if record.key in shown.by_number:
        yield "case_number"
    query = shown.query
    if query.phrases:
        yield "phrase"
    found = frozenset[str]().union(*(marked.words for marked in marks))
    matched = [token for token in query.tokens if token in found]
    yield from (word for word in matched if not any(word in other and word != other for other in matched))
    if record.key in shown.ranking.semantic:
        yield "semantic"
    if query and passages and all(passage.view == "party" for passage in _telling(record, passages, query)):
        yield "party_only"


def _telling(record: Record, passages: Sequence[Passage], query: Query) -> list[Passage]:
    """The passages that decide whether only a party spoke: those with a quoted part, else all that are shown."""
    phrases = [phrase.chars for phrase in query.phrases]
    holding = [p for p in passages if any(next(find_phrase(_text(record, p), phrase), None) for phrase in phrases)]
    return holding or list(passages)


def _text(record: Record, passage: Passage) -> str:
    return record.judgment.text[passage.start : passage.end]
