"""Errors of the index. Each says what a person can do about it."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.errors import MichaError


class SearchIndexError(MichaError):
    """Something is wrong with the search index or a request to it."""

    def __init__(self, message: str, *, document: str | None = None) -> None:
        super().__init__(message, document=document, stage="index")


class EngineError(SearchIndexError):
    """The engine refused an operation; what was acknowledged before is kept."""


class EngineBusyError(SearchIndexError):
    """Another process is writing to the same index."""


class IndexBrokenError(SearchIndexError):
    """The index's files cannot be read. The store is the truth: a rebuild loses nothing."""


class IndexOutdatedError(SearchIndexError):
    """The index was written by another version of the analyser."""


class UnknownEngineError(SearchIndexError):
    """settings.engine names no engine of this program."""


class FilterError(SearchIndexError):
    """A filter that cannot be understood: the caller's mistake (exit code 2)."""


class UnknownFieldError(FilterError):
    """A filter on a field that does not exist; the message lists those that do."""

    def __init__(self, field: str, known: Iterable[str]) -> None:
        super().__init__(f"没有名为“{field}”的筛选字段。可用的字段：{'、'.join(known)}。")
        self.field = field


class FilterValueError(FilterError):
    """A filter value that the field cannot hold."""
