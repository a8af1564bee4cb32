"""Let through each article once in a run."""

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from wipo_scraper.crawling.spider import NewsCrawl


class DropDuplicates:
    """Drops a record whose id was seen before: the same article under another address."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._seen: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the pipeline."""
        return cls(crawler)

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """Check one record."""
        if item["id"] in self._seen:
            spider = self._crawler.spider
            assert isinstance(spider, NewsCrawl)
            spider.led_to(item["aliases"], item["id"])
            self._crawler.stats.inc_value("wipo/articles/duplicate")
            raise DropItem(f"duplicate: {item['id']}")
        self._seen.add(item["id"])
        return item
