"""The report of a run: what was asked, written and missed, and the verdict that decides the exit status."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler

from wipo_scraper.crawling.frontier import Walk
from wipo_scraper.crawling.spider import NewsCrawl
from wipo_scraper.crawling.verdicts import Verdict
from wipo_scraper.storage.coverage import Coverage
from wipo_scraper.storage.directory import Run
from wipo_scraper.storage.lines import OutputError, write_json
from wipo_scraper.storage.reports import new_report, stamp

_CLOSED_BY = {"closespider_itemcount": Verdict.LIMITED, "start_error": Verdict.NOT_STARTED}


class RunReport:
    """Gathers a run's figures while it goes on and judges it at its end."""

    def __init__(self, crawler: Crawler, run: Run) -> None:
        self._crawler = crawler
        self._run = run
        self._started = datetime.now(UTC)
        self._coverage = Coverage()
        crawler.signals.connect(self._add, signals.item_scraped)

    def _add(self, item: dict[str, Any]) -> None:
        self._coverage.add(item)

    def finish(self, stopped_by: Verdict | None) -> tuple[Verdict, dict[str, Any]]:
        """Finish the run's files, write the report, and return the verdict and the report."""
        verdict, reason = self._judge(stopped_by)
        try:
            self._run.finish()
            report = self._document(verdict, reason)
            write_json(self._run.report_path, report)
        except OutputError as error:
            verdict = Verdict.OUTPUT_FAILED
            report = self._document(verdict, str(error))
        return verdict, report

    def _judge(self, stopped_by: Verdict | None) -> tuple[Verdict, str]:
        stats = self._crawler.stats.get_stats()
        if label := stats.get("wipo/verdict"):
            return next(verdict for verdict in Verdict if verdict.label == label), stats["wipo/verdict_reason"]
        if stopped_by:
            return stopped_by, stopped_by.meaning
        closed_by = str(stats.get("finish_reason"))
        if closed_by != "finished":
            verdict = _CLOSED_BY.get(closed_by, Verdict.STOPPED)
            return verdict, f"{verdict.meaning} ({closed_by})"
        spider = self._crawler.spider
        assert isinstance(spider, NewsCrawl)
        return (
            self._judge_reach(stats, spider)
            or self._judge_pages(spider.walks)
            or (Verdict.COMPLETE, Verdict.COMPLETE.meaning)
        )

    def _judge_reach(self, stats: dict[str, Any], spider: NewsCrawl) -> tuple[Verdict, str] | None:
        failures = sum(value for name, value in stats.items() if name.startswith("wipo/failures/"))
        if spider.archive is not None and not stats.get("wipo/replay/hits"):
            return Verdict.UNREACHABLE, "The archive holds none of the pages asked for."
        asked = sum(value for name, value in stats.items() if name.startswith("wipo/requests/"))
        if failures and failures == asked == stats.get("robotstxt/forbidden"):
            return Verdict.ROBOTS_DENIED, Verdict.ROBOTS_DENIED.meaning
        if asked and failures == asked:
            return Verdict.UNREACHABLE, f"None of the {asked} pages could be read."
        seen = [walk for walk in spider.walks if walk.entry.seen]
        if spider.archive is None and seen and not any(walk.pages for walk in seen):
            return Verdict.UNREACHABLE, "None of the known listings could be read."
        settings = self._crawler.settings
        if failures >= settings.getint("FAILURES_FLOOR") and failures > settings.getfloat("FAILURES_SHARE") * asked:
            return Verdict.TOO_MANY_FAILURES, f"{failures} of {asked} pages failed."
        return None

    def _judge_pages(self, walks: list[Walk]) -> tuple[Verdict, str] | None:
        for walk in walks:
            expected = walk.named_articles or (walk.entry.seen and walk.entry.kind != "years")
            if expected and walk.pages and not walk.found:
                return Verdict.UNEXPECTED_PAGES, f"No address of an article on {walk.entry.url}"
            if walk.named_articles and walk.missing:
                return Verdict.UNEXPECTED_PAGES, f"A listing that was there is missing: {walk.entry.url}"
        if fault := self._coverage.fault():
            return Verdict.UNEXPECTED_PAGES, fault
        return None

    def _document(self, verdict: Verdict, reason: str) -> dict[str, Any]:
        spider, stats = self._crawler.spider, self._crawler.stats.get_stats()
        assert isinstance(spider, NewsCrawl)
        directory = self._run.directory
        finished = datetime.now(UTC)
        was_cut = stats.get("finish_reason") != "finished"
        return new_report(directory.news, self._run.name, directory.origin) | {
            "verdict": verdict.label,
            "status": verdict.status,
            "reason": reason,
            "arguments": [{"name": name, "value": value} for name, value in spider.arguments.given.items()],
            "scope": spider.arguments.scope,
            "started": stamp(self._started),
            "finished": stamp(finished),
            "seconds": round((finished - self._started).total_seconds(), 3),
            "recovered": directory.recovered,
            "counts": [
                {"name": name.removeprefix("wipo/"), "count": count}
                for name, count in sorted(stats.items())
                if name.startswith("wipo/") and isinstance(count, int)
            ],
            "responses": [
                {"status": int(name.rpartition("/")[2]), "count": count}
                for name, count in sorted(stats.items())
                if name.startswith("downloader/response_status_count/")
            ],
            "requests": stats.get("downloader/request_count", 0),
            "bytes_received": stats.get("downloader/response_bytes", 0),
            "coverage": self._coverage.rows(),
            "listings": [
                {
                    "url": walk.entry.url,
                    "stream": walk.entry.stream,
                    "language": walk.entry.language,
                    "seen": walk.entry.seen,
                    "pages": walk.pages,
                    "articles": len(walk.found),
                    "walked": "part" if was_cut else walk.result,
                }
                for walk in spider.walks
            ],
            **asdict(spider.findings),
        }
