"""The tantivy schemas of the two collections and how a document is put into them."""

from __future__ import annotations

import tantivy

from index.engine.protocol import AMOUNTS, JudgmentDoc, PassageDoc


def build_schema() -> tantivy.Schema:
    """One schema for both collections: row (the catalogue's number), text fields, filter fields.

    Filter codes lie in one JSON field, so that a new codebook field needs no new schema. tantivy cannot
    range over JSON, hence the named number fields. Positions are kept for characters only (phrases).
    """
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", indexed=True, fast=True)
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("chars", tokenizer_name="whitespace", index_option="position")
    builder.add_json_field("keywords", fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("earliest", "latest", *AMOUNTS):
        builder.add_float_field(name, indexed=True, fast=True)
    return builder.build()


def text_document(row: int, source: JudgmentDoc | PassageDoc, judgment: JudgmentDoc) -> tantivy.Document:
    """A judgment or passage with the filter values of its judgment. An unknown date or amount is no value."""
    document = tantivy.Document()
    document.add_unsigned("row", row)
    document.add_text("key", judgment.key)
    document.add_text("words", source.words)
    document.add_text("chars", source.chars)
    document.add_json("keywords", {name: list(codes) for name, codes in judgment.keywords.items() if codes})
    if judgment.earliest and judgment.latest:
        document.add_float("earliest", float(judgment.earliest))
        document.add_float("latest", float(judgment.latest))
    for name, value in judgment.amounts.items():
        document.add_float(name, value)
    return document
