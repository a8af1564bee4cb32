"""A real browser that asks nothing of the network by itself, and what the tests watch while it shows a page."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def find_chromium() -> str | None:
    """Return the path of a Chromium on this machine."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


needs_chromium = pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine")


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start the browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """A window on a report: its pages, and all that the browser complained about or asked for."""

    base: str
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def go(self, address: str, shown: str | None = None) -> None:
        """Open a page of the report; wait until it shows the article or speaker named, or anything at all."""
        self.page.goto("about:blank")
        self.page.goto(self.base + address)
        if address.startswith(("find", "read", "source.")):
            self.shows(shown)

    def shows(self, what: str | None = None) -> None:
        """Wait until the page has shown something, or what is named."""
        self.page.wait_for_function(
            "what => what ? document.body.dataset.shown === what : document.body.dataset.shown", arg=what
        )

    def check(self) -> None:
        """Fail if the browser complained, or asked anybody else for anything."""
        assert self.complaints == [], self.complaints
        foreign = [url for url in self.requests if not url.startswith((self.base, "about:", "blob:"))]
        assert foreign == [], foreign


@contextmanager
def visit(browser: Browser, base: str, **options: Any) -> Iterator[Visit]:
    """Open a window, and check at its end that the browser had no complaint and asked nobody else."""
    context = browser.new_context(**{"viewport": DESKTOP} | options)
    page = context.new_page()
    opened = Visit(base, context, page)
    page.on("console", lambda message: opened.complaints.append(message.text))
    page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    context.on("request", lambda request: opened.requests.append(request.url))
    yield opened
    opened.check()
    context.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback; return its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()
