"""End the run when it has the records asked for (`-a limit=`)."""

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from wipo_scraper.crawling.spider import NewsCrawl
from wipo_scraper.crawling.verdicts import Verdict, stop_crawl


class StopAtLimit:
    """Lets the limit's number of records through, then closes the spider."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._passed = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the pipeline."""
        return cls(crawler)

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """Count one record."""
        spider = self._crawler.spider
        assert isinstance(spider, NewsCrawl)
        limit = spider.arguments.limit
        if limit is not None:
            if self._passed == limit:
                self._crawler.stats.inc_value("wipo/articles/over_limit")
                raise DropItem(f"over the limit: {item['id']}")
            self._passed += 1
            if self._passed == limit:
                stop_crawl(self._crawler, Verdict.LIMITED, f"{limit} records were asked for.")
        return item
