"""Search as a lawyer means it: judgments with their best passages, and what is similar to a case."""

from __future__ import annotations

from index.search.run import search
from index.search.similar import similar

__all__ = ["search", "similar"]
