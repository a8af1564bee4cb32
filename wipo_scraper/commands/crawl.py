"""`scrapy crawl`, with files that belong to a run, a summary, and an exit status that means something."""

import argparse
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

from rich.console import Console
from scrapy import signals
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.settings import SETTINGS_PRIORITIES
from scrapy.spiderloader import get_spider_loader

from wipo_scraper.commands.leaving import USAGE, leave
from wipo_scraper.crawling.arguments import SAMPLE, ArgumentError, Arguments, help_on, read_site
from wipo_scraper.crawling.report import RunReport
from wipo_scraper.crawling.spider import NewsCrawl
from wipo_scraper.crawling.summary import print_summary
from wipo_scraper.crawling.verdicts import Verdict
from wipo_scraper.storage.archives import ArchiveError, ArchiveIndex
from wipo_scraper.storage.directory import DataDirectory, DirectoryBusyError, OriginError, Run
from wipo_scraper.storage.lines import OutputError

BUSY = 75
_STATUS: dict[type[Exception], int] = {
    ArgumentError: USAGE,
    ArchiveError: USAGE,
    OriginError: USAGE,
    OutputError: Verdict.OUTPUT_FAILED.status,
    DirectoryBusyError: BUSY,
}
_SIGNALS = {signal.SIGINT: Verdict.INTERRUPTED, signal.SIGTERM: Verdict.TERMINATED}


class Command(ScrapyCrawl):
    """Runs a spider."""

    run_files: Run | None = None
    archive: ArchiveIndex | None = None
    stopped_by: Verdict | None = None

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add --quiet to Scrapy's options."""
        super().add_options(parser)
        parser.add_argument("--quiet", action="store_true", help="print no summary of a run that ends well")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check everything and open the run's files before Scrapy starts, so that the log has its place."""
        super().process_options(args, opts)
        assert self.settings is not None
        if len(args) != 1:
            leave("crawl", "give the name of one spider, for instance: scrapy crawl news")
        try:
            spider = get_spider_loader(self.settings).load(args[0])
        except KeyError:
            leave("crawl", f"{args[0]}: no such spider; `scrapy list` lists them")
        if not issubclass(spider, NewsCrawl):
            return
        for name in ("streams", "languages"):
            if opts.spargs.get(name) == "help":
                sys.stdout.write(f"{help_on(name)}\n")
                raise SystemExit(0)
        try:
            self._open_run(Arguments.parse(opts.spargs))
        except tuple(_STATUS) as error:
            leave("crawl", str(error), _STATUS[type(error)])

    def _open_run(self, arguments: Arguments) -> None:
        assert self.settings is not None
        origin = read_site(self.settings["SITE"])
        directory = Path(self.settings["DATA_DIR"])
        clock = datetime.now(UTC)
        if arguments.replay:
            self.archive = ArchiveIndex(arguments.replay)
            clock = self.archive.newest
            name = SAMPLE if arguments.given["replay"] == SAMPLE else arguments.replay.name
            origin = f"archive {SAMPLE if name == SAMPLE else arguments.replay}"
            if (self.settings.getpriority("DATA_DIR") or 0) <= SETTINGS_PRIORITIES["project"]:
                directory = Path(f"{directory}-replay") / name
        self.run_files = DataDirectory(directory, origin).start_run(clock)
        if self.settings["LOG_FILE"] is None:
            self.settings.set("LOG_FILE", str(self.run_files.log_path), priority="command")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl, then finish the files, tell how it went, and set the exit status."""
        if self.run_files is None:
            super().run(args, opts)
            return
        assert self.crawler_process is not None
        assert self.settings is not None
        crawler = self._create_crawler(args[0])
        report = RunReport(crawler, self.run_files)
        crawler.signals.connect(self._watch_signals, signals.engine_started)
        self.crawler_process.crawl(crawler, run=self.run_files, archive=self.archive, **opts.spargs)
        self.crawler_process.start()
        if self.crawler_process.bootstrap_failed:
            self.exitcode = Verdict.NOT_STARTED.status
            sys.stderr.write(f"{Verdict.NOT_STARTED.meaning} See {self.settings['LOG_FILE']}\n")
            return
        verdict, document = report.finish(self.stopped_by)
        self.exitcode = verdict.status
        if not (opts.quiet and verdict.status == 0):
            print_summary(document, self.run_files.directory.news, Console(stderr=True))

    def _watch_signals(self) -> None:
        """Note which signal ends the run; Scrapy's handlers do the rest."""
        for number, verdict in _SIGNALS.items():
            signal.signal(number, self._noting(verdict, signal.getsignal(number)))

    def _noting(self, verdict: Verdict, handler: Any) -> Callable[[int, FrameType | None], None]:
        def note(number: int, frame: FrameType | None) -> None:
            self.stopped_by = verdict
            handler(number, frame)

        return note
