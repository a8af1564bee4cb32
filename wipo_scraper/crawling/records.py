"""From an article to a record: what the crawl adds to what the page says."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import orjson
from scrapy.http import Response, TextResponse

from wipo_scraper.article import Article
from wipo_scraper.extraction import extract

CONTENT = ("title", "date", "place", "reference", "text", "speakers", "quotes", "images")
"""The keys that say what the page says, and so make up the content's hash."""


def read_article(response: TextResponse) -> Article:
    """Return the article of a page. Raises NotAnArticle."""
    return extract(response.body, response.url, content_type=content_type(response))


def content_type(response: Response) -> str | None:
    """Return what an answer says that it is."""
    return _header(response, "Content-Type")


def make_record(article: Article, response: Response, run: str, aliases: list[str]) -> dict[str, Any]:
    """Return the record of an article that was fetched, in JSON types."""
    record = article.model_dump(mode="json")
    found = validators(response)
    record.update(
        fetched_at=found["fetched_at"],
        run=run,
        revision=1,
        reason="new",
        page_hash=_hash(response.body),
        content_hash=content_hash(record),
        http={
            "status": response.status,
            "etag": found["etag"],
            "last_modified": found["last_modified"],
        },
        warc=response.meta.get("warc"),
        aliases=aliases,
    )
    return record


def validators(response: Response) -> dict[str, str | None]:
    """Return when an answer was fetched and what makes the next request conditional."""
    fetched_at: datetime = response.meta["fetched_at"]
    return {
        "fetched_at": fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "etag": _header(response, "ETag"),
        "last_modified": _header(response, "Last-Modified"),
    }


def content_hash(record: dict[str, Any]) -> str:
    """Return the hash of what a page says, independent of where and when it was read."""
    return _hash(orjson.dumps({key: record[key] for key in CONTENT}, option=orjson.OPT_SORT_KEYS))


def _hash(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
