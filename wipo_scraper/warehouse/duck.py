"""Parquet files and DuckDB databases.

The rows are staged as JSON lines, a year at a time, and read by DuckDB with the types that the tables declare, within
a fixed memory.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from glob import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from wipo_scraper.article import SCHEMA_VERSION
from wipo_scraper.warehouse import types
from wipo_scraper.warehouse.extras import need
from wipo_scraper.warehouse.job import Job
from wipo_scraper.warehouse.tables import TABLES, Row, Table, publication_year, rows_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "256MB"  # DuckDB's buffers; what does not fit goes to disk
_THREADS = min(4, os.cpu_count() or 1)
_WITHOUT_YEAR = "__HIVE_DEFAULT_PARTITION__"  # the name that Hive, Spark, Arrow and DuckDB read as null


@dataclass
class Staged:
    """A table's rows on their way into DuckDB."""

    table: Table
    path: Path
    rows: int = 0
    longest: int = 1024 * 1024  # bytes of the longest line; DuckDB sizes its buffers by it

    def count(self, line: bytes) -> None:
        """Count one row."""
        self.rows += 1
        self.longest = max(self.longest, len(line) + 1)

    @property
    def source(self) -> str:
        """The rows in SQL: FROM and what follows."""
        columns = ", ".join(f"{_quoted(it.name)}: {_quoted(types.duckdb(it))}" for it in self.table.columns)
        return (
            f"FROM read_json({_quoted(escape(str(self.path)))}, format = 'newline_delimited',"
            f" columns = {{{columns}}}, maximum_object_size = {self.longest}, hive_partitioning = false)"
        )


def write_duckdb(job: Job) -> dict[str, int]:
    """Write the tables as one DuckDB database; return the rows of each."""
    with _open(job.product, job.staging) as database:
        for table in TABLES.values():
            database.execute(_declaration(table))
        database.begin()
        rows = _write_years(job, lambda _, staged: _insert(database, staged))
        database.commit()
        for table in TABLES.values():
            database.execute(f"COMMENT ON TABLE {table.name} IS {_quoted(table.description)}")
            for column in table.columns:
                database.execute(f'COMMENT ON COLUMN {table.name}."{column.name}" IS {_quoted(column.description)}')
    return rows


def write_parquet(job: Job) -> dict[str, int]:
    """Write a folder of Parquet files for each table, partitioned by year; return the rows of each table."""
    with _open(":memory:", job.staging) as database:
        rows = _write_years(job, lambda year, staged: _write_partition(database, year, staged, job.product))
        for table in TABLES.values():
            if not rows[table.name]:  # a reader finds the columns all the same
                database.execute(_declaration(table))
                _copy(database, table, f"FROM {table.name}", None, job.product)
    return rows


def _write_years(job: Job, write: Callable[[int | None, list[Staged]], None]) -> dict[str, int]:
    """Stage the records year by year; DuckDB writes one year, in a thread, while the next is staged."""
    rows = dict.fromkeys(TABLES, 0)
    with ThreadPoolExecutor(max_workers=1) as thread:
        writing: Future[None] | None = None
        for year, records in groupby(job.records, key=lambda record: publication_year(record["date"])):
            staged = _stage(records, job.staging / f"{year}")
            if writing is not None:
                writing.result()
            writing = thread.submit(write, year, staged)
            for it in staged:
                rows[it.table.name] += it.rows
        if writing is not None:
            writing.result()
    return rows


def _stage(records: Iterable[Row], folder: Path) -> list[Staged]:
    folder.mkdir()
    staged = {name: Staged(table, folder / f"{name}.jsonl") for name, table in TABLES.items()}
    with ExitStack() as stack:
        streams = {name: stack.enter_context(it.path.open("wb")) for name, it in staged.items()}
        for record in records:
            for name, rows in rows_of(record).items():
                for row in rows:
                    line = orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
                    streams[name].write(line)
                    staged[name].count(line)
    return [it for it in staged.values() if it.rows]


def _insert(database: "DuckDBPyConnection", staged: list[Staged]) -> None:
    for it in staged:
        database.execute(f"INSERT INTO {it.table.name} SELECT * {it.source}")
        it.path.unlink()


def _write_partition(database: "DuckDBPyConnection", year: int | None, staged: list[Staged], product: Path) -> None:
    for it in staged:
        _copy(database, it.table, it.source, year, product)
        it.path.unlink()


def _copy(database: "DuckDBPyConnection", table: Table, source: str, year: int | None, product: Path) -> None:
    folder = product / table.name / f"year={_WITHOUT_YEAR if year is None else year}"
    folder.mkdir(parents=True)
    database.execute(
        f"COPY (SELECT * EXCLUDE (year) {source}) TO {_quoted(str(folder / f'{table.name}.parquet'))}"
        f" (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{schema_version: '{SCHEMA_VERSION}'}})"
    )


def _declaration(table: Table) -> str:
    columns = (f'"{it.name}" {types.duckdb(it)}' for it in table.columns)
    return f"CREATE TABLE {table.name} ({', '.join(columns)})"


@contextmanager
def _open(path: Path | str, staging: Path) -> "Iterator[DuckDBPyConnection]":
    duckdb = need("duckdb", "export")
    config = {
        "memory_limit": MEMORY,
        "threads": str(_THREADS),
        "temp_directory": str(staging / "spill"),
        "autoinstall_known_extensions": "false",  # nothing is fetched from the network
    }
    try:
        with duckdb.connect(str(path), config=config) as database:
            yield database
    except duckdb.IOException as error:
        raise OSError(str(error)) from error


def _quoted(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"
