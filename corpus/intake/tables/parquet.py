"""Parquet tables, read by DuckDB with bounded memory and without reaching anything outside this machine."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

import duckdb

from corpus.intake.tables.csv_rows import Row

MEMORY = "400MB"
AT_ONCE = 256  # rows fetched


def _connect() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET autoload_known_extensions = false")
    connection.execute("SET temp_directory = ?", (tempfile.gettempdir(),))
    return connection


def parquet_columns(path: str) -> list[str]:
    """The column names of a Parquet file. duckdb.Error where it is none."""
    with _connect() as connection:
        described = connection.execute("SELECT * FROM read_parquet(?) LIMIT 0", (path,)).description
    return [str(column[0]) for column in described or ()]


def parquet_rows(path: str, width: int) -> Iterator[Row]:
    """The rows of a Parquet file of that many columns, all cells as text. duckdb.Error where the file is broken."""
    names = ", ".join(f"c{place}" for place in range(width))
    cells = ", ".join(f"c{place}::VARCHAR" for place in range(width))
    with _connect() as connection:
        result = connection.execute(f"SELECT {cells} FROM read_parquet(?) AS t({names})", (path,))
        number = 0
        while fetched := result.fetchmany(AT_ONCE):
            for cells_of_row in fetched:
                number += 1
                yield Row(number, tuple(cells_of_row))
