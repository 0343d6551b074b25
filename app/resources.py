"""What all sessions share: settings, store, background threads; and tables keyed by the corpus generation."""

from __future__ import annotations

import streamlit as st
from msgspec.structs import replace

from analysis.holdings import Holding, read_holdings
from app.importer import Importer
from app.state import QueryShelf
from app.worker import Worker
from corpus.codes import Kind
from corpus.model import Record
from corpus.settings import Settings, load_settings
from corpus.store import Store


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """The settings of this run. Raises SettingsError."""
    return load_settings()


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The corpus of the home folder. Raises StoreError; a failed try is not remembered."""
    return Store(settings().home_dir)


@st.cache_resource(show_spinner=False)
def worker() -> Worker:
    """The background worker, started with its first use."""
    started = Worker(settings(), store())
    started.start()
    return started


@st.cache_resource(show_spinner=False)
def importer() -> Importer:
    """Imports started from the pages."""
    return Importer(store(), worker())


def shelf() -> QueryShelf:
    """Where long queries are kept."""
    return QueryShelf(settings().home_dir)


def records(kinds: tuple[Kind, ...]) -> tuple[Record, ...]:
    """The records of some kinds, without their texts, as of the corpus generation now."""
    return _records(store().generation(), kinds)


def holdings(kinds: tuple[Kind, ...]) -> tuple[Holding, ...]:
    """The holdings of some kinds, as of the corpus generation now."""
    return _holdings(store().generation(), kinds)


@st.cache_resource(show_spinner=False, max_entries=4)
def _records(generation: int, kinds: tuple[Kind, ...]) -> tuple[Record, ...]:
    return tuple(_slim(record) for record in store().records(kinds))


@st.cache_resource(show_spinner=False, max_entries=4)
def _holdings(generation: int, kinds: tuple[Kind, ...]) -> tuple[Holding, ...]:
    return read_holdings(store().records(kinds))


def _slim(record: Record) -> Record:
    """Without the text and its places, which statistics do not need and which would fill the memory."""
    return replace(record, judgment=replace(record.judgment, text="", spans={}, sections=()))
