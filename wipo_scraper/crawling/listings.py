"""What a listing page or a feed links to."""

from collections.abc import Iterator
from urllib.parse import urljoin

from parsel import Selector
from scrapy.http import TextResponse
from w3lib.html import get_base_url


def listing_links(response: TextResponse) -> Iterator[str]:
    """Yield the absolute http addresses that a listing page links to, in order, each once."""
    base = get_base_url(response.text[:4096], response.url, response.encoding)
    yield from _absolute(response.xpath("//a/@href | //link[@rel='next']/@href").getall(), base)


def feed_links(response: TextResponse) -> Iterator[str]:
    """Yield the addresses of a feed's items, RSS or Atom."""
    feed = Selector(body=response.body, type="xml")
    feed.remove_namespaces()
    found = feed.xpath("//item/link/text() | //entry/link[not(@rel) or @rel='alternate']/@href").getall()
    if not found:
        found = feed.xpath("//item/guid[not(@isPermaLink='false')]/text()").getall()
    yield from _absolute(found, response.url)


def _absolute(links: list[str], base: str) -> Iterator[str]:
    for link in dict.fromkeys(links):
        try:
            url = urljoin(base, link.strip())
        except ValueError:
            continue  # no address at all, such as "http://[news"
        if url.startswith(("http://", "https://")):
            yield url
