"""Pages that are no articles are refused with a reason."""

import pytest

from tests.pages import ELSEWHERE, LEAD, html, read, story
from wipo_scraper import NotAnArticle

ROWS = "".join(
    f"<div><h3><a href=/{n}>Pier News Number {n}</a></h3><p>October {n + 1}, 2021</p><p>Short.</p></div>"
    for n in range(8)
)


@pytest.mark.parametrize(
    ("page", "url", "reason"),
    [
        ("", ELSEWHERE, "empty page"),
        ("<html><body></body></html>", ELSEWHERE, "no text"),
        (
            html("<h1>Page not found</h1><p>The page you are looking for has moved to the other pier.</p>"),
            ELSEWHERE,
            "error",
        ),
        (
            html("<p>Please wait while we verify that you are no clock.</p>", title="Just a moment..."),
            ELSEWHERE,
            "challenge",
        ),
        (html(f"<h1>News</h1>{ROWS}"), ELSEWHERE, "listing"),
        (html(f"<h1>Press Room Archive 2021</h1>{ROWS}<p>{LEAD}</p>"), ELSEWHERE, "listing"),
        (story(), "https://www.wipo.int/", "address"),
        (story(), "https://www.wipo.int/pressroom/en/articles/archive.html", "address"),
        (story("<p>May 2, 2021</p>"), "https://www.wipo.int/amc/en/domains/search/text.jsp?case=D2020-0001", "address"),
        (story(), "https://news.example.org/", "home page"),
    ],
    ids=[
        "empty",
        "no-text",
        "not-found",
        "challenge",
        "listing",
        "archive",
        "wipo-home",
        "wipo-archive",
        "wipo-database",
        "home",
    ],
)
def test_refused(page: str, url: str, reason: str) -> None:
    with pytest.raises(NotAnArticle, match=reason):
        read(page, url=url)


def test_a_listing_as_a_rendition() -> None:
    page = f"Press Room Archive 2021\n\nOne Clock (PR/2021/871)\n\n{LEAD}\n\nTwo Piers (PR/2021/869)\n\n{LEAD}"
    with pytest.raises(NotAnArticle, match="listing"):
        read(page, url="https://www.wipo.int/pressroom/zh/articles/2021/index.html?page=1", content_type="text/plain")


@pytest.mark.parametrize("media", ["application/pdf", "image/png", "application/json"])
def test_other_media(media: str) -> None:
    with pytest.raises(NotAnArticle, match="content type"):
        read(b"anything", content_type=media)


@pytest.mark.parametrize("magic", [b"%PDF-1.4\n", b"\x89PNG\r\n", b"GIF89a", b"PK\x03\x04"])
def test_files_under_the_wrong_name(magic: bytes) -> None:
    with pytest.raises(NotAnArticle, match="binary"):
        read(magic + b"words " * 100)


@pytest.mark.parametrize("root", ["rss", "feed", "urlset"])
def test_feeds_and_site_maps(root: str) -> None:
    with pytest.raises(NotAnArticle, match="feed"):
        read(f"<?xml version='1.0'?>\n<{root}><title>{LEAD}</title></{root}>", content_type="application/xml")
