"""The file layouts, found by themselves: one module each with LAYOUT, matches and read.

A module may set GENERAL = n (0 if absent): layouts with a higher number are asked later (a page before plain text),
BINARY = True: it reads bytes that are no plain text, and is asked before the file is taken as text, and
SEVERAL = True: its files may hold several judgments one behind the other.
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


def is_binary_layout(layout: Layout) -> bool:
    """Whether layout is asked before a file is taken as text."""
    return bool(getattr(layout, "BINARY", False))


def holds_several(layout: Layout) -> bool:
    """Whether a file of this layout may hold several judgments."""
    return bool(getattr(layout, "SEVERAL", False))


def layout_of(data: bytes, name: str, *, binary: bool) -> Layout | None:
    """The first layout (among the binary ones, or among the others) that knows data as its own."""
    asked = (layout for layout in layouts() if is_binary_layout(layout) == binary)
    return next((layout for layout in asked if layout.matches(data, name)), None)
