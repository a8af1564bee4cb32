"""What the crawl may ask: nothing outside of WIPO's news hosts, and nothing without a word from robots.txt."""

from typing import Self
from urllib.parse import urljoin

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from wipo_scraper import site
from wipo_scraper.crawling.verdicts import Verdict, stop_crawl


class LeavesSiteError(IgnoreRequest):
    """A redirect leads to where the crawl may not go."""


class RedirectGuard:
    """Turns a redirect that leads out of the site, or into an excluded area of it, into a failure with a reason."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Look at a redirect before Scrapy follows it."""
        location = response.headers.get("Location")
        if 300 <= response.status < 400 and location:
            target = urljoin(request.url, location.decode("latin-1"))
            if not _may_visit(target):
                raise LeavesSiteError(f"redirected out of the site: {target}")
        return response


class RobotsGuard:
    """Applies RFC 9309: a robots.txt that cannot be had stops the crawl; one that does not exist allows everything."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._unreachable: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse what nobody has allowed."""
        host = urlparse_cached(request).netloc
        if host in self._unreachable and not _is_robots(request):
            raise IgnoreRequest(f"robots.txt of {host} cannot be read: {self._unreachable[host]}")

    def process_response(self, request: Request, response: Response) -> Response:
        """Judge the answer to a request for robots.txt, retries included."""
        if _is_robots(request):
            if response.status >= 500 or response.status == 429:
                self._stop(request, f"status {response.status}")
            elif response.status >= 400:
                return response.replace(body=b"")
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Judge the failure of a request for robots.txt."""
        if _is_robots(request):
            self._stop(request, str(exception) or type(exception).__name__)

    def _stop(self, request: Request, reason: str) -> None:
        host = urlparse_cached(request).netloc
        self._unreachable[host] = reason
        if host == site.HOST:
            stop_crawl(self._crawler, Verdict.ROBOTS_UNREACHABLE, f"robots.txt of {host}: {reason}")


def _may_visit(url: str) -> bool:
    try:
        address = site.address(url)
    except ValueError:
        return False
    return address.is_wipo and not address.is_excluded


def _is_robots(request: Request) -> bool:
    return urlparse_cached(request).path == "/robots.txt"
