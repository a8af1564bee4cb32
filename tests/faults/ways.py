"""`FAULTS` names each way to misbehave, says what a crawl is expected to make of it, and does it."""

import gzip
import random
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from tests.faults.wire import cut, drip, head, move, page, pour, reset, wait_for_goodbye, whole
from tests.site.server import Handler

LIMIT = 1 << 20  # bytes; DOWNLOAD_MAXSIZE of the crawls that meet the faults
MOMENT = 0.05  # seconds
CHALLENGE = (
    b"<html><head><title>Just a moment...</title></head>"
    b"<body><p>Checking your browser before you go on.</p></body></html>"
)


@dataclass(frozen=True)
class Fault:
    """A way to misbehave.

    `server`: what the server does. `healed`: a crawl that meets it once gets the record in the same run. `reason`: what
    the failures say of a page that is always answered so, None if there is a record all the same. `final`: the next run
    does not ask again.
    """

    name: str
    server: str
    reason: str | None
    healed: bool
    final: bool
    answer: Callable[[Handler], None]


FAULTS: dict[str, Fault] = {}


def outcome(fault: Fault) -> str:
    """The fault's row in the table of the docs: the server, the crawl that meets it once, the one that always does."""
    if fault.reason is None and "always" in fault.server:
        return f"| {fault.server} | asks again: the record | a record of what came, counted as `pages/without_end` |"
    if fault.reason is None:
        return f"| {fault.server} | the record | the record |"
    once = "asks again: the record" if fault.healed else "a failure; the next run asks again"
    if fault.final:
        return f"| {fault.server} | a failure, final | `{fault.reason}`, final |"
    return f"| {fault.server} | {once} | `{fault.reason}` |"


def fault(
    server: str, reason: str | None, *, healed: bool = True, final: bool = False
) -> Callable[[Callable[[Handler], None]], Callable[[Handler], None]]:
    """Add a way to misbehave to FAULTS."""

    def add(answer: Callable[[Handler], None]) -> Callable[[Handler], None]:
        FAULTS[answer.__name__] = Fault(answer.__name__, server, reason, healed, final, answer)
        return answer

    return add


@cache
def packed_zeros(times: int) -> bytes:
    """More zeros than a page may have, compressed once or several times over."""
    data = bytes(8 * LIMIT)
    for _ in range(times):
        data = gzip.compress(data)
    return data


# The connection.


@fault("resets the connection before it answers", "Connection to the other side was lost in a non-clean fashion.")
def reset_at_once(handler: Handler) -> None:
    reset(handler)


@fault("resets the connection in the middle of the page", "the answer is cut off or its length is wrong")
def reset_in_the_page(handler: Handler) -> None:
    head(handler, f"Content-Length: {len(page(handler))}")
    cut(handler)
    time.sleep(MOMENT)
    reset(handler)


@fault("closes the connection without an answer", "Connection was closed cleanly.")
def closed_without_answer(handler: Handler) -> None:
    handler.close_connection = True


@fault("says nothing", "the answer took longer than DOWNLOAD_TIMEOUT")
def silent(handler: Handler) -> None:
    handler.close_connection = True
    wait_for_goodbye(handler)


@fault("stops in the middle of the page and keeps the connection", "the answer took longer than DOWNLOAD_TIMEOUT")
def stalled(handler: Handler) -> None:
    head(handler, f"Content-Length: {len(page(handler))}")
    cut(handler)
    wait_for_goodbye(handler)


@fault("sends the page slowly, but within DOWNLOAD_TIMEOUT", None)
def slow(handler: Handler) -> None:
    body = page(handler)
    head(handler, f"Content-Length: {len(body)}")
    drip(handler, body, 0.2 / len(body))


@fault("sends a byte now and then, for ever", "the answer took longer than DOWNLOAD_TIMEOUT")
def dripping(handler: Handler) -> None:
    head(handler, f"Content-Length: {len(page(handler))}")
    drip(handler, page(handler), MOMENT)


