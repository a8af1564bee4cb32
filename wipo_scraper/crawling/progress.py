"""What a person sees while a crawl goes on: one line on the terminal, none elsewhere."""

import sys
import time
from typing import Self

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from scrapy import Spider, signals
from scrapy.core.scheduler import Scheduler
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from wipo_scraper.crawling.spider import NewsCrawl


class ProgressLine:
    """Extension, on when standard error is a terminal and the log goes elsewhere."""

    def __init__(self, crawler: Crawler) -> None:
        if not sys.stderr.isatty() or not crawler.settings["LOG_FILE"]:
            raise NotConfigured
        self._crawler = crawler
        self._started = time.monotonic()
        self._task: TaskID | None = None
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        crawler.signals.connect(self.open, signals.spider_opened)
        crawler.signals.connect(self.update, signals.response_received)
        crawler.signals.connect(self.close, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the extension."""
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        """Show the line."""
        if isinstance(spider, NewsCrawl) and spider.run is not None:
            self._task = self._progress.add_task("starting")
            self._progress.start()

    def update(self) -> None:
        """Show the figures after an answer."""
        if self._task is not None:
            self._progress.update(self._task, description=self._describe())

    def close(self) -> None:
        """Clear the line."""
        self._progress.stop()

    def _describe(self) -> str:
        stats = self._crawler.stats.get_stats()
        failures = sum(count for name, count in stats.items() if name.startswith("wipo/failures/"))
        answers = stats.get("response_received_count", 0)
        seconds = time.monotonic() - self._started
        scheduler = self._crawler.engine.scheduler
        waiting = len(scheduler) if isinstance(scheduler, Scheduler) else 0
        return (
            f"{stats.get('wipo/articles/written', 0)} articles written, {waiting} pages queued,"
            f" {stats.get('wipo/requests/listing', 0)} listing pages, {failures} failures,"
            f" {60 * answers / seconds:.0f} pages a minute, {_minutes(waiting * seconds / max(answers, 1))} left"
        )


def _minutes(seconds: float) -> str:
    return f"about {seconds / 60:.0f} min" if seconds >= 60 else "less than a minute"
