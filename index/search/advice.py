"""Nothing found: what was searched, and which single loosening would find something."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from corpus import codes
from index.engine.protocol import Engine, Filter, Matching
from index.search.filters import to_filter
from index.search.notes import note
from index.search.query import Query
from index.types import SearchRequest


def advice(request: SearchRequest, query: Query, matching: Matching, engine: Engine) -> Iterator[str]:
    """no_hits with the number of judgments searched, then every filter, phrase or kind whose removal gives hits."""
    yield note("no_hits", engine.count(Matching(where=to_filter({}, request.kinds))))
    if request.text.strip() and not query:
        return
    for name in request.filters:
        rest = {other: values for other, values in request.filters.items() if other != name}
        yield from _if_any(engine, _where(matching, to_filter(rest, request.kinds)), "loosen_filter", name)
    for phrase in query.phrases:
        others = tuple(held for held in matching.phrases if held != phrase.chars)
        yield from _if_any(engine, msgspec.structs.replace(matching, phrases=others), "loosen_phrase", phrase.text)
    for kind in codes.codes(codes.Kind):
        if kind not in request.kinds:
            where = to_filter(request.filters, (kind,))  # type: ignore[arg-type]
            yield from _if_any(engine, _where(matching, where), "loosen_kinds", kind)


def _where(matching: Matching, where: Filter) -> Matching:
    return msgspec.structs.replace(matching, where=where)


def _if_any(engine: Engine, matching: Matching, code: str, argument: str) -> Iterator[str]:
    found = engine.count(matching)
    if found:
        yield note(code, argument, found)
