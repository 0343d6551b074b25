"""Files -> RawDocuments: what a person has saved or crawled, read into text with what its carrier says of it.

A file layout is one module in layouts/ (found by itself, recognised by content) and its fixture folder in
tests/intake/fixtures/. What a court document looks like is data: knowledge/intake_cues.yaml.
"""

from corpus.intake.files import MAX_BYTES, read_bytes, read_file, read_file_parts, read_parts, read_path

__all__ = ["MAX_BYTES", "read_bytes", "read_file", "read_file_parts", "read_parts", "read_path"]
