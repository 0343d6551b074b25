"""How the columns of tables are understood, told without reading their rows (`corpus import --dry-run`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.errors import IntakeError
from corpus.intake.archive import ZIP_MARKS, is_workbook, members, open_archive
from corpus.intake.files import read_path
from corpus.intake.sources import Source, file_source
from corpus.intake.tables.columns import Mapping
from corpus.intake.tables.read import TableNote, table_notes, xlsx_notes
from corpus.text import path_name


def column_notes(path: Path, mapping: Mapping | None = None) -> Iterator[TableNote]:
    """A note for every table at path: a file, a folder, or archives in them.

    What cannot be read has no note: the import itself refuses it by name.
    """
    try:
        for file in read_path(path):
            yield from _file_notes(file, mapping)
    except IntakeError:
        return


def _file_notes(file: Path, mapping: Mapping | None) -> Iterator[TableNote]:
    try:
        if file.is_file():
            yield from _notes(file_source(file, path_name(file)), mapping)
    except (IntakeError, OSError):
        return


def _notes(source: Source, mapping: Mapping | None) -> Iterator[TableNote]:
    if is_workbook(source):
        yield from xlsx_notes(source, mapping)
        return
    if source.head().startswith(ZIP_MARKS):
        with open_archive(source) as held:
            for member in members(source, *held) if held else ():
                if isinstance(member, Source):
                    yield from _member_notes(member, mapping)
        return
    yield from table_notes(source, mapping)


def _member_notes(member: Source, mapping: Mapping | None) -> Iterator[TableNote]:
    try:
        yield from _notes(member, mapping)
    except IntakeError:
        return
