"""`scrapy reextract`: every article in web archives, on all cores or on a cluster."""

import argparse
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from scrapy.commands import ScrapyCommand

from wipo_scraper.commands.leaving import USAGE, leave
from wipo_scraper.crawling.summary import print_summary
from wipo_scraper.crawling.verdicts import Verdict
from wipo_scraper.reextraction.job import reextract
from wipo_scraper.reextraction.workers import ClusterError
from wipo_scraper.storage.archives import ArchiveError
from wipo_scraper.storage.directory import DirectoryBusyError, OriginError
from wipo_scraper.storage.lines import OutputError
from wipo_scraper.warehouse.extras import MissingExtraError

_COLUMNS = (
    TextColumn("{task.description}"),
    BarColumn(),
    MofNCompleteColumn(),
    TextColumn("{task.fields[records]} records"),
    TimeElapsedColumn(),
    TimeRemainingColumn(),
)
_STATUS: dict[type[Exception], int] = {
    ArchiveError: USAGE,
    OriginError: USAGE,
    MissingExtraError: Verdict.NOT_STARTED.status,
    ClusterError: Verdict.STOPPED.status,
    OutputError: Verdict.OUTPUT_FAILED.status,
    DirectoryBusyError: 75,
}


class Command(ScrapyCommand):
    """Reads archives anew and writes what is new or says something new as a run of a DATA_DIR."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Say how the command is called."""
        return "[options] PATH... -o DATA_DIR"

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Extract every article in WARC and WACZ files, on all cores or on a cluster"

    def long_desc(self) -> str:
        """Say more."""
        return "PATH: a WARC or WACZ file or a folder of them, on disk or as s3://BUCKET/NAME; a file as https://HOST/NAME."

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's options to Scrapy's."""
        super().add_options(parser)
        parser.add_argument("-o", dest="directory", metavar="DATA_DIR", type=Path, required=True, help="where to write")
        where = parser.add_mutually_exclusive_group()
        where.add_argument(
            "--workers",
            metavar="N",
            type=_count,
            default=len(os.sched_getaffinity(0)),
            help="worker processes on this machine; 0: none, all in this process (default: one a core)",
        )
        where.add_argument("--scheduler", metavar="ADDRESS", help="Dask scheduler of a cluster: tcp://HOST:PORT")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the archives, merge, and tell how it went."""
        if not args:
            leave("reextract", "PATH: give at least one WARC or WACZ file or folder")
        console = Console(stderr=True)
        try:
            with (
                _stoppable(),
                Progress(*_COLUMNS, console=console, transient=True, disable=not console.is_terminal) as bar,
            ):
                report = reextract(args, opts.directory, workers=opts.workers, scheduler=opts.scheduler, progress=bar)
        except tuple(_STATUS) as error:
            leave("reextract", str(error), _STATUS[type(error)])
        except KeyboardInterrupt:
            leave("reextract", "stopped; the next start goes on", Verdict.INTERRUPTED.status)
        except _TerminatedError:
            leave("reextract", "stopped; the next start goes on", Verdict.TERMINATED.status)
        self.exitcode = report["status"]
        print_summary(report, opts.directory / "news", console)


class _TerminatedError(BaseException):
    """SIGTERM has come."""


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let SIGTERM end the block in order, as Ctrl-C does."""

    def stop(_: int, __: FrameType | None) -> NoReturn:
        raise _TerminatedError

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _count(value: str) -> int:
    if not value.isdecimal():
        raise argparse.ArgumentTypeError(f"not a number of processes: {value!r}")
    return int(value)
