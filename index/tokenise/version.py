"""The version of the analyser: an index made with another one must be rebuilt."""

from __future__ import annotations

import hashlib
from importlib.metadata import version

from index.tokenise.terms import STOP_FILE, TERMS_FILE, data_bytes

# Raise when the code of this package gives other tokens for the same text and word lists.
CODE_VERSION = "1"


def _analyser_version() -> str:
    digest = hashlib.sha256()
    for name in (TERMS_FILE, STOP_FILE):
        digest.update(data_bytes(name))
    digest.update(f"jieba {version('jieba')} rjieba {version('rjieba')}".encode())
    return f"{CODE_VERSION}-{digest.hexdigest()[:12]}"


ANALYSER_VERSION: str = _analyser_version()
"""`code version-hash` over the word lists and the versions of jieba and rjieba."""
