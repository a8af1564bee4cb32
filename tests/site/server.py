"""Serve the sample site on loopback: a real HTTP server that plays www.wipo.int.

python -m tests.site.server --port 8000
"""

import argparse
import gzip
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from tests.site.build import Answer, Site, build


@dataclass(frozen=True)
class Request:
    """A request as it arrived: when (monotonic seconds), what, with which headers (names in lower case)."""

    at: float
    method: str
    target: str
    headers: dict[str, str]


Fault = Callable[["Handler", Request], bool]
"""Called before a request is answered. True: it has dealt with the request, in whatever broken way it likes."""


class SiteServer(ThreadingHTTPServer):
    """The site on a free port of loopback. Keeps every request, so that tests can see how a crawl behaves."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, site: Site, *, port: int = 0, fault: Fault | None = None) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.site = site
        self.fault = fault
        self.requests: list[Request] = []

    @property
    def url(self) -> str:
        """Base address, without a slash at its end."""
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that leave; that is theirs to do."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD, with conditional requests and gzip."""

    server: SiteServer
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one packet a small answer
    disable_nagle_algorithm = True
    timeout = 60

    def do_GET(self) -> None:
        request = Request(
            time.monotonic(), self.command, self.path, {name.lower(): value for name, value in self.headers.items()}
        )
        self.server.requests.append(request)
        if self.server.fault is None or not self.server.fault(self, request):
            self.send(self.server.site.answer(self.path))

    do_HEAD = do_GET  # noqa: N815 - the base class looks for this name

    def send(self, answer: Answer) -> None:
        """Send an answer, or 304 if the client's copy is current."""
        headers = dict(answer.headers)
        status, body = answer.status, answer.body
        etag = headers.get("ETag", "")
        if body and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = _gzip(body)
            headers |= {"Content-Encoding": "gzip"}
            if etag:
                headers["ETag"] = f'{etag[:-1]}-gzip"'
        if body:
            headers["Vary"] = "Accept-Encoding"
        if status == 200 and self._is_current(etag, headers.get("Last-Modified", "")):
            status, body = 304, b""
            headers = {name: headers[name] for name in ("ETag", "Last-Modified", "Vary", "Server") if name in headers}
        server = headers.pop("Server", "Apache")
        self.send_response_only(status)
        self.send_header("Date", self.date_time_string())
        self.send_header("Server", server)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _is_current(self, etag: str, modified: str) -> bool:
        """RFC 9110, 13.2.2: If-None-Match, and only without it If-Modified-Since."""
        if known := self.headers.get("If-None-Match"):
            return bool(etag) and any(
                item.strip().removeprefix("W/").replace('-gzip"', '"') in (etag, "*") for item in known.split(",")
            )
        return bool(modified) and self.headers.get("If-Modified-Since") == modified

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Nothing: tests read `requests`."""


@lru_cache(maxsize=4096)
def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=9, mtime=0)


@contextmanager
def serve(site: Site | None = None, *, fault: Fault | None = None) -> Iterator[str]:
    """Serve a site (by default the sample site) as long as the block runs; yields its base address."""
    with SiteServer(site or build(), fault=fault) as server:
        yield server.url


def main() -> None:
    """Serve the sample site until interrupted."""
    parser = argparse.ArgumentParser(description="Serve the sample site on loopback.")
    parser.add_argument("--port", type=int, default=8000)
    with SiteServer(build(), port=parser.parse_args().port) as server:
        print(f"{len(server.site.stories)} articles on {server.url}", flush=True)  # noqa: T201
        with suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
