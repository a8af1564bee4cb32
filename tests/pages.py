"""Small pages for the tests of the extraction: each shows one thing."""

from wipo_scraper import Article, extract

ADDRESS = "https://www.wipo.int/pressroom/en/articles/2021/article_0013.html"
ELSEWHERE = "https://news.example.org/2021/harbour-clock"

LEAD = (
    "The harbour office of Little Thessaly will run its ferries by a single clock from next spring, "
    "after forty years in which the two piers kept different times."
)
SECOND = (
    "The clock was built by two apprentices from parts of eleven others, and it has so far lost "
    "four seconds, all of them during a thunderstorm in the first week of June."
)
THIRD = (
    "Passengers had learned to subtract nine minutes on the eastern pier, a habit that the harbour "
    "office expects to outlive the reason for it by at least one generation."
)
TEXT = f"<p>{LEAD}</p>\n<p>{SECOND}</p>\n<p>{THIRD}</p>"
TITLE = "Two Piers Agree on the Time"


def html(body: str, *, head: str = "", title: str = f"{TITLE} - Harbour Gazette") -> str:
    """A whole page around a body."""
    return f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def story(front: str = "", after: str = "", *, text: str = TEXT, head: str = "") -> str:
    """A page with the headline, what stands between it and the text, the text, and what comes after it."""
    return html(f"<main><h1>{TITLE}</h1>{front}<div class=x>{text}</div>{after}</main>", head=head)


def read(page: str | bytes, *, url: str = ADDRESS, content_type: str | None = "text/html") -> Article:
    """Extract."""
    return extract(page, url, content_type=content_type)