@fault("sends headers for ever", "the answer took longer than DOWNLOAD_TIMEOUT")
def endless_headers(handler: Handler) -> None:
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    with suppress(OSError):
        while True:
            handler.wfile.write(b"X-More: and more\r\n")
            handler.wfile.flush()
            time.sleep(MOMENT)


@fault("answers in another protocol", "wrong number of parts")
def no_http(handler: Handler) -> None:
    handler.close_connection = True
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")


# The length.


@fault("ends the page before the length that it gave", "the answer is cut off or its length is wrong")
def shorter_than_said(handler: Handler) -> None:
    head(handler, f"Content-Length: {len(page(handler))}")
    cut(handler)


@fault("gives a length that ends within the page, always the same", None)
def longer_than_said(handler: Handler) -> None:
    head(handler, f"Content-Length: {len(page(handler)) // 2}")
    handler.wfile.write(page(handler))


@fault("gives a length that is no number", "Value contains non-decimal digits")
def length_no_number(handler: Handler) -> None:
    head(handler, "Content-Length: quite long")
    handler.wfile.write(page(handler))


@fault("gives two lengths", "conflicting Content-Length headers")
def two_lengths(handler: Handler) -> None:
    head(handler, f"Content-Length: {len(page(handler))}", f"Content-Length: {len(page(handler)) // 2}")
    handler.wfile.write(page(handler))


@fault("gives no length and closes in the middle of the page, always there", None)
def no_length(handler: Handler) -> None:
    head(handler)
    cut(handler)


@fault("gives no length and closes at another place each time", "the page is cut off")
def cut_anywhere(handler: Handler) -> None:
    head(handler)
    cut(handler, random.uniform(0.2, 0.9))


@fault("stops between two chunks", "the answer is cut off or its length is wrong")
def chunks_cut(handler: Handler) -> None:
    head(handler, "Transfer-Encoding: chunked")
    handler.wfile.write(b"%x\r\n%b\r\n" % (200, page(handler)[:200]))


@fault("sends chunks without sizes", "the answer is cut off or its length is wrong")
def chunks_broken(handler: Handler) -> None:
    head(handler, "Transfer-Encoding: chunked")
    handler.wfile.write(b"many\r\n" + page(handler))


@fault("sends an empty page", "empty page")
def empty(handler: Handler) -> None:
    whole(handler, b"")


@fault("announces a page larger than DOWNLOAD_MAXSIZE", "the answer is larger than DOWNLOAD_MAXSIZE", healed=False)
def too_large(handler: Handler) -> None:
    head(handler, f"Content-Length: {LIMIT + 1}")
    pour(handler, page(handler))


@fault("sends a page without end", "the answer is larger than DOWNLOAD_MAXSIZE", healed=False)
def endless(handler: Handler) -> None:
    head(handler)
    pour(handler, page(handler) * 50)


# The coding.


@fault(
    "compresses a page that is larger than DOWNLOAD_MAXSIZE when unpacked", "exceeded DOWNLOAD_MAXSIZE", healed=False
)
def bomb(handler: Handler) -> None:
    whole(handler, packed_zeros(1), "Content-Encoding: gzip")


@fault("compresses a bomb twice", "exceeded DOWNLOAD_MAXSIZE", healed=False)
def nested_bomb(handler: Handler) -> None:
    whole(handler, packed_zeros(2), "Content-Encoding: gzip, gzip")


@fault("ends compressed data in the middle", "the compressed data is cut off")
def gzip_cut(handler: Handler) -> None:
    data = gzip.compress(page(handler))
    whole(handler, data[: len(data) * 3 // 4], "Content-Encoding: gzip")


@fault("says gzip and sends plain text", "Not a gzipped file", healed=False)
def gzip_not(handler: Handler) -> None:
    whole(handler, page(handler), "Content-Encoding: gzip")


@fault("uses a compression that nobody asked for", "binary content")
def unknown_coding(handler: Handler) -> None:
    whole(handler, gzip.compress(page(handler)), "Content-Encoding: x-own")


@fault("names a charset that is not the page's", None)
def wrong_charset(handler: Handler) -> None:
    handler.close_connection = True
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=ascii-or-so\r\nContent-Length: %d\r\n\r\n"
        % len(page(handler))
    )
    handler.wfile.write(page(handler))


@fault("names utf-16 and sends utf-8", None)
def wrong_utf16(handler: Handler) -> None:
    handler.close_connection = True
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-16\r\nContent-Length: %d\r\n\r\n" % len(page(handler))
    )
    handler.wfile.write(page(handler))


