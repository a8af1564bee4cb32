"""Archived answers as Scrapy's responses, so that a page from an archive is read like one from the network."""

from datetime import datetime

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from wipo_scraper.storage.archives import Content


def note_capture(request: Request, captured_at: datetime, file: str, offset: int) -> None:
    """Leave in a request when its page was fetched and where its answer stands in an archive."""
    request.meta["fetched_at"] = captured_at
    request.meta["warc"] = {"file": file, "offset": offset}


def make_response(url: str, content: Content) -> Response:
    """Return an archived answer as the response to a request for an address."""
    headers = Headers()
    for name, value in content.headers:
        headers.appendlist(name, value)
    response_class = responsetypes.from_args(headers=headers, url=url, body=content.body)
    return response_class(url=url, status=content.status, headers=headers, body=content.body)
