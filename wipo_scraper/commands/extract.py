"""`scrapy extract`: one page in, one article out."""

import argparse
import mimetypes
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import orjson
from rich.console import Console
from scrapy import Request, Spider
from scrapy.commands import ScrapyCommand
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from wipo_scraper import Article, NotAnArticle, extract
from wipo_scraper.commands.leaving import leave
from wipo_scraper.crawling.explanation import explain

NOT_FETCHED, NO_ARTICLE = 4, 65


class OnePage(Spider):
    """Fetches one page as the crawl would: with its User-Agent, as robots.txt allows."""

    name = "one-page"

    def __init__(self, url: str, pages: list[Response]) -> None:
        super().__init__()
        self._url = url
        self._pages = pages

    async def start(self) -> AsyncIterator[Any]:
        """Request the page."""
        yield Request(self._url, callback=self.parse, errback=self.failed)

    def parse(self, response: Response) -> None:
        """Hand the page over."""
        self._pages.append(response)

    def failed(self, failure: Failure) -> None:
        """Say why there is no page."""
        error = failure.value
        reason = f"status {error.response.status}" if isinstance(error, HttpError) else str(error)
        sys.stderr.write(f"scrapy extract: {self._url}: {reason or type(error).__name__}\n")


class Command(ScrapyCommand):
    """Reads one page from a file, standard input or the network and prints its article as JSON."""

    requires_project = True

    def syntax(self) -> str:
        """Say how the command is called."""
        return "[options] FILE|URL|-"

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Print what one page says, as JSON"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's options to Scrapy's."""
        super().add_options(parser)
        parser.add_argument("--url", help="the page's address; needed for a file and for standard input (-)")
        parser.add_argument("--explain", action="store_true", help="say in words what was read where")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check what was given; keep the log quiet, as the article goes to standard output."""
        super().process_options(args, opts)
        assert self.settings is not None
        if len(args) != 1:
            leave("extract", "give one page: FILE, URL or -")
        if opts.url is None and not _is_address(args[0]):
            leave("extract", "--url: give the page's address")
        if opts.url is not None and not _is_address(opts.url):
            leave("extract", f"--url: not an address: {opts.url!r}")
        if opts.loglevel is None:
            self.settings.set("LOG_LEVEL", "ERROR", priority="project")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the page and print its article."""
        try:
            article = self._fetch(args[0], opts.url) if _is_address(args[0]) else _read(args[0], opts.url)
        except NotAnArticle as reason:
            sys.stderr.write(f"scrapy extract: no article: {reason.reason}\n")
            self.exitcode = NO_ARTICLE
            return
        if article is None:
            self.exitcode = NOT_FETCHED
        elif opts.explain:
            explain(article, Console())
        else:
            line = orjson.dumps(article.model_dump(mode="json"), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
            sys.stdout.buffer.write(line)

    def _fetch(self, page: str, url: str | None) -> Article | None:
        assert self.crawler_process is not None
        pages: list[Response] = []
        self.crawler_process.crawl(OnePage, url=page, pages=pages)
        self.crawler_process.start()
        if not pages:
            return None
        content_type = pages[0].headers.get("Content-Type")
        return extract(
            pages[0].body, url or pages[0].url, content_type=content_type.decode("latin-1") if content_type else None
        )


def _is_address(page: str) -> bool:
    return page.startswith(("http://", "https://"))


def _read(page: str, url: str) -> Article:
    if page == "-":
        return extract(sys.stdin.buffer.read(), url)
    try:
        content = Path(page).read_bytes()
    except OSError as error:
        leave("extract", f"{page}: {error.strerror}")
    return extract(content, url, content_type=mimetypes.guess_type(page)[0])
