"""What all rooms' commands share: JSON lines on stdout and nothing else there, logs on stderr, exit codes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import typer

from corpus.errors import MichaError

OK, REFUSED, WRONG_USE = 0, 1, 2
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def print_json(line: object) -> None:
    """One JSON object on one line of stdout, as UTF-8 whatever the terminal's locale."""
    sys.stdout.buffer.write(_ENCODER.encode(line) + b"\n")
    sys.stdout.buffer.flush()


def say(text: str) -> None:
    """A line for people on stdout."""
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.buffer.flush()


def log(text: str) -> None:
    """A line on stderr: progress, warnings, faults."""
    sys.stderr.buffer.write(text.encode() + b"\n")
    sys.stderr.buffer.flush()


@contextmanager
def faults_named(code: int = REFUSED) -> Iterator[None]:
    """Ends the command with `code` and the fault's own words instead of a traceback."""
    try:
        yield
    except MichaError as fault:
        log(str(fault))
        raise typer.Exit(code) from fault
