"""Errors that a person can act on. Every one names what happened and what to do next."""

from __future__ import annotations


class MichaError(Exception):
    """The root of the project's errors.

    message: what happened and what to do, in Chinese (the app and the commands print it as it is).
    document: the file, key or id that was being worked on; stage: the step (intake, parse, store, index ...).
    """

    def __init__(self, message: str, *, document: str | None = None, stage: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.document = document
        self.stage = stage

    def __str__(self) -> str:
        where = "".join(f"［{part}］" for part in (self.stage, self.document) if part)
        return f"{where}{self.message}"


class IntakeError(MichaError):
    """A file that cannot be taken in. `reason` is a code of codes.RefusalReason."""

    def __init__(self, message: str, *, reason: str, document: str | None = None) -> None:
        super().__init__(message, document=document, stage="intake")
        self.reason = reason


class StoreError(MichaError):
    """The corpus database cannot be opened, read or written."""


class UnknownKeyError(StoreError):
    """No record has this key or alias."""


class KnowledgeError(MichaError):
    """A data file of the project is broken: a fault of ours, named with its file and row."""


class SettingsError(MichaError):
    """micha.toml, an environment variable or a flag holds a value that cannot be used."""
