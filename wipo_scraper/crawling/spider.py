"""The base of the news spider. The crawl, step by step:

1. `start` requests the entry points of the wanted streams (feeds, listings, year archives), the articles that failed
   before and those young enough to change; or just the addresses given.
2. `parse_listing` asks for the articles that a listing links to, and for its next pages as long as it brings new ones.
3. `parse_feed` asks for the articles of a feed; `read_the_rest` for those of an archive that no listing led to.
4. `parse_article` reads the page, returns its record and asks for its other language versions.
5. `failed` counts what could not be fetched. Nothing is dropped silently: every page asked for ends as a record, as a
   number in the stats (`wipo/…`), or as a row in the failures file.

Articles go before listings: a limit is reached early, and what a listing links to is visited before the next one. The
frontier decides what is worth a request.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from wipo_scraper import __version__, extract, site
from wipo_scraper.article import Article, NotAnArticle
from wipo_scraper.crawling.arguments import LIVE, Arguments, read_site
from wipo_scraper.crawling.boundaries import LeavesSiteError
from wipo_scraper.crawling.frontier import Admission, Findings, Frontier, Walk
from wipo_scraper.crawling.listings import feed_links, listing_links
from wipo_scraper.crawling.reasons import describe
from wipo_scraper.crawling.records import make_record, validators
from wipo_scraper.crawling.verdicts import Verdict, stop_crawl
from wipo_scraper.storage.archives import ArchiveIndex
from wipo_scraper.storage.directory import Run
from wipo_scraper.storage.lines import OutputError
from wipo_scraper.storage.names import run_name

REPLAY_MISS = "not in the archive"
_OK, _NOT_MODIFIED = 200, 304
_GONE = frozenset({404, 410})
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_ARTICLES_FIRST = 10
_REPLAY_ONLY = dict.fromkeys(("data", "file", "ftp", "s3")) | dict.fromkeys(
    ("http", "https"), "wipo_scraper.crawling.handlers.ReplayHandler"
)


@dataclass(frozen=True)
class Visit:
    """Why a page is asked for: its kind, the walk that led to it, leave to ask, the address as it was linked."""

    kind: str
    walk: Walk | None = None
    admission: Admission | None = None
    linked_as: str | None = None


class NewsCrawl(Spider):
    """Visits listings, feeds and articles of the news streams and makes records."""

    arguments: Arguments
    run: Run | None
    archive: ArchiveIndex | None
    frontier: Frontier

    def __init__(self, arguments: Arguments, run: Run | None, archive: ArchiveIndex | None) -> None:
        super().__init__()
        self.arguments = arguments
        self.run = run
        self.run_name = run.name if run else run_name(archive.newest if archive else datetime.now(UTC))
        self.archive = archive
        self.memory = run.directory.memory if run else None
        self.walks: list[Walk] = []
        self.findings = Findings()
        self._failures_in_a_row = 0

    @classmethod
    def from_crawler(
        cls, crawler: Crawler, run: Run | None = None, archive: ArchiveIndex | None = None, **given: str
    ) -> Self:
        """Read the arguments. `run` and `archive` come from the command; without a run nothing is written."""
        arguments = Arguments.parse(given)
        if arguments.replay and archive is None:
            archive = ArchiveIndex(arguments.replay)
        spider = cls(arguments, run, archive)
        spider._set_crawler(crawler)
        days = crawler.settings.getint("FULL_WALK_DAYS")
        spider.frontier = Frontier(arguments, spider.memory, archive, days)
        crawler.signals.connect(spider.read_the_rest, signals.spider_idle)
        crawler.signals.connect(spider.dropped, signals.request_dropped)
        crawler.signals.connect(spider.page_crashed, signals.spider_error)
        crawler.signals.connect(spider.record_crashed, signals.item_error)
        if not crawler.settings.frozen:
            for name, value in spider._own_settings(crawler).items():
                crawler.settings.set(name, value, priority="spider")
        return spider

    def _own_settings(self, crawler: Crawler) -> dict[str, Any]:
        """Return the settings that follow from the arguments: no waiting for an archive or a server on this machine."""
        settings: dict[str, Any] = {}
        if contact := crawler.settings["CONTACT"]:
            settings["USER_AGENT"] = f"wipo-scraper/{__version__} (+{contact})"
        at_once = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "RETRY_BACKOFF": 0}
        if self.archive is not None:
            settings |= at_once | {"DOWNLOAD_HANDLERS": _REPLAY_ONLY, "ROBOTSTXT_OBEY": False, "WARC_ENABLED": False}
        elif (urlsplit(read_site(crawler.settings["SITE"])).hostname or "") in _LOOPBACK:
            settings |= at_once
        return settings

    async def start(self) -> AsyncIterator[Any]:
        """Request the addresses given, or else the entry points of the streams."""
        if not self.settings["CONTACT"] and self.archive is None and self.settings["SITE"] == LIVE:
            self.logger.warning(
                "CONTACT is not set: say in the User-Agent who is asking, for instance an e-mail address"
            )
        for url in self.arguments.urls:
            if request := self._article_request(url):
                yield request
        if self.arguments.urls:
            return
        self.walks = [walk for walk in self.frontier.walks() if self.frontier.admit_listing(walk.entry.url)]
        for walk in self.walks:
            yield self._listing_request(walk.entry.url, walk)
        for url in self.frontier.unfinished():
            if self.arguments.wants(site.address(url)) and (request := self._article_request(url)):
                yield request

    def read_the_rest(self) -> None:
        """Ask for the articles of an archive to which no listing led, when nothing else is left to do."""
        self.crawler.signals.disconnect(self.read_the_rest, signals.spider_idle)
        if self.arguments.urls:
            return
        requests = self._follow(self._articles(list(self.frontier.unlisted())), None)
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def parse_listing(self, response: Response, visit: Visit) -> list[Request]:
        """Ask for a listing's articles and, unless they are known territory or a repetition, for its next pages."""
        found = self._open_listing(response, visit)
        if found is None:
            return []
        page, walk = found
        links = list(listing_links(page))
        articles = self._articles(links)
        brought_new = not walk.found.issuperset(articles)
        walk.found.update(articles)
        requests = self._follow(articles, walk)
        wanted = [page_id for page_id, (address, _) in articles.items() if self.arguments.wants(address)]
        if self.frontier.is_inside(walk, wanted):
            walk.left_early = True
        elif brought_new:
            next_pages = dict.fromkeys(site.address(url).visit for url in links if self._is_next(url, response.url))
            unread = [url for url in next_pages if self._is_unread(url)]
            if unread and walk.pages >= (most := self.settings.getint("LISTING_PAGES")):
                walk.broken = True
                self._fail(response.request, visit, f"the listing goes on after {most} pages", _OK, final=False)
            else:
                requests += [self._listing_request(url, walk) for url in unread]
        return requests

    def parse_feed(self, response: Response, visit: Visit) -> list[Request]:
        """Ask for a feed's articles."""
        found = self._open_listing(response, visit)
        if found is None:
            return []
        page, walk = found
        articles = self._articles(list(feed_links(page)))
        walk.found.update(articles)
        return self._follow(articles, walk)

    def _open_listing(self, response: Response, visit: Visit) -> tuple[TextResponse, Walk] | None:
        assert visit.walk is not None
        self._failures_in_a_row = 0
        if response.status != _OK or not isinstance(response, TextResponse):
            visit.walk.broken = True
            self._wrong_content(response, visit)
            return None
        visit.walk.pages += 1
        return response, visit.walk

    def parse_article(self, response: Response, visit: Visit) -> list[dict[str, Any] | Request]:
        """Return the page's record and requests for its other language versions.

        A list: the source of a callback that is a generator would be parsed by Scrapy with every answer.
        """
        self._failures_in_a_row = 0
        if response.status == _NOT_MODIFIED:
            assert visit.admission is not None
            self.unchanged({"id": visit.admission.id, **validators(response)})
            return []
        article = self._read(response, visit)
        if article is None:
            return []
        found: list[dict[str, Any] | Request] = []
        record = make_record(article, response, self.run_name, self._aliases(article.url, response, visit))
        if self.arguments.wants_date(article.date):
            found.append(record)
        else:
            self._count("articles/out_of_range")
            row = {"id": article.id, "url": site.address(response.url).visit, "date": article.date}
            self.findings.passed_over.append(row)
            self.led_to(record["aliases"], article.id)
        if not self.arguments.urls:
            links = [translation.url for translation in article.translations]
            found += self._follow(self._articles(links), visit.walk)
        return found

    def _read(self, response: Response, visit: Visit) -> Article | None:
        if response.status != _OK or not isinstance(response, TextResponse):
            self._wrong_content(response, visit)
            return None
        if not site.address(response.url).is_article and not self.arguments.urls:
            self._fail(response.request, visit, f"redirected to {response.url}", response.status, final=True)
            return None
        content_type = response.headers.get("Content-Type")
        try:
            return extract(
                response.body,
                response.url,
                content_type=content_type.decode("latin-1") if content_type else None,
            )
        except NotAnArticle as reason:
            self._fail(response.request, visit, reason.reason, response.status, final=False)
            return None

    def unchanged(self, answer: dict[str, Any]) -> None:
        """Note that a known article says what it said, with the time and the validators of this answer."""
        self._count("articles/unchanged")
        self.findings.rechecked.append(answer)

    def led_to(self, aliases: list[str], page_id: str) -> None:
        """Note addresses that led to an article without a record of its own to keep them."""
        self.findings.aliases.extend({"url": alias, "id": page_id} for alias in aliases)

    def failed(self, failure: Failure) -> None:
        """Count a page that could not be fetched; write it to the failures unless it was only a guess."""
        request: Request = failure.request  # type: ignore[attr-defined]
        visit: Visit = request.cb_kwargs["visit"]
        error = failure.value
        assert error is not None
        status = error.response.status if isinstance(error, HttpError) else None
        if isinstance(error, HttpError) and REPLAY_MISS in error.response.flags:
            return  # counted by the handler
        entry = visit.walk.entry if visit.walk and visit.kind != "article" else None
        if visit.walk and visit.kind != "article":
            visit.walk.missing = status in _GONE and not visit.walk.pages
            visit.walk.broken |= status not in _GONE
        if status in _GONE and entry and request.url == entry.url and (not entry.seen or entry.kind == "years"):
            self._count("entries/missing")
            return
        if status in _GONE and visit.admission and visit.admission.is_article:
            self._count("articles/vanished")
            self.findings.gone.append({"id": visit.admission.id, "url": request.url, "status": status})
            return
        reason = describe(error)
        final = status in _GONE or isinstance(error, LeavesSiteError)
        self._fail(request, visit, reason, status, final=final)
        was_sent = isinstance(error, HttpError) or not isinstance(error, IgnoreRequest)
        if was_sent and not final:
            self._failures_in_a_row += 1
            if self._failures_in_a_row >= self.settings.getint("FAILURES_IN_A_ROW"):
                stop_crawl(self.crawler, Verdict.UNREACHABLE, f"{self._failures_in_a_row} failures in a row: {reason}")

    def dropped(self, request: Request) -> None:
        """Count a page that was asked for before: linked twice, or the target of a redirect."""
        redirects = request.meta.get("redirect_urls", [])
        self._count("redirects/known" if redirects else "skipped/listed_again")
        if (target := site.address(request.url)).is_article:
            self.led_to(redirects, target.id)

    def page_crashed(self, failure: Failure, response: Response | Failure | None) -> None:
        """Count a page on which the program failed."""
        if isinstance(response, Response) and response.request is not None:
            visit = response.request.cb_kwargs["visit"]
            if visit.kind != "article":
                visit.walk.broken = True
            self._fail(response.request, visit, _crash(failure), response.status, final=False)

    def record_crashed(self, failure: Failure, item: dict[str, Any]) -> None:
        """Count a record on which the program failed."""
        self.fail("article", item["url"], _crash(failure), item["http"]["status"], tries=1, final=False)

    def _articles(self, links: list[str]) -> dict[str, tuple[site.Address, str]]:
        """Return the articles among links by their ids: each with its address and the link."""
        found: dict[str, tuple[site.Address, str]] = {}
        for url in links:
            try:
                address = site.address(url)
            except ValueError:
                self._count("skipped/malformed")
                continue
            if address.is_article:
                found.setdefault(address.id, (address, url))
        return found

    def _follow(self, articles: dict[str, tuple[site.Address, str]], walk: Walk | None) -> list[Request]:
        """Return requests for those that are wanted and worth one."""
        wanted = [url for address, url in articles.values() if self.arguments.wants(address)]
        return [request for url in wanted if (request := self._article_request(url, walk))]

    def _is_next(self, url: str, listing: str) -> bool:
        try:
            return site.is_next_listing(url, listing)
        except ValueError:
            return False  # counted where articles are followed

    def _is_unread(self, listing: str) -> bool:
        if self.frontier.admit_listing(listing):
            return True
        self._count("skipped/listed_again")
        return False

    def _article_request(self, url: str, walk: Walk | None = None) -> Request | None:
        """Return a request for an article, once in a run, whatever its addresses."""
        address = site.address(url)
        admission = self.frontier.admit(address)
        if isinstance(admission, str):
            self._count(f"skipped/{admission}")
            return None
        linked_as = url.partition("#")[0]
        visit = Visit("article", walk, admission, linked_as if linked_as != address.url else None)
        request = self._request(address.visit, visit, self.parse_article, _ARTICLES_FIRST)
        if admission.headers:
            request.headers.update(admission.headers)
            request.meta["handle_httpstatus_list"] = [_NOT_MODIFIED]
        return request

    def _listing_request(self, url: str, walk: Walk) -> Request:
        if walk.entry.kind == "feed":
            return self._request(url, Visit("feed", walk), self.parse_feed)
        return self._request(url, Visit("listing", walk), self.parse_listing)

    def _request(self, url: str, visit: Visit, callback: Any, priority: int = 0) -> Request:
        self._count(f"requests/{visit.kind}")
        return Request(
            url,
            callback=callback,
            errback=self.failed,
            cb_kwargs={"visit": visit},
            priority=priority,
        )

    def _aliases(self, url: str, response: Response, visit: Visit) -> list[str]:
        seen = [visit.linked_as, *response.meta.get("redirect_urls", ())]
        return [alias for alias in dict.fromkeys(seen) if alias and alias != url]

    def _wrong_content(self, response: Response, visit: Visit) -> None:
        if response.status != _OK:
            self._fail(response.request, visit, f"status {response.status}", response.status, final=False)
            return
        content_type = (response.headers.get("Content-Type") or b"no content type").decode("latin-1")
        self._fail(response.request, visit, f"no page: {content_type}", response.status, final=True)

    def _fail(self, request: Request | None, visit: Visit, reason: str, status: int | None, *, final: bool) -> None:
        assert request is not None
        asked = request.meta.get("redirect_urls", [request.url])[0]
        self.fail(visit.kind, asked, reason, status, tries=request.meta.get("retry_times", 0) + 1, final=final)

    def fail(self, kind: str, url: str, reason: str, status: int | None, *, tries: int, final: bool) -> None:
        """Count a failure and write it to the run's failures."""
        self._count(f"failures/{kind}")
        self.logger.warning("%s: %s", url, reason)
        if self.run is None:
            return
        row = {"url": url, "kind": kind, "reason": reason, "status": status, "tries": tries, "final": final}
        try:
            self.run.failures.write(row)
        except OutputError as error:
            stop_crawl(self.crawler, Verdict.OUTPUT_FAILED, str(error))

    def _count(self, name: str) -> None:
        self.crawler.stats.inc_value(f"wipo/{name}")


def _crash(failure: Failure) -> str:
    return f"program error: {type(failure.value).__name__}: {failure.value}"
