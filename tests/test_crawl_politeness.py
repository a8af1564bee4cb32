"""What the crawl does when the site asks it to slow down."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest
from scrapy.http import Response

from tests.scrapy_process import crawl, report, rows
from tests.site.build import Answer, build
from tests.site.server import Handler, Request, SiteServer
from wipo_scraper.crawling.politeness import retry_after

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
PCT = ("-a", "streams=pct")


@pytest.fixture
def server() -> Iterator[SiteServer]:
    with SiteServer(build()) as running:
        yield running


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("Fri, 01 Mar 2024 12:01:30 GMT", 90.0),
        ("Fri, 01 Mar 2024 11:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_in_seconds_and_as_a_date(value: str, seconds: float | None) -> None:
    response = Response("https://www.wipo.int/", status=503, headers={"Retry-After": value})
    assert retry_after(response, NOON) == seconds


def overloaded(
    first: int, headers: Callable[[], dict[str, str]], status: int = 503
) -> Callable[[Handler, Request], bool]:
    """Return a fault that answers the first requests for an article with an overload."""
    seen: list[str] = []

    def fault(handler: Handler, request: Request) -> bool:
        if "/news_" not in request.target or len(seen) >= first:
            return False
        seen.append(request.target)
        handler.send(Answer(status, {"Content-Type": "text/plain", **headers()}, b"busy"))
        return True

    return fault


@pytest.mark.parametrize("status", [429, 503])
def test_the_site_is_not_asked_again_before_it_allows(status: int, server: SiteServer, tmp_path: Path) -> None:
    server.fault = overloaded(1, lambda: {"Retry-After": "3"}, status)
    assert crawl(tmp_path, *PCT, site=server.url).status == 0
    assert len(rows(tmp_path)) == 1
    at = next(n for n, request in enumerate(server.requests) if "/news_" in request.target)
    assert server.requests[at + 1].at - server.requests[at].at >= 3


def test_without_retry_after_the_rest_is_doubled_with_each_try(server: SiteServer, tmp_path: Path) -> None:
    server.fault = overloaded(3, dict)
    assert crawl(tmp_path, *PCT, "-s", "RETRY_BACKOFF=0.5", site=server.url).status == 0
    assert len(rows(tmp_path)) == 1
    first = next(n for n, request in enumerate(server.requests) if "/news_" in request.target)
    rests = [later.at - earlier.at for earlier, later in pairwise(server.requests[first : first + 4])]
    assert [rest >= least for rest, least in zip(rests, (0.5, 1, 2), strict=True)] == [True] * 3, rests


def test_a_date_to_come_back_is_kept(server: SiteServer, tmp_path: Path) -> None:
    server.fault = overloaded(
        1, lambda: {"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=4), usegmt=True)}
    )
    assert crawl(tmp_path, *PCT, site=server.url).status == 0
    at = next(n for n, request in enumerate(server.requests) if "/news_" in request.target)
    assert server.requests[at + 1].at - server.requests[at].at >= 2.9


def test_a_site_that_asks_to_wait_too_long_is_left_alone(server: SiteServer, tmp_path: Path) -> None:
    server.fault = overloaded(9, lambda: {"Retry-After": "86400"})
    result = crawl(tmp_path, *PCT, site=server.url)
    assert (result.status, report(tmp_path)["verdict"]) == (75, "asked_to_wait")
    assert "Retry-After 86400 s" in result.err
    assert len([request for request in server.requests if "/news_" in request.target]) == 1
    server.fault = None
    assert crawl(tmp_path, *PCT, site=server.url).status == 0
    assert len(rows(tmp_path)) == 1


def test_crawl_delay_in_robots_txt_is_kept(server: SiteServer, tmp_path: Path) -> None:
    def fault(handler: Handler, request: Request) -> bool:
        if request.target == "/robots.txt":
            handler.send(Answer(200, {"Content-Type": "text/plain"}, b"User-agent: *\nCrawl-delay: 1.5\n"))
            return True
        return False

    server.fault = fault
    assert crawl(tmp_path, *PCT, site=server.url).status == 0
    times = [request.at for request in server.requests]
    assert len(times) > 2
    assert min(later - earlier for earlier, later in pairwise(times)) >= 1.45


def test_every_request_says_who_asks(server: SiteServer, tmp_path: Path) -> None:
    assert crawl(tmp_path, *PCT, "-s", "CONTACT=news@example.org", site=server.url).status == 0
    agents = {request.headers["user-agent"] for request in server.requests}
    assert len(agents) == 1
    assert agents.pop().endswith("(+news@example.org)")
