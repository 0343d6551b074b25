"""Notes of a search result: `code` or `code:argument:argument`. The pages hold their words.

| code | arguments | meaning |
|---|---|---|
| query_empty | | nothing in the query can be searched (signs only) |
| query_cut | | the query was too long; only its most frequent words and its beginning were used |
| number_found | number | the case asked for by its number stands first |
| number_missing | number | no record with this number in the corpus |
| number_filtered | number | it is there, but the filters or the kinds switched on leave it out |
| no_encoder | | no vectors or no encoder: words alone were searched |
| vectors_incomplete | passages without | some passages have no vector yet |
| no_word_matched | | no judgment holds any of the words; what is shown is near in meaning only |
| index_behind | | the corpus has changed since the index was built |
| no_hits | judgments searched | nothing found among so many |
| loosen_filter | field, hits without it | |
| loosen_phrase | phrase, hits without it | |
| loosen_kinds | kind, hits in it | a collection that is switched off has hits |
"""

from __future__ import annotations

CODES: frozenset[str] = frozenset(
    {
        "query_empty", "query_cut", "number_found", "number_missing", "number_filtered", "no_encoder",
        "vectors_incomplete", "no_word_matched", "index_behind", "no_hits", "loosen_filter", "loosen_phrase",
        "loosen_kinds",
    }
)  # fmt: skip


def note(code: str, *arguments: object) -> str:
    """One note. Raises KeyError for a code that is not in the table."""
    if code not in CODES:
        raise KeyError(code)
    return ":".join([code, *map(str, arguments)])
