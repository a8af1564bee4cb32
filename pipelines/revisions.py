"""Let through what is new or changed, as the next revision of what is known."""

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from wipo_scraper.crawling.spider import NewsCrawl
from wipo_scraper.storage.revisions import Change, Seen, compare, revise


class KeepNewAndChanged:
    """Compares a record with the newest one known of its id. The same content, or an older capture, yields nothing."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the pipeline."""
        return cls(crawler)

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """Compare one record."""
        spider = self._crawler.spider
        assert isinstance(spider, NewsCrawl)
        if spider.memory is None:
            return item
        known = spider.memory.known(item["id"])
        change = compare(Seen(item["fetched_at"], item["page_hash"], item["content_hash"]), known)
        if known is None or change is Change.NEW:
            if twins := spider.memory.twins(item):
                spider.findings.twins.append({"id": item["id"], "others": twins})
            return item
        if change is Change.OLDER:
            self._crawler.stats.inc_value("wipo/articles/older_capture")
            raise DropItem(f"older than what is known: {item['id']}")
        if change is Change.UNCHANGED:
            spider.led_to([alias for alias in item["aliases"] if alias not in known.aliases], item["id"])
            validators = {"etag": item["http"]["etag"], "last_modified": item["http"]["last_modified"]}
            spider.unchanged({"id": item["id"], "fetched_at": item["fetched_at"], **validators})
            raise DropItem(f"unchanged: {item['id']}")
        revise(item, known)
        return item
