"""Whatever comes in: a record or NotAnArticle, in time linear in the input, with nothing lost unnoticed."""

import gc
import time
import tracemalloc
from contextlib import suppress

import pytest

from tests.invariants import check
from tests.pages import ADDRESS, LEAD, SECOND, TEXT, THIRD, TITLE, html, read, story
from wipo_scraper import NotAnArticle, extract
from wipo_scraper.extraction.tree import parse

SECONDS = 10.0  # of CPU for a page of 10 MB
MEGABYTES = 10_000_000


def attempt(page: str | bytes, content_type: str | None = "text/html") -> None:
    with suppress(NotAnArticle):
        check(read(page, content_type=content_type))


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b" " * 1000,
        b"\0" * 1000,
        bytes(range(256)) * 100,
        b"<",
        b"<" * 10_000,
        b"&" * 10_000,
        b"<a " * 10_000,
        b"<!--" + b"x" * 10_000,
        b"<html><body><p>" + b"\xff\xfe\xfd" * 1000,
        b"<title>" * 1000,
        b"<table><tr><td>" * 1000,
        "\ud800 a lone surrogate " * 20,
        story(text=f"<p>{LEAD}\0\1\2\x1e{SECOND}</p>{TEXT}"),
        story(text=TEXT)[:-40],
        story(text="<p>" + "“" * 500 + LEAD + "</p>" + TEXT),
        story(text=f"<p>{LEAD}</p><figure><img src='http://[::1/x'><figcaption>{'(Photo: ' * 50}</figcaption>{TEXT}"),
        story(text=f"<p>{LEAD} <a href='http://[bad'>link</a> <a href='javascript:void(0)'>link</a></p>{TEXT}"),
        story(head="<script type='application/ld+json'>{{{{</script><base href='::'>"),
    ],
    ids=range(19),
)
def test_malformed_input(page: str | bytes) -> None:
    attempt(page)
    attempt(page, None)
    attempt(page, "text/plain")


NESTED = [
    ("<div>", "</div>"),
    ("<b>", "</b>"),
    ("<span>", "</span>"),
    ("<blockquote>", ""),
    ("<ul><li>", ""),
    ("<table><tr><td>", ""),
    ("<font>", ""),
]


@pytest.mark.parametrize(("start", "end"), NESTED, ids=[start for start, _ in NESTED])
def test_nothing_is_lost_in_a_hundred_thousand_nested_elements(start: str, end: str) -> None:
    page = html(f"<h1>{TITLE}</h1>" + start * 100_000 + TEXT + end * 100_000)
    begin = time.process_time()
    article = read(page)
    assert time.process_time() - begin < SECONDS
    assert all(words in article.text for words in (LEAD, SECOND, THIRD))


def test_tags_nested_deeper_than_the_parser_allows_are_counted() -> None:
    assert parse(b"<div>" * 100 + b"text")[1] == 0
    root, lifted = parse(b"<div>" * 5000 + b"the innermost text" + b"</div>" * 5000 + b"<p>what follows</p>")
    assert lifted == 4800
    assert root is not None
    assert "".join(root.itertext()).strip() == "the innermost textwhat follows"


LARGE = {
    "paragraphs": f"<p>{LEAD}</p>",
    "links": "<a href=/x>a link to something</a> ",
    "list items": "<li>an item of the list</li>",
    "images": "<img src=/i/clock.jpg>",
    "chrome": "<div class=nav><p>a few words of a menu</p></div>",
}


@pytest.mark.parametrize("unit", LARGE.values(), ids=LARGE)
def test_time_is_linear_in_the_input(unit: str) -> None:
    """A page ten times as long takes about ten times as long, not a hundred times."""

    def seconds(size: int) -> float:
        page = story(text=TEXT + unit * (size // len(unit))).encode()
        begin = time.process_time()
        attempt(page)
        return time.process_time() - begin

    seconds(50_000)  # warm
    assert seconds(1_000_000) < 30 * max(seconds(100_000), 0.01)


def test_one_word_of_ten_megabytes() -> None:
    begin = time.process_time()
    attempt(story(text=TEXT + "<p>" + "w" * MEGABYTES).encode())
    assert time.process_time() - begin < SECONDS


def test_memory_stays_flat() -> None:
    def page(number: int) -> bytes:
        classes = "".join(f"<div class='c{number}-{n} row{n}'>" for n in range(20))
        return story(text=f"{classes}<p>{number} {LEAD}</p>{TEXT}").encode()

    def burn(first: int, count: int) -> None:
        for number in range(first, first + count):
            extract(page(number), f"{ADDRESS}?n={number}", content_type="text/html")

    burn(0, 300)
    gc.collect()
    tracemalloc.start()
    burn(300, 50)
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    burn(350, 150)
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 5_000_000, f"{grown:,} bytes more after 150 pages"
