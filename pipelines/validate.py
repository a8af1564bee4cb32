"""Let through only what the record's schema allows."""

from typing import Any, Self

from pydantic import ValidationError
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from wipo_scraper import Record
from wipo_scraper.crawling.spider import NewsCrawl


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
        try:
            Record.model_validate(item)
        except ValidationError as error:
            spider = self._crawler.spider
            assert isinstance(spider, NewsCrawl)
            first = error.errors(include_url=False, include_input=False)[0]
            reason = f"invalid record: {'.'.join(map(str, first['loc']))}: {first['msg']}"
            spider.fail("article", item["url"], reason, item["http"]["status"], tries=1, final=False)
            raise DropItem(reason) from error
        return item
