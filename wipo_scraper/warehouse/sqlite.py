"""A SQLite database with full-text search, ready for Datasette. Lists and objects are JSON text."""

import sqlite3

from wipo_scraper.warehouse import types
from wipo_scraper.warehouse.job import Job
from wipo_scraper.warehouse.tables import TABLES, Row, Table, rows_of

_SEARCHED = {"articles": ("title", "text"), "quotes": ("text", "speaker")}
_INDEXED = {"articles": ("story", "published"), "quotes": ("speaker_key",), "speakers": ("speaker_key",), "images": ()}


def write_sqlite(job: Job) -> dict[str, int]:
    """Write the tables as one SQLite database; return the rows of each."""
    rows = dict.fromkeys(TABLES, 0)
    database = sqlite3.connect(job.product, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode = OFF")  # the file is made beside its target and synced at the end
        database.execute("PRAGMA synchronous = OFF")
        for table in TABLES.values():
            database.execute(_declaration(table, history=job.history))
        database.execute("BEGIN")
        inserts = {name: _insert(table) for name, table in TABLES.items()}
        for record in job.records:
            for name, table_rows in rows_of(record).items():
                rows[name] += len(table_rows)
                database.executemany(inserts[name], (_values(TABLES[name], row) for row in table_rows))
        database.execute("COMMIT")
        _index(database)
    except sqlite3.OperationalError as error:
        raise OSError(f"{job.product}: {error}") from error
    finally:
        database.close()
    return rows


def _values(table: Table, row: Row) -> list[str | int | float | None]:
    return [types.plain(column, row) for column in table.columns]


def _declaration(table: Table, *, history: bool) -> str:
    lines = [f'"{it.name}" {types.sqlite(it)}' for it in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(table.key_of(history=history))})")
    if table.name != "articles":
        here, there = ("article_id, revision", "id, revision") if history else ("article_id", "id")
        lines.append(f"FOREIGN KEY ({here}) REFERENCES articles ({there})")
    return f"CREATE TABLE {table.name} ({', '.join(lines)})"


def _insert(table: Table) -> str:
    return f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608 - our own names


def _index(database: sqlite3.Connection) -> None:
    for name, columns in _INDEXED.items():
        for column in columns:
            database.execute(f"CREATE INDEX {name}_{column} ON {name} ({column})")
    for name, columns in _SEARCHED.items():
        database.execute(
            f"CREATE VIRTUAL TABLE {name}_fts USING fts5"
            f"({', '.join(columns)}, content={name}, tokenize='unicode61 remove_diacritics 2')"
        )
        database.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('rebuild')")  # noqa: S608 - our own names
