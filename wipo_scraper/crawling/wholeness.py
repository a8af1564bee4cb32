"""Answers that are cut off although the connection says that they are whole.

A wrong Content-Length, a missing one, compressed data that ends too early: Scrapy hands on what came. Half of an
article must not pass for the article, so such an answer is asked for again.
"""

import re
import zlib
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import HtmlResponse, Response, XmlResponse

from wipo_scraper.crawling.spider import NewsCrawl

_END = re.compile(rb"</(?:html|rss|feed|rdf:rdf)\b", re.IGNORECASE)
_TAIL = 16_384  # bytes; what stands behind the last tag is short
_CHUNK = 1 << 16
_OK = 200


class CutOffError(Exception):
    """The answer ends too early, however often it is asked for."""


class WholeData:
    """Downloader middleware, before decompression: compressed data must go to its end."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._most = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Ask again for data that is cut off. Raises CutOffError."""
        if response.status == _OK and _is_gzip(response) and not _is_whole(response.body, self._most):
            reason = "the compressed data is cut off"
            assert self._crawler.spider is not None
            if again := get_retry_request(request, spider=self._crawler.spider, reason=reason):
                return again
            raise CutOffError(reason)
        return response


class WholePages:
    """Downloader middleware, after decompression: a page must close its first tag.

    If it ends at the same place when asked for once more, it is taken as it is: some pages are written so. An archive
    cannot be asked again.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Ask again for a page that is cut off. Raises CutOffError."""
        if response.status != _OK or not isinstance(response, HtmlResponse | XmlResponse):
            return response
        if _END.search(response.body[-_TAIL:]):
            return response
        spider, size = self._crawler.spider, len(response.body)
        assert isinstance(spider, NewsCrawl)
        if request.meta.get("ended_at") == size or spider.archive is not None:
            self._crawler.stats.inc_value("wipo/pages/without_end")
            return response
        reason = "the page is cut off"
        again = get_retry_request(request, spider=spider, reason=reason)
        if again is None:
            raise CutOffError(reason)
        again.meta["ended_at"] = size
        return again


def _is_gzip(response: Response) -> bool:
    return (response.headers.get("Content-Encoding") or b"").strip().lower() in (b"gzip", b"x-gzip")


def _is_whole(data: bytes, most: int) -> bool:
    """Tell whether gzip data goes to its end. What is larger than `most`, or no gzip, is for others to refuse."""
    member, size = zlib.decompressobj(wbits=31), 0
    while data and not member.eof and size <= most:
        try:
            size += len(member.decompress(data, _CHUNK))
        except zlib.error:
            return True
        data = member.unconsumed_tail
    return member.eof or size > most
