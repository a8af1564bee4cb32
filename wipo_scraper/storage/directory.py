"""DATA_DIR: where a crawl of the news keeps its files, and what guards it.

    DATA_DIR/news/articles/<run>.jsonl    new and changed records
    DATA_DIR/news/failures/<run>.jsonl    what could not be read, and why
    DATA_DIR/news/runs/<run>.json         the run report, written last
    DATA_DIR/news/warc/<run>.warc.gz      the exchange with the server
    DATA_DIR/news/logs/<run>.log
    DATA_DIR/news/origin.json             where all of it comes from
    DATA_DIR/news/index.sqlite            a cache of what is known; may be deleted
    DATA_DIR/news/shards/                 what was read of archives (`scrapy reextract`); may be deleted

A directory has one origin: the live site, an archive, or a server that plays the site. One run at a time holds the
lock, which the system releases when the process ends, however it ends.
"""

import fcntl
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import orjson

from wipo_scraper.storage.lines import LinesFile, OutputError, write_json
from wipo_scraper.storage.memory import Memory
from wipo_scraper.storage.names import PARTS, run_name, run_names, run_time
from wipo_scraper.storage.recovery import recover

if TYPE_CHECKING:
    from wipo_scraper.storage.warc import WarcFile


class DirectoryBusyError(Exception):
    """Another run holds the directory."""


class OriginError(Exception):
    """The directory holds news from another origin."""


def origin_of(path: Path) -> str | None:
    """Return where the news of a DATA_DIR comes from, None if there is none yet. Raises ValueError."""
    try:
        origin: str = orjson.loads((path / "news" / "origin.json").read_bytes())["origin"]
    except FileNotFoundError:
        return None
    return origin


class DataDirectory:
    """A DATA_DIR opened for one run: locked, of the right origin.

    Raises OutputError, DirectoryBusyError or OriginError.
    """

    def __init__(self, path: Path, origin: str) -> None:
        self.path = path
        self.news = path / "news"
        self.origin = origin
        try:
            for part in PARTS:
                (self.news / part).mkdir(parents=True, exist_ok=True)
            self._lock = self._take_lock()
            self._claim_origin()
            self.recovered = recover(self.news, origin)
            self.memory = Memory(self.news)
        except OSError as error:
            raise OutputError(Path(error.filename or self.news), error) from error
        except (sqlite3.Error, ValueError) as error:  # the index cannot be made, or a finished file was tampered with
            raise OutputError(self.news, error) from error

    def _take_lock(self) -> TextIO:
        lock = (self.news / ".lock").open("a")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise DirectoryBusyError(f"another run holds {self.path}") from None
        return lock

    def _claim_origin(self) -> None:
        found = origin_of(self.path)
        if found is None:
            write_json(self.news / "origin.json", {"origin": self.origin})
        elif found != self.origin:
            raise OriginError(f"DATA_DIR: {self.path} holds news of {found}, not of {self.origin}")

    def start_run(self, clock: datetime) -> "Run":
        """Start a run named after the clock, moved on to come after every run there is."""
        name = run_name(clock)
        if (last := max(run_names(self.news), default="")) >= name:
            name = run_name(run_time(last) + timedelta(milliseconds=1))
        return Run(name, self)

    def close(self) -> None:
        """Release the lock."""
        self.memory.close()
        self._lock.close()


class Run:
    """The files of one run."""

    def __init__(self, name: str, directory: DataDirectory) -> None:
        self.name = name
        self.directory = directory
        self.articles = LinesFile(directory.news / "articles" / f"{name}.jsonl")
        self.failures = LinesFile(directory.news / "failures" / f"{name}.jsonl")
        self.archive_path = directory.news / "warc" / f"{name}.warc.gz"
        self.archive: WarcFile | None = None
        self.log_path = directory.news / "logs" / f"{name}.log"
        self.report_path = directory.news / "runs" / f"{name}.json"

    def finish(self) -> None:
        """Make the files safe on disk, the archive before the rows that point into it. Raises OutputError."""
        if self.archive is not None:
            self.archive.close()
        self.articles.commit()
        self.failures.commit()
