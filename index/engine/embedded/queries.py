"""tantivy queries from the protocol's filters and matchings: pure functions, no I/O."""

from __future__ import annotations

from collections.abc import Sequence

from tantivy import FieldType, Occur, Query, Schema

from index.engine.protocol import Filter, Matching, Range


def words_query(schema: Schema, tokens: Sequence[str]) -> Query:
    """Any of the tokens."""
    terms = [(Occur.Should, Query.term_query(schema, "words", token)) for token in tokens]
    return Query.boolean_query(terms) if terms else Query.empty_query()


def phrase_query(schema: Schema, chars: Sequence[str]) -> Query:
    """The characters one after another. tantivy panics on a phrase of one term, hence the term query."""
    if not chars:
        return Query.empty_query()
    if len(chars) == 1:
        return Query.term_query(schema, "chars", chars[0])
    return Query.phrase_query(schema, "chars", list(chars))


def filter_query(schema: Schema, where: Filter) -> Query:
    """What passes the filter, with score 0."""
    needed = [_terms(schema, f"keywords.{name}", values) for name, values in where.terms.items()]
    if where.dates:
        needed.append(_any([_within(schema, bounds) for bounds in where.dates]))
    for name, ranges in where.amounts.items():
        needed.append(_any([_range(schema, name, bounds) for bounds in ranges]))
    if where.keys is not None:
        needed.append(_terms(schema, "key", where.keys))
    clauses = [(Occur.Must, query) for query in needed or [Query.all_query()]]
    if where.exclude_keys:
        clauses.append((Occur.MustNot, _terms(schema, "key", where.exclude_keys)))
    return Query.const_score_query(Query.boolean_query(clauses), 0.0)


def matching_query(schema: Schema, matching: Matching) -> Query:
    """All judgments of a matching."""
    parts = [filter_query(schema, matching.where)]
    if matching.tokens:
        parts.append(words_query(schema, matching.tokens))
    parts += [phrase_query(schema, chars) for chars in matching.phrases]
    return _all(parts)


def scored_query(schema: Schema, query: Query, where: Filter) -> Query:
    """The query's score among what passes the filter."""
    return _all([query, filter_query(schema, where)]) if where else query


def _all(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _any(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _terms(schema: Schema, field: str, values: Sequence[str]) -> Query:
    return Query.term_set_query(schema, field, list(values)) if values else Query.empty_query()


def _within(schema: Schema, bounds: Range) -> Query:
    low, high = bounds
    return _all([_range(schema, "earliest", (low, None)), _range(schema, "latest", (None, high))])


def _range(schema: Schema, field: str, bounds: Range) -> Query:
    low, high = bounds
    if low is None and high is None:
        return Query.exists_query(field)
    return Query.range_query(schema, field, FieldType.Float, low, high)
