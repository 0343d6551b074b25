"""Errors as a lawyer should meet them: what to do in plain words; for a fault of ours a short id."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

import streamlit as st

from app.components.here import t
from app.components.markup import plain_markdown
from corpus.errors import MichaError

LOG = logging.getLogger("micha.app")
LOG_BYTES = 2_000_000


def start_log(home: Path) -> None:
    """Sends the program's log to <home>/logs/app.log; where that cannot be written, to stderr alone."""
    if LOG.handlers:
        return
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    LOG.addHandler(_handler(home / "logs" / "app.log"))


def _handler(path: Path) -> logging.Handler:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8")
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler


def report(fault: BaseException) -> str:
    """Logs the fault with its traceback and returns the short id under which it stands in the log."""
    number = secrets.token_hex(3).upper()
    LOG.error("[%s] %s", number, type(fault).__name__, exc_info=fault)
    return number


def told(fault: Exception) -> str:
    """The words for a fault: its own where it was made for people, else a short id."""
    number = report(fault)
    if isinstance(fault, MichaError):  # made for people, in Chinese; another page says that it is
        return t("fault.in_chinese", message=fault.message)
    return t("fault.unexpected", number=number)


@contextmanager
def guarded() -> Iterator[None]:
    """Whatever goes wrong inside becomes a calm message; the rest of the page stays."""
    try:
        yield
    except Exception as fault:
        st.error(plain_markdown(told(fault)))
