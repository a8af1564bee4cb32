"""DATA_DIR: where a crawl of the news keeps its files, and what guards it.

    DATA_DIR/news/articles/<run>.jsonl    new and changed records
    DATA_DIR/news/failures/<run>.jsonl    what could not be read, and why
    DATA_DIR/news/runs/<run>.json         the run report, written last
    DATA_DIR/news/warc/<run>.warc.gz      the exchange with the server
    DATA_DIR/news/logs/<run>.log
    DATA_DIR/news/origin.json             where all of it comes from
    DATA_DIR/news/index.sqlite            a cache of what is known; may be deleted

A directory has one origin: the live site, an archive, or a server that plays the site. One run at a time holds the
lock, which the system releases when the process ends, however it ends.
"""

import fcntl
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TextIO

import orjson

from wipo_scraper.storage.lines import LinesFile, OutputError, write_json
from wipo_scraper.storage.memory import Memory
from wipo_scraper.storage.recovery import recover_run
from wipo_scraper.storage.reports import new_report

PARTS = ("articles", "failures", "runs", "warc", "logs")
_NAME_FORMAT = "%Y%m%dT%H%M%S"
_NAME = re.compile(r"\d{8}T\d{9}Z")


class DirectoryBusyError(Exception):
    """Another run holds the directory."""


class OriginError(Exception):
    """The directory holds news from another origin."""


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
            self.recovered = self._recover()
            self.memory = Memory(self.news)
        except OSError as error:
            raise OutputError(Path(error.filename or self.news), error) from error

    def _take_lock(self) -> TextIO:
        lock = (self.news / ".lock").open("a")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise DirectoryBusyError(f"another run holds {self.path}") from None
        return lock

    def _claim_origin(self) -> None:
        path = self.news / "origin.json"
        if not path.exists():
            write_json(path, {"origin": self.origin})
            return
        found = orjson.loads(path.read_bytes())["origin"]
        if found != self.origin:
            raise OriginError(f"DATA_DIR: {self.path} holds news of {found}, not of {self.origin}")

    def _recover(self) -> list[str]:
        """Make whole what killed runs left and write their reports. Returns the names of these runs."""
        reported = {path.stem for path in (self.news / "runs").glob("*.json")}
        killed = sorted(set(self._run_names()) - reported)
        for name in killed:
            recover_run(self.news, name)
            write_json(self.news / "runs" / f"{name}.json", new_report(self.news, name, self.origin))
        return killed

    def start_run(self, clock: datetime) -> "Run":
        """Start a run named after the clock, moved on to come after every run there is."""
        name = run_name(clock)
        if (last := max(self._run_names(), default="")) >= name:
            name = run_name(run_time(last) + timedelta(milliseconds=1))
        return Run(name, self)

    def _run_names(self) -> Iterator[str]:
        for part in PARTS:
            for path in (self.news / part).iterdir():
                if found := _NAME.match(path.name):
                    yield found[0]

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
        self.warc_path = directory.news / "warc" / f"{name}.warc.gz"
        self.log_path = directory.news / "logs" / f"{name}.log"
        self.report_path = directory.news / "runs" / f"{name}.json"


def run_name(clock: datetime) -> str:
    """Return the name of a run: its UTC time in milliseconds, so that names sort by time."""
    clock = clock.astimezone(UTC)
    return f"{clock.strftime(_NAME_FORMAT)}{clock.microsecond // 1000:03}Z"


def run_time(name: str) -> datetime:
    """Return the time in a run's name."""
    return datetime.strptime(name[:15], _NAME_FORMAT).replace(tzinfo=UTC) + timedelta(milliseconds=int(name[15:18]))
