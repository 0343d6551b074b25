"""The file layouts, found by themselves: one module each with LAYOUT, matches and read.

A module may set GENERAL = n (0 if absent): layouts with a higher number are asked later (a page before plain text).
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Protocol, cast

from corpus.model import RawDocument


class Layout(Protocol):
    """A layout module. matches judges by content, never by the suffix of name; read may return no document."""

    LAYOUT: str

    def matches(self, data: bytes, name: str) -> bool: ...

    def read(self, data: bytes, name: str) -> list[RawDocument]: ...


@cache
def layouts() -> tuple[Layout, ...]:
    """All layout modules in the order in which they are asked."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    modules.sort(key=lambda module: getattr(module, "GENERAL", 0))
    return tuple(cast(Layout, module) for module in modules)
