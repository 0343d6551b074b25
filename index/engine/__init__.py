"""The engines behind protocol.Engine, by name."""

from __future__ import annotations

from corpus.settings import Settings
from index.engine.protocol import Engine
from index.errors import UnknownEngineError

ENGINES = ("embedded",)


def open_engine(settings: Settings) -> Engine:
    """The engine that the settings name. Raises UnknownEngineError, EngineError, IndexBrokenError."""
    if settings.engine != "embedded":
        raise UnknownEngineError(f"没有名为“{settings.engine}”的检索引擎。可用：{'、'.join(ENGINES)}。")
    from index.engine.embedded import open_embedded

    return open_embedded(settings.home_dir)


def discard_index(settings: Settings) -> None:
    """Deletes a broken index so that it can be rebuilt from the store."""
    from index.engine.embedded import discard_embedded

    discard_embedded(settings.home_dir)
