"""What earlier runs found, asked by id.

The run files are the truth. The index beside them is a cache: it takes in the files of new runs when it is opened, is
never written during a run, and is built anew when it does not fit the files or is not there.
"""

import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from wipo_scraper import site
from wipo_scraper.storage.lines import read_rows

logger = logging.getLogger(__name__)

_VERSION = 2
_TABLES = """
CREATE TABLE runs (name TEXT PRIMARY KEY, bytes INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE pages (
    id TEXT PRIMARY KEY,
    first_run TEXT NOT NULL,
    url TEXT NOT NULL,
    state TEXT NOT NULL,
    date TEXT,
    title TEXT,
    fetched_at TEXT,
    revision INTEGER,
    page_hash TEXT,
    content_hash TEXT,
    etag TEXT,
    last_modified TEXT,
    aliases TEXT
) WITHOUT ROWID;
CREATE INDEX by_title ON pages (title, date) WHERE state = 'article';
CREATE INDEX by_state ON pages (state) WHERE state = 'failed';
CREATE VIEW known AS SELECT id, first_run, url, state, date, fetched_at, revision, page_hash, content_hash, etag,
    last_modified, aliases FROM pages;
CREATE TABLE aliases (alias TEXT PRIMARY KEY, id TEXT NOT NULL, run TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE walks (
    url TEXT NOT NULL, scope TEXT NOT NULL, complete TEXT, full TEXT, missing TEXT, named TEXT,
    PRIMARY KEY (url, scope)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a page. States: article, gone (was an article), failed (to be tried again), closed, passed.

    `first_run` is the run that dealt with it first, under the address that was asked for.
    """

    id: str
    first_run: str
    url: str
    state: str
    date: str | None
    fetched_at: str | None
    revision: int | None
    page_hash: str | None
    content_hash: str | None
    etag: str | None
    last_modified: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Walked:
    """How far an entry point was walked under one scope: the last run that did, None if there is none.

    Complete: up to the end or a known stretch; full: up to the end; missing: it did not exist; named: it had articles.
    """

    scope: dict[str, Any]
    complete: str | None
    full: str | None
    missing: str | None
    named: str | None


