"""`scrapy reextract`: every article in web archives, on all cores or on a cluster."""

import argparse
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from scrapy.commands import ScrapyCommand

from wipo_scraper.commands.leaving import USAGE, leave
from wipo_scraper.crawling.summary import print_summary
from wipo_scraper.crawling.verdicts import Verdict
from wipo_scraper.reextraction.archives import Archive, find_all
from wipo_scraper.reextraction.merge import Merge
from wipo_scraper.reextraction.report import Reading, finish
from wipo_scraper.reextraction.shards import Outcome, prepare_folder
from wipo_scraper.reextraction.workers import ClusterError, connected, local_cluster, read_here, read_with
from wipo_scraper.storage.archives import ArchiveError
from wipo_scraper.storage.directory import DataDirectory, DirectoryBusyError, OriginError, origin_of
from wipo_scraper.storage.lines import OutputError
from wipo_scraper.warehouse.extras import MissingExtraError

ARCHIVES = "archives"
"""The origin of a directory that was filled from archives."""

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
        try:
            with _stoppable():
                report, news = _reextract(args, opts)
        except tuple(_STATUS) as error:
            leave("reextract", str(error), _STATUS[type(error)])
        except KeyboardInterrupt:
            leave("reextract", "stopped; the next start goes on", Verdict.INTERRUPTED.status)
        except _TerminatedError:
            leave("reextract", "stopped; the next start goes on", Verdict.TERMINATED.status)
        self.exitcode = report["status"]
        print_summary(report, news, Console(stderr=True))


class _TerminatedError(BaseException):
    """SIGTERM has come."""


def _reextract(paths: list[str], opts: argparse.Namespace) -> tuple[dict[str, Any], Path]:
    archives = find_all(paths)
    directory = DataDirectory(opts.directory, _origin(opts.directory, paths, archives))
    try:
        folder = prepare_folder(directory.news).resolve()
        reading = Reading()
        for outcome in _shown(_read(archives, folder, opts), len(archives)):
            if outcome.unwritten:
                raise OutputError(folder, OSError(outcome.unwritten))
            reading.outcomes.append(outcome)
        merge = Merge([folder / shard for shard in reading.shards])
        run = directory.start_run(merge.clock)
        merge.write(run)
        arguments = [{"name": "path", "value": path} for path in paths]
        return finish(run, reading, merge.findings, arguments), directory.news
    finally:
        directory.close()


def _read(archives: list[Archive], folder: Path, opts: argparse.Namespace) -> Iterator[Outcome]:
    if opts.scheduler:
        with connected(opts.scheduler, folder) as client:
            yield from read_with(client, archives, folder)
    elif opts.workers:
        with local_cluster(min(opts.workers, len(archives))) as client:
            yield from read_with(client, archives, folder)
    else:
        yield from read_here(archives, folder)


def _origin(directory: Path, paths: list[str], archives: list[Archive]) -> str:
    """Return the directory's own origin for archives of its own runs and for the one it replayed."""
    origin = origin_of(directory)
    runs = {path.stem for path in (directory / "news" / "runs").glob("*.json")}
    if origin and all(Path(archive.name).name.removesuffix(".warc.gz") in runs for archive in archives):
        return origin
    if len(paths) == 1 and origin == f"archive {Path(paths[0]).resolve()}":
        return origin
    return ARCHIVES


def _shown(outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
    """Pass the outcomes on; on a terminal, show how far they are."""
    console = Console(stderr=True)
    columns = BarColumn(), MofNCompleteColumn(), TextColumn("archives, {task.fields[records]} records read")
    times = TimeElapsedColumn(), TimeRemainingColumn()
    with Progress(*columns, *times, console=console, transient=True, disable=not console.is_terminal) as progress:
        task, records = progress.add_task("", total=total, records=0), 0
        for outcome in outcomes:
            records += outcome.records
            progress.update(task, advance=1, records=records)
            yield outcome


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
