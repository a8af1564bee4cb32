"""The shards in one order, as the rows of a run.

Captures are taken by id, then time, then the hash of their page; each is held against what is known of the article
and written if it is new or says something new. The order comes from the captures alone, so the rows are the same
whoever made the shards, and whenever. It is kept in a temporary database, not in memory.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import orjson

from wipo_scraper.reextraction.shards import read_summary
from wipo_scraper.storage.coverage import Coverage
from wipo_scraper.storage.directory import Run
from wipo_scraper.storage.memory import Known
from wipo_scraper.storage.revisions import Change, Seen, compare, known_after, revise

_TABLES = """
CREATE TABLE captures (
    id TEXT, fetched_at TEXT, page_hash TEXT, content_hash TEXT, payload TEXT, shard INTEGER, offset INTEGER,
    PRIMARY KEY (id, fetched_at, page_hash, shard, offset)
) WITHOUT ROWID;
CREATE TABLE revisits (id TEXT, fetched_at TEXT, payload TEXT);
CREATE TABLE failures (id TEXT, fetched_at TEXT, shard INTEGER, row BLOB);
"""
_CAPTURE = """
INSERT INTO captures VALUES (:id, :fetched_at, :page_hash, :content_hash, :payload, :shard, :offset)
"""
_RESOLVED = """
INSERT OR IGNORE INTO captures
SELECT id, fetched_at, page_hash, content_hash, NULL, shard, offset FROM (
    SELECT r.id, r.fetched_at, c.page_hash, c.content_hash, c.shard, c.offset, min(c.fetched_at)
    FROM revisits r JOIN captures c ON c.id = r.id AND c.payload = r.payload GROUP BY r.rowid
)
"""
_ORDER = "SELECT * FROM captures ORDER BY id, fetched_at, page_hash, shard, offset"
_UNRESOLVED = """
SELECT count(*) FROM revisits r WHERE NOT EXISTS (SELECT 1 FROM captures c WHERE c.id = r.id AND c.payload = r.payload)
"""
_FAILED = """
SELECT id, row FROM failures WHERE id NOT IN (SELECT id FROM captures) ORDER BY id, fetched_at DESC, shard, row
"""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Place:
    """A capture in the order of the merge, and where its record stands."""

    id: str
    seen: Seen
    shard: int
    offset: int


@dataclass
class Findings:
    """What a merge found out beside the rows that it wrote; it goes into the report."""

    counts: Counter[str] = field(default_factory=Counter)
    coverage: Coverage = field(default_factory=Coverage)
    rechecked: list[dict[str, Any]] = field(default_factory=list)
    twins: list[dict[str, Any]] = field(default_factory=list)


class Merge:
    """The merge of shards, given in an order that is always the same."""

    def __init__(self, shards: list[Path]) -> None:
        self.findings = Findings()
        self.clock = _EPOCH
        self._rows: list[Path] = []
        self._order = sqlite3.connect("")  # on disk as soon as it grows, and gone when it is closed
        self._order.executescript(_TABLES)
        for path in shards:
            self._take_in(path)
        self._resolve_revisits()

    def _take_in(self, path: Path) -> None:
        summary, shard = read_summary(path), len(self._rows)
        self._rows.append(path.with_name(summary["rows"] or path.name))
        self.findings.counts.update(summary["counts"])
        if summary["newest"]:
            self.clock = max(self.clock, datetime.fromisoformat(summary["newest"]))
        captures = ({"shard": shard, **it} for it in summary["captures"])
        self._order.executemany(_CAPTURE, captures)
        self._order.executemany("INSERT INTO revisits VALUES (:id, :fetched_at, :payload)", summary["revisits"])
        failures = [(it["id"], it["fetched_at"], shard, orjson.dumps(it["row"])) for it in summary["failures"]]
        self._order.executemany("INSERT INTO failures VALUES (?, ?, ?, ?)", failures)

    def _resolve_revisits(self) -> None:
        """Put the content that a revisit confirms in its place; it may stand in any of the archives."""
        (unresolved,) = self._order.execute(_UNRESOLVED).fetchone()
        self.findings.counts["captures/unresolved"] += unresolved
        self._order.execute(_RESOLVED)

    def close(self) -> None:
        """Forget the order."""
        self._order.close()

    def write(self, run: Run) -> None:
        """Write the rows of a run. Raises OutputError."""
        for page_id, places in groupby(self._places(), key=lambda place: place.id):
            self._write_article(run, page_id, places)
        self._write_failures(run)

    def _places(self) -> Iterator[_Place]:
        for id_, fetched_at, page_hash, content_hash, _, shard, offset in self._order.execute(_ORDER):
            yield _Place(id_, Seen(fetched_at, page_hash, content_hash), shard, offset)

    def _write_article(self, run: Run, page_id: str, places: Iterator[_Place]) -> None:
        known = run.directory.memory.known(page_id)
        confirmed: _Place | None = None
        for _, same in groupby(places, key=lambda place: (place.seen.fetched_at, place.seen.page_hash)):
            place, *copies = same
            self.findings.counts["captures/duplicate"] += len(copies)
            change = compare(place.seen, known)
            if change is Change.OLDER:
                self.findings.counts["articles/older_capture"] += 1
            elif change is Change.UNCHANGED:
                assert known is not None
                self.findings.counts["articles/unchanged"] += 1
                if place.seen.fetched_at > (known.fetched_at or ""):
                    known, confirmed = replace(known, fetched_at=place.seen.fetched_at), place
            else:
                known, confirmed = self._write_record(run, place, known, change), None
        if confirmed is not None:
            http = self._record(confirmed)["http"]
            row = {"id": page_id, "fetched_at": confirmed.seen.fetched_at}
            self.findings.rechecked.append(row | {key: http[key] for key in ("etag", "last_modified")})

    def _write_record(self, run: Run, place: _Place, known: Known | None, change: Change) -> Known:
        record = self._record(place) | {"run": run.name, "fetched_at": place.seen.fetched_at}
        if change is Change.REVISED:
            assert known is not None
            revise(record, known)
        elif twins := run.directory.memory.twins(record):
            self.findings.twins.append({"id": place.id, "others": twins})
        run.articles.write(record)
        self.findings.coverage.add(record)
        self.findings.counts["articles/written"] += 1
        return known_after(record, known)

    def _record(self, place: _Place) -> dict[str, Any]:
        with self._rows[place.shard].open("rb") as stream:
            stream.seek(place.offset)
            record: dict[str, Any] = orjson.loads(stream.readline())
        return record

    def _write_failures(self, run: Run) -> None:
        """Write the newest failure of each page of which nothing is known."""
        for page_id, found in groupby(self._order.execute(_FAILED), key=lambda row: str(row[0])):
            if run.directory.memory.known(page_id) is None:
                run.failures.write(orjson.loads(next(found)[1]))
