"""Records every exchange of a run in a WARC file, robots.txt and redirects too, bodies as they came over the wire."""

from http.client import responses
from typing import Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, Response
from scrapy.utils.httpobj import urlparse_cached

from wipo_scraper import __version__
from wipo_scraper.crawling.arguments import LIVE, read_site
from wipo_scraper.crawling.spider import NewsCrawl
from wipo_scraper.crawling.verdicts import Verdict, stop_crawl
from wipo_scraper.storage.lines import OutputError
from wipo_scraper.storage.warc import WarcFile


class WarcRecorder:
    """Extension, on by WARC_ENABLED. Leaves in `request.meta["warc"]` where the response stands."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("WARC_ENABLED"):
            raise NotConfigured
        self._crawler = crawler
        self._file: WarcFile | None = None
        crawler.signals.connect(self.open, signals.spider_opened)
        crawler.signals.connect(self.record, signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the extension."""
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        """Start the file of the spider's run, if it has one."""
        if not isinstance(spider, NewsCrawl) or spider.run is None:
            return
        info = {
            "software": f"wipo-scraper/{__version__}",
            "format": "WARC File Format 1.1",
            "robots": "obey" if self._crawler.settings.getbool("ROBOTSTXT_OBEY") else "ignore",
            "http-header-user-agent": self._crawler.settings["USER_AGENT"],
            "isPartOf": spider.run.name,
        }
        server = read_site(self._crawler.settings["SITE"])
        if server != LIVE:
            info["description"] = f"The pages are not those of {LIVE}: {server} answered in its place."
        self._file = spider.run.archive = WarcFile(spider.run.archive_path, info)

    def record(self, response: Response, request: Request) -> None:
        """Append an exchange."""
        if self._file is None:
            return
        parts = urlparse_cached(request)
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        asked = [("Host", parts.netloc), *(pair for pair in _pairs(request.headers) if pair[0] != "Host")]
        try:
            offset = self._file.write(
                request.url,
                request.meta["fetched_at"],
                (f"{request.method} {target} HTTP/1.1", asked),
                (f"{response.status} {responses.get(response.status, '')}".strip(), _pairs(response.headers)),
                response.body,
            )
        except OutputError as error:
            stop_crawl(self._crawler, Verdict.OUTPUT_FAILED, str(error))
            return
        request.meta["warc"] = {"file": self._file.path.name, "offset": offset}
        self._crawler.stats.set_value("wipo/warc/exchanges", self._file.exchanges)


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values]
