"""Servers that misbehave: at every third answer, or at each page in a way of its own."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tests.faults.ways import FAULTS, PASSING
from tests.site.build import Answer, Site
from tests.site.server import Handler, Request, SiteServer, serve

LISTING = "/portal/en/news/"
PAGE = (
    b"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Library Opens in Quillota</title></head><body>"
    b"<h1>Library Opens in Quillota</h1><p>March 4, 2019</p>"
    b"<p>A library of patents opened in Quillota on Monday, the first of its kind in the valley, and it is free.</p>"
    b"<p>\xe2\x80\x9cWe waited eleven years for these shelves,\xe2\x80\x9d said Ms. In\xc3\xa9s Ruminot, its director. "
    b"\xe2\x80\x9cNow the readers must come.\xe2\x80\x9d</p>"
    b"<p>The shelves hold forty thousand documents from six countries. More will follow in the autumn.</p>"
    b"</body></html>"
)


@contextmanager
def serve_badly(site: Site, seed: int) -> Iterator[SiteServer]:
    """Serve a site through a server of which every third answer is a fault."""
    dice = random.Random(seed)

    def misbehave(handler: Handler, request: Request) -> bool:
        if len(handler.server.requests) % 3:
            return False
        FAULTS[dice.choice(PASSING)].answer(handler)
        return True

    with SiteServer(site, fault=misbehave) as server:
        yield server


def address(name: str) -> str:
    """The path of the page with this fault."""
    return f"/portal/en/news/2019/article_{list(FAULTS).index(name) + 1:04}.html"


def faulty_site() -> Site:
    """A listing with a page for every fault, and the pages as they should be."""
    paths = [address(name) for name in FAULTS]
    links = "".join(f'<a href="{path}">{path}</a>' for path in paths)
    answers = {
        "/robots.txt": Answer(headers={"Content-Type": "text/plain"}, body=b"User-agent: *\nDisallow:\n"),
        LISTING: Answer(headers={"Content-Type": "text/html"}, body=f"<html><body>{links}</body></html>".encode()),
        "/portal/en/index.html": Answer(headers={"Content-Type": "text/html"}, body=PAGE),
        **{path: Answer(headers={"Content-Type": "text/html"}, body=PAGE) for path in paths},
    }
    return Site({target: lambda answer=answer: answer for target, answer in answers.items()}, [])


@contextmanager
def serve_faults(*, once: bool) -> Iterator[str]:
    """Serve the site of faults; each shows at the first request for its page only, or every time."""
    names = {address(name): name for name in FAULTS}
    met: Counter[str] = Counter()

    def misbehave(handler: Handler, request: Request) -> bool:
        name = names.get(request.target.partition("?")[0])
        if name is None or (once and met[name]):
            return False
        met[name] += 1
        FAULTS[name].answer(handler)
        return True

    with serve(faulty_site(), fault=misbehave) as url:
        yield url
