"""How a run can end, and the exit status that says so."""

from enum import Enum

from scrapy.crawler import Crawler
from scrapy.utils.defer import deferred_from_coro


class Verdict(Enum):
    """The end of a run: its name in the report, its exit status, and what it means."""

    COMPLETE = "complete", 0, "Everything asked for was visited."
    LIMITED = "limited", 0, "The number of records asked for was written."
    NOT_STARTED = "not_started", 1, "The crawl could not start."
    OUTPUT_FAILED = "output_failed", 3, "Output could not be written."
    UNREACHABLE = "unreachable", 4, "The site could not be reached."
    ROBOTS_UNREACHABLE = "robots_unreachable", 4, "robots.txt could not be read, so nothing may be asked."
    ROBOTS_DENIED = "robots_denied", 4, "robots.txt allows none of the pages."
    TOO_MANY_FAILURES = "too_many_failures", 4, "Too many pages failed."
    QUARANTINED = "quarantined", 4, "Some archives could not be read."
    STOPPED = "stopped", 4, "A limit of time, memory or errors was reached."
    UNEXPECTED_PAGES = "unexpected_pages", 65, "Pages no longer look as expected."
    ASKED_TO_WAIT = "asked_to_wait", 75, "The site asks to wait longer than a run may."
    INTERRUPTED = "interrupted", 130, "Stopped by SIGINT."
    TERMINATED = "terminated", 143, "Stopped by SIGTERM."

    def __init__(self, label: str, status: int, meaning: str) -> None:
        self.label = label
        self.status = status
        self.meaning = meaning


def stop_crawl(crawler: Crawler, verdict: Verdict, reason: str) -> None:
    """End the crawl early, files finished and whole. The first verdict given stands."""
    if crawler.stats.get_value("wipo/verdict") is None:
        crawler.stats.set_value("wipo/verdict", verdict.label)
        crawler.stats.set_value("wipo/verdict_reason", reason)
        deferred_from_coro(crawler.engine.close_spider_async(reason=verdict.label))
