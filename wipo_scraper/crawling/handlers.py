"""Download handlers: the way to the network, and the way that has none.

`SiteHandler` sends requests for WIPO's hosts to the server named in the setting SITE. Everything outside of the handler
keeps the real addresses. `ReplayHandler` answers from archives. Both say in `request.meta["fetched_at"]` when the page
was fetched.
"""

from datetime import UTC, datetime

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from wipo_scraper import site
from wipo_scraper.crawling.answers import make_response, note_capture
from wipo_scraper.crawling.arguments import LIVE, read_site
from wipo_scraper.crawling.spider import REPLAY_MISS, NewsCrawl
from wipo_scraper.storage.archives import read_content


class SiteHandler(HTTP11DownloadHandler):
    """HTTP, with another server in the place of www.wipo.int if SITE says so."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._site = read_site(crawler.settings["SITE"])

    async def download_request(self, request: Request) -> Response:
        """Fetch a page."""
        if self._site == LIVE or not site.address(request.url).is_wipo:
            response = await super().download_request(request)
        else:
            response = await self._ask_site(request)
        request.meta["fetched_at"] = datetime.now(UTC)
        return response

    async def _ask_site(self, request: Request) -> Response:
        parts = urlparse_cached(request)
        origin = f"{parts.scheme}://{parts.netloc}"
        sent = request.replace(url=self._site + request.url.removeprefix(origin))
        sent.headers["Host"] = parts.netloc
        response = await super().download_request(sent)
        request.meta["download_latency"] = sent.meta["download_latency"]
        location = response.headers.get("Location")
        if location and location.startswith(self._site.encode()):
            response.headers["Location"] = location.replace(self._site.encode(), origin.encode(), 1)
        return response.replace(url=request.url)


class ReplayHandler(BaseDownloadHandler):
    """Answers from web archives. A page that is not in them is a miss: status 404, counted."""

    lazy = True

    async def download_request(self, request: Request) -> Response:
        """Return the capture that stands for the address."""
        spider, stats = self.crawler.spider, self.crawler.stats
        assert isinstance(spider, NewsCrawl)
        assert spider.archive is not None
        capture = spider.archive.find(request.url)
        if capture is None:
            stats.inc_value("wipo/replay/misses")
            return Response(request.url, status=404, flags=[REPLAY_MISS])
        stats.inc_value("wipo/replay/hits")
        note_capture(request, capture.date, capture.place.name, capture.place.offset)
        return make_response(request.url, read_content(capture.place))
