"""What the crawl may ask: nothing outside of WIPO's news hosts, and nothing without a word from robots.txt."""

from typing import Self
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from wipo_scraper import site
from wipo_scraper.crawling.reasons import describe
from wipo_scraper.crawling.verdicts import Verdict, stop_crawl


class LeavesSiteError(IgnoreRequest):
    """A redirect leads to where the crawl may not go."""


class EndlessRedirectError(IgnoreRequest):
    """Redirects lead in a circle, or on and on."""


class RedirectGuard:
    """Keeps redirects on the site: https, a host and port of WIPO's news, no excluded area, no circle, not on and on.

    Another name of the site in the target is replaced by its own. What may not be followed is a failure with a reason;
    of robots.txt, an answer without a target, which RobotsGuard judges.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._most = crawler.settings.getint("REDIRECT_MAX_TIMES")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Look at a redirect before Scrapy follows it."""
        location = response.headers.get("Location")
        if not (300 <= response.status < 400 and location):
            return response
        try:
            target = self._target(request, location.decode("latin-1").strip())
        except IgnoreRequest:
            if not _is_robots(request):
                raise
            del response.headers["Location"]
        else:
            response.headers["Location"] = target
        return response

    def _target(self, request: Request, location: str) -> str:
        visited = [*request.meta.get("redirect_urls", ()), request.url]
        try:
            target = urljoin(request.url, location)
            address = site.address(target)
        except ValueError:
            raise LeavesSiteError(f"redirected out of the site: {location}") from None
        if not address.is_wipo or address.is_excluded:
            raise LeavesSiteError(f"redirected out of the site: {target}")
        parts = urlsplit(target)
        host = parts.hostname if parts.hostname in site.VISITED_HOSTS else site.HOST
        target = parts._replace(scheme="https", netloc=host).geturl()
        if target.partition("#")[0] in visited:
            raise EndlessRedirectError(f"redirected in a circle: {target}")
        if len(visited) > self._most:
            raise EndlessRedirectError(f"redirected more than {self._most} times")
        return target


class RobotsGuard:
    """Applies RFC 9309: a robots.txt that cannot be had stops the crawl; one that does not exist allows everything.

    Nothing is asked of a host whose robots.txt was not read, whatever the cause.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._obeys = crawler.settings.getbool("ROBOTSTXT_OBEY")
        self._read: set[str] = set()
        self._unreadable: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse what nobody has allowed."""
        host = urlparse_cached(request).netloc
        if not self._obeys or _is_robots(request) or host in self._read:
            return
        reason = f"robots.txt of {host}: {self._unreadable.get(host, 'no answer that can be read')}"
        if host == site.HOST:
            stop_crawl(self._crawler, Verdict.ROBOTS_UNREACHABLE, reason)
        raise IgnoreRequest(reason)

    def process_response(self, request: Request, response: Response) -> Response:
        """Judge the answer to a request for robots.txt, retries and redirects included."""
        if not _is_robots(request):
            return response
        host = urlsplit(request.meta.get("redirect_urls", [request.url])[0]).netloc
        if 200 <= response.status < 300:
            self._read.add(host)
        elif 400 <= response.status < 500 and response.status != 429:
            self._read.add(host)
            return response.replace(body=b"")
        else:
            self._unreadable[host] = f"status {response.status}"
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Note why a request for robots.txt failed."""
        if _is_robots(request):
            self._unreadable[urlparse_cached(request).netloc] = describe(exception)


def _is_robots(request: Request) -> bool:
    """Tell whether it is Scrapy's own question for robots.txt, also after a redirect."""
    return bool(request.meta.get("dont_obey_robotstxt"))
