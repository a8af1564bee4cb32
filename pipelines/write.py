"""Write the run's articles file."""

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from wipo_scraper.crawling.spider import NewsCrawl
from wipo_scraper.crawling.verdicts import Verdict, stop_crawl
from wipo_scraper.storage.lines import OutputError


class WriteLines:
    """Appends each record to the articles file; a file that cannot be written ends the run."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the pipeline."""
        return cls(crawler)

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """Write one record."""
        spider = self._crawler.spider
        assert isinstance(spider, NewsCrawl)
        if spider.run is not None:
            try:
                spider.run.articles.write(item)
            except OutputError as error:
                stop_crawl(self._crawler, Verdict.OUTPUT_FAILED, str(error))
                raise DropItem(f"not written: {item['id']}") from error
            self._crawler.stats.inc_value("wipo/articles/written")
        return item
