"""Let through only what the record's schema allows."""

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from wipo_scraper.crawling.spider import NewsCrawl
from wipo_scraper.storage.validation import find_fault


class ValidateRecord:
    """A record that breaks the schema goes to the failures with the reason."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the pipeline."""
        return cls(crawler)

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """Check one record."""
        if fault := find_fault(item):
            spider = self._crawler.spider
            assert isinstance(spider, NewsCrawl)
            spider.fail("article", item["url"], fault, item["http"]["status"], tries=1, final=False)
            raise DropItem(fault)
        return item
