"""The news of WIPO."""

from typing import ClassVar

from wipo_scraper import site
from wipo_scraper.crawling.spider import NewsCrawl


class NewsSpider(NewsCrawl):
    """Visit WIPO's news and write new articles with their speakers, quotes and image credits.

    since=2024-01-01, until=…   published in this range, both days included; a month counts as its first day, and what
                                has no date is kept
    languages=en,fr             of the address; English if not given (`languages=help` lists them)
    streams=press-releases,…    all if not given (`streams=help` lists them)
    limit=50                    stop after this many records
    urls=FILE or URL,URL        just these pages, known or not
    recheck_days=30             look again at articles this young
    replay=sample or PATH       read from an archive instead of the network: the bundled sample, a WARC or WACZ file, or
                                a folder of them
    """

    name = "news"
    allowed_domains: ClassVar[list[str]] = list(site.VISITED_HOSTS)