class Memory:
    """The index of a DATA_DIR's news."""

    def __init__(self, news: Path) -> None:
        self._news = news
        self._path = news / "index.sqlite"
        try:
            self._open()
        except sqlite3.DatabaseError as error:
            logger.warning("The index %s is built anew: %s", self._path, error)
            self._rebuild()

    def known(self, page_id: str) -> Known | None:
        """Return what is known of a page, by its id or that of an address that led to it."""
        if row := self._one("SELECT * FROM known WHERE id = ?", page_id):
            return _known(row)
        alias = self._one("SELECT id, run FROM aliases WHERE alias = ?", page_id)
        if alias is None:
            return None
        row = self._one("SELECT * FROM known WHERE id = ?", alias[0])
        return _known((row[0], alias[1], *row[2:])) if row else None

    def young(self, since: str) -> Iterator[Known]:
        """Yield the articles published on or after a day, undated ones by when they were fetched."""
        query = "SELECT * FROM known WHERE state = 'article' AND coalesce(date, fetched_at) >= ? ORDER BY id"
        yield from map(_known, self._database.execute(query, (since,)).fetchall())

    def failed(self) -> Iterator[Known]:
        """Yield the pages that are to be tried again."""
        query = "SELECT * FROM known WHERE state = 'failed' ORDER BY id"
        yield from map(_known, self._database.execute(query).fetchall())

    def twins(self, record: dict[str, Any]) -> list[str]:
        """Return the ids of other articles with the record's title and date."""
        if not record["title"] or not record["date"]:
            return []
        query = "SELECT id FROM pages WHERE state = 'article' AND title = ? AND date = ? AND id <> ? ORDER BY id"
        return [row[0] for row in self._database.execute(query, (record["title"], record["date"], record["id"]))]

    def walked(self, entry: str) -> list[Walked]:
        """Return how far an entry point was walked, by scope."""
        query = "SELECT scope, complete, full, missing, named FROM walks WHERE url = ?"
        return [Walked(orjson.loads(scope), *rest) for scope, *rest in self._database.execute(query, (entry,))]

    def close(self) -> None:
        """Close the index."""
        self._database.close()

    def _one(self, query: str, value: str) -> Any:
        return self._database.execute(query, (value,)).fetchone()

    def _open(self) -> None:
        self._database = sqlite3.connect(self._path)
        if (state := self._database.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise sqlite3.DatabaseError(state)
        version = self._database.execute("PRAGMA user_version").fetchone()[0]
        taken = dict(self._database.execute("SELECT name, bytes FROM runs")) if version == _VERSION else None
        sizes = {path.stem: _size(self._news, path.stem) for path in sorted((self._news / "runs").glob("*.json"))}
        if taken is None or any(sizes.get(name) != size for name, size in taken.items()):
            self._rebuild()
            return
        new = [name for name in sizes if name not in taken]
        if new and taken and new[0] < max(taken):
            self._rebuild()
        elif new:
            self._take_in({name: sizes[name] for name in new})

    def _rebuild(self) -> None:
        self._database.close()
        for suffix in ("", "-journal", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        self._database = sqlite3.connect(self._path)
        self._database.executescript(f"BEGIN;{_TABLES}COMMIT;")
        self._database.execute(f"PRAGMA user_version = {_VERSION}")
        names = sorted(path.stem for path in (self._news / "runs").glob("*.json"))
        self._take_in({name: _size(self._news, name) for name in names})

    def _take_in(self, runs: dict[str, int]) -> None:
        with self._database:
            for name, size in runs.items():
                for row in _rows(self._news / "articles" / f"{name}.jsonl"):
                    self._add_article(row)
                for row in _rows(self._news / "failures" / f"{name}.jsonl"):
                    self._add_failure(row, name)
                self._add_report(orjson.loads((self._news / "runs" / f"{name}.json").read_bytes()), name)
                self._database.execute("INSERT INTO runs VALUES (?, ?)", (name, size))

    def _add_article(self, row: dict[str, Any]) -> None:
        http = row["http"]
        self._database.execute(
            """INSERT INTO pages VALUES (?, ?, ?, 'article', ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
            (url, state, date, title, fetched_at, revision, page_hash, content_hash, etag, last_modified, aliases) =
            (excluded.url, 'article', excluded.date, excluded.title,
            max(excluded.fetched_at, coalesce(pages.fetched_at, '')), excluded.revision, excluded.page_hash,
            excluded.content_hash, excluded.etag, excluded.last_modified, excluded.aliases)""",
            (
                *(row["id"], row["run"], row["url"], row["date"], row["title"], row["fetched_at"], row["revision"]),
                *(row["page_hash"], row["content_hash"], http["etag"], http["last_modified"]),
                orjson.dumps(row["aliases"]),
            ),
        )
        for alias in row["aliases"]:
            self._add_alias(alias, row["id"], row["run"])

    def _add_alias(self, url: str, page_id: str, run: str) -> None:
        alias = site.address(url).id
        if alias != page_id:
            self._database.execute("INSERT OR IGNORE INTO aliases VALUES (?, ?, ?)", (alias, page_id, run))

    def _add_failure(self, row: dict[str, Any], run: str) -> None:
        if row["kind"] != "article":
            return
        self._add_state(site.address(row["url"]).id, row["url"], "closed" if row["final"] else "failed", run, None)

    def _add_state(self, page_id: str, url: str, state: str, run: str, date: str | None) -> None:
        """Note a page that is no article of ours; an article that fails once stays one."""
        self._database.execute(
            """INSERT INTO pages (id, first_run, url, state, date) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET (state, date) = (excluded.state, excluded.date)
            WHERE state NOT IN ('article', 'gone')""",
            (page_id, run, url, state, date),
        )

    def _add_report(self, report: dict[str, Any], run: str) -> None:
        for row in report["rechecked"]:
            self._database.execute(
                """UPDATE pages SET (etag, last_modified, fetched_at) =
                (?, ?, max(?, coalesce(fetched_at, ''))) WHERE id = ?""",
                (row["etag"], row["last_modified"], row["fetched_at"], row["id"]),
            )
        for row in report["aliases"]:
            self._add_alias(row["url"], row["id"], run)
        for row in report["gone"]:
            self._database.execute("UPDATE pages SET state = 'gone' WHERE id = ?", (row["id"],))
        for row in report["passed_over"]:
            self._add_state(row["id"], row["url"], "passed", run, row["date"])
        scope = orjson.dumps(report["scope"], option=orjson.OPT_SORT_KEYS).decode()
        for row in report["listings"]:
            self._database.execute(
                """INSERT INTO walks VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (url, scope) DO UPDATE SET
                (complete, full, missing, named) = (coalesce(excluded.complete, complete),
                coalesce(excluded.full, full), excluded.missing, coalesce(excluded.named, named))""",
                (
                    *(row["url"], scope, run if row["walked"] in ("known", "full") else None),
                    *(run if row["walked"] == "full" else None, run if row["walked"] == "missing" else None),
                    run if row["articles"] else None,
                ),
            )


def _known(row: tuple[Any, ...]) -> Known:
    aliases = tuple(orjson.loads(row[-1])) if row[-1] else ()
    return Known(*(*row[:-1], aliases))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    return read_rows(path) if path.exists() else iter(())


def _size(news: Path, run: str) -> int:
    """Return the bytes of the files of a run that the index is made of."""
    files = (f"articles/{run}.jsonl", f"failures/{run}.jsonl", f"runs/{run}.json")
    return sum((news / file).stat().st_size for file in files if (news / file).exists())
