"""One capture in, one record out: the page is read as the crawl reads it."""

from io import BytesIO
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.statscollectors import DummyStatsCollector
from warcio.statusandheaders import StatusAndHeadersParserException

from wipo_scraper import NotAnArticle, settings, site
from wipo_scraper.crawling.answers import make_response, note_capture
from wipo_scraper.crawling.records import content_type, make_record, read_article
from wipo_scraper.reextraction.captures import LARGEST, Capture
from wipo_scraper.storage.archives import parse_answer
from wipo_scraper.storage.validation import find_fault

_LIMITS = {"DOWNLOAD_MAXSIZE": settings.DOWNLOAD_MAXSIZE, "DOWNLOAD_WARNSIZE": settings.DOWNLOAD_WARNSIZE}
_crawler = Crawler(Spider, _LIMITS)
_crawler.stats = DummyStatsCollector(_crawler)
_decompression = HttpCompressionMiddleware.from_crawler(_crawler)


class UnreadableError(Exception):
    """A capture that gives no record: why, with which HTTP status, and whether reading it again makes no sense."""

    def __init__(self, reason: str, status: int | None = None, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.final = final


def read_page(capture: Capture) -> dict[str, Any] | None:
    """Return a capture's record, revision 1 of no run yet; None for a redirect or an error. Raises UnreadableError."""
    response = _response(capture)
    if not 200 <= response.status < 300:
        return None
    try:
        response = _decompressed(response)
        if not isinstance(response, TextResponse):
            reason = f"no page: {content_type(response) or 'no content type'}"
            raise UnreadableError(reason, response.status, final=True)
        article = read_article(response)
    except NotAnArticle as refusal:
        raise UnreadableError(refusal.reason, response.status) from refusal
    aliases = [capture.url] if capture.url != article.url else []
    record = make_record(article, response, "", aliases)
    if fault := find_fault(record):
        raise UnreadableError(fault, response.status)
    return record


def _response(capture: Capture) -> Response:
    if len(capture.message) > LARGEST:
        raise UnreadableError(f"larger than {settings.DOWNLOAD_MAXSIZE} bytes")
    try:
        content = parse_answer(BytesIO(capture.message))
    except (StatusAndHeadersParserException, EOFError, ValueError) as error:
        raise UnreadableError(f"no HTTP answer: {error}") from error
    url = site.address(capture.url).visit
    response = make_response(url, content)
    response.request = Request(url)
    note_capture(response.request, capture.date, capture.file, capture.offset)
    return response


def _decompressed(response: Response) -> Response:
    assert response.request is not None
    try:
        plain = _decompression.process_response(response.request, response)
    except (IgnoreRequest, OSError, EOFError) as error:
        raise UnreadableError(str(error), response.status) from error
    assert isinstance(plain, Response)
    return plain
