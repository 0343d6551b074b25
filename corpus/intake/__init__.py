"""Files -> RawDocuments: what a person has saved or crawled, read into text with what its carrier says of it.

A file layout is one module in layouts/ (found by itself, recognised by content) and its fixture folder in
tests/intake/fixtures/. Archives (archive.py) and tables (tables/) hold many documents and are read member by member and
row by row. What a court document looks like is data: knowledge/intake_cues.yaml.
"""

from corpus.intake.column_notes import column_notes
from corpus.intake.files import MAX_BYTES, read_bytes, read_file, read_file_parts, read_parts, read_path
from corpus.intake.tables.columns import Mapping, read_mapping
from corpus.intake.tables.read import TableNote

__all__ = [
    "MAX_BYTES",
    "Mapping",
    "TableNote",
    "column_notes",
    "read_bytes",
    "read_file",
    "read_file_parts",
    "read_mapping",
    "read_parts",
    "read_path",
]