@fault("sends a picture in the page's place", "binary content")
def a_picture(handler: Handler) -> None:
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 8\r\n\r\n\x89PNG\r\n\x1a\n")


@fault("sends zeros", "binary content")
def zeros(handler: Handler) -> None:
    whole(handler, bytes(5000))


# The status.


@fault("answers 500", "status 500")
def status_500(handler: Handler) -> None:
    whole(handler, CHALLENGE, status="500 Internal Server Error")


@fault("answers 503 without Retry-After", "status 503")
def status_503(handler: Handler) -> None:
    whole(handler, CHALLENGE, status="503 Service Unavailable")


@fault("answers 403", "status 403", healed=False)
def status_403(handler: Handler) -> None:
    whole(handler, CHALLENGE, status="403 Forbidden")


@fault("sends a challenge with status 200", "error or challenge page", healed=False)
def challenge(handler: Handler) -> None:
    whole(handler, CHALLENGE)


@fault("sends a part of the page with status 206", "status 206", healed=False)
def status_206(handler: Handler) -> None:
    whole(
        handler,
        page(handler),
        f"Content-Range: bytes 0-{len(page(handler)) - 1}/{2 * len(page(handler))}",
        status="206 Partial Content",
    )


@fault("answers 304 to a question that was not conditional", "status 304", healed=False)
def status_304(handler: Handler) -> None:
    head(handler, status="304 Not Modified")


# Redirects.


@fault("redirects the page to itself", "redirected in a circle: https://www.wipo.int/", healed=False)
def to_itself(handler: Handler) -> None:
    move(handler, handler.path)


@fault("redirects to and fro", "redirected in a circle: https://www.wipo.int/", healed=False)
def to_and_fro(handler: Handler) -> None:
    path, _, query = handler.path.partition("?")
    move(handler, path if query else f"{path}?page=2")


@fault("redirects to ever new addresses", "redirected more than 5 times", healed=False)
def on_and_on(handler: Handler) -> None:
    path, _, query = handler.path.partition("?")
    move(handler, f"{path}?page={int(query.rpartition('=')[2] or 1) + 1}")


@fault("redirects to an address that is none", "redirected out of the site", healed=False, final=True)
def to_nowhere(handler: Handler) -> None:
    move(handler, "http://[::1/")


@fault("redirects to a file", "redirected out of the site: file:///etc/passwd", healed=False, final=True)
def to_a_file(handler: Handler) -> None:
    move(handler, "file:///etc/passwd")


@fault(
    "redirects to a private address", "redirected out of the site: http://169.254.169.254/", healed=False, final=True
)
def to_a_private_address(handler: Handler) -> None:
    move(handler, "http://169.254.169.254/latest/meta-data/")


@fault(
    "redirects to an area that is excluded",
    "redirected out of the site: https://www.wipo.int/edocs/all.html",
    healed=False,
    final=True,
)
def to_an_excluded_area(handler: Handler) -> None:
    move(handler, "/edocs/all.html")


@fault(
    "redirects to the home page", "redirected to https://www.wipo.int/portal/en/index.html", healed=False, final=True
)
def to_the_home_page(handler: Handler) -> None:
    move(handler, "/portal/en/index.html")


PASSING = (
    "reset_at_once",
    "reset_in_the_page",
    "closed_without_answer",
    "silent",
    "shorter_than_said",
    "cut_anywhere",
    "chunks_cut",
    "chunks_broken",
    "gzip_cut",
    "empty",
    "zeros",
    "status_500",
    "status_503",
)
"""Those that a crawl can only answer by asking again."""
