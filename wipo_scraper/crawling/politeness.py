"""What the site asks for: Crawl-delay in robots.txt, Retry-After in an answer, a rest when it is overloaded."""

import asyncio
import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import ceil
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.httpobj import urlparse_cached

from wipo_scraper.crawling.verdicts import Verdict, stop_crawl

logger = logging.getLogger(__name__)

_OVERLOADED = frozenset({429, 503})
_TICK = 1.0  # seconds; how soon a wait notices that the crawl is being stopped


class Politeness:
    """Downloader middleware. While it waits nothing is asked; a wait longer than RETRY_AFTER_MAX ends the run."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._longest = crawler.settings.getfloat("RETRY_AFTER_MAX")
        self._rest = crawler.settings.getfloat("RETRY_BACKOFF")
        crawler.signals.connect(self.obey_crawl_delay, signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware."""
        return cls(crawler)

    def obey_crawl_delay(self, robotparser: ProtegoRobotParser, request: Request) -> None:
        """Make the delay between requests at least what robots.txt asks for."""
        asked = robotparser.rp.crawl_delay(self._crawler.settings["USER_AGENT"])
        slot = self._crawler.engine.downloader.slots.get(urlparse_cached(request).hostname or "")
        if asked is None or slot is None or asked <= slot.delay:
            return
        logger.info("robots.txt asks for %s s between requests", asked)
        slot.delay = asked
        slot.jitter = 0.0
        if throttle := self._crawler.get_extension(AutoThrottle):
            throttle.mindelay = max(throttle.mindelay, asked)
            throttle.maxdelay = max(throttle.maxdelay, asked)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Wait before an overloaded site is asked again."""
        if response.status not in _OVERLOADED:
            return response
        seconds = retry_after(response, datetime.now(UTC))
        if seconds is None:
            seconds = min(self._rest * 2 ** request.meta.get("retry_times", 0), self._longest)
        if seconds > self._longest:
            reason = f"{request.url}: status {response.status}, Retry-After {seconds:.0f} s"
            stop_crawl(self._crawler, Verdict.ASKED_TO_WAIT, reason)
            raise IgnoreRequest(reason)
        self._crawler.stats.inc_value("wipo/waits")
        await self._wait(seconds)
        return response

    async def _wait(self, seconds: float) -> None:
        logger.info("The site is overloaded: waiting %.0f s", seconds)
        self._crawler.engine.pause()
        ticks = ceil(seconds / _TICK)
        for _ in range(ticks):
            if self._crawler.crawling:
                await asyncio.sleep(seconds / ticks)
        self._crawler.engine.unpause()


def retry_after(response: Response, now: datetime) -> float | None:
    """Return the seconds that an answer asks to wait, None if it does not or not clearly."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
