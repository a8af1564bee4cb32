"""The site: every address it answers, and what it answers.

`build()` turns the stories of `content/` into a `Site`. Besides the stories' pages and their listings it holds what a
crawl meets on a real site:

* listing rows that lead nowhere (404), to a challenge page (served with 200), to a redirect to another site;
* a redirect from an address that listings still use (`moved_from` in a story's front matter), and of an old list;
* other addresses of the same page: without a language on the new site, with tracking parameters, under alias hosts, by
  `assetRef` in the magazine (traps `tracking`, `alias_host`, `www3`, `asset_ref`; so does the portal’s list);
* a page without its headline (trap `no_headline`) or with headline and date printed twice (`repeated_head`), a page
  without a date, a page in another language than its address.
"""

import datetime as dt
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email.utils import format_datetime
from functools import lru_cache, partial
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.site import chrome, listings, render
from tests.site.story import Story, load

_PARAMETERS = ("page", "cat", "col", "assetRef")
_ROBOTS = """User-agent: *
Disallow: /designdb/jsp
Disallow: /designdb/*/showData.jsp
Disallow: /designdb/*/jsp
Disallow: /designdb/*?
Disallow: /edocs/
Disallow: /search/
"""
_CHALLENGED = "/pressroom/en/articles/2019/article_0091.html"
_DEAD = "/pressroom/en/articles/2015/article_0092.html"
_ELSEWHERE = "/portal/en/news/2017/article_0093.html"
_PHANTOMS = (
    ("/pressroom/en/articles/archive.html", "Report on Creative Goods (PR/2019/891)", _CHALLENGED, dt.date(2019, 5, 6)),
    ("/pressroom/en/articles/archive.html", "Registration Week Opens (PR/2015/892)", _DEAD, dt.date(2015, 3, 2)),
    ("/portal/en/news/", "A Partner Tells the Story", _ELSEWHERE, dt.date(2017, 4, 26)),
)


@dataclass(frozen=True)
class Answer:
    """What the site answers: status, headers without length and encoding, body."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def page(body: bytes, content_type: str, day: dt.date, *, server: str = "Apache") -> Answer:
    """An answer with validators that depend on the content alone."""
    modified = dt.datetime.combine(day, dt.time(9), dt.UTC) + dt.timedelta(seconds=len(body) % 3600)
    return Answer(
        headers={
            "Content-Type": content_type,
            "Last-Modified": format_datetime(modified, usegmt=True),
            "ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"',
            "Server": server,
        },
        body=body,
    )


def redirect(target: str) -> Answer:
    """A permanent redirect, within the site or to another one."""
    return Answer(301, {"Location": target, "Content-Type": "text/html", "Server": "Apache"})


class Site:
    """Answers by target (path, and of the query what means something to the site). Pages are made when asked for."""

    def __init__(self, makers: dict[str, Callable[[], Answer]], stories: list[Story]) -> None:
        self.targets = frozenset(makers)
        self.stories = stories
        self._makers = makers
        self._make = lru_cache(maxsize=512)(lambda name: makers[name]())
        self._missing = Answer(404, {"Content-Type": "text/html", "Server": "Apache"}, _plain("not_found.html"))

    def answer(self, target: str) -> Answer:
        """The answer for a request target as it stands in the request line, or a full address."""
        name = canonical(target)
        return self._make(name) if name in self.targets else self._missing


def canonical(target: str) -> str:
    """A target without host, fragment, path parameters and foreign query parameters."""
    parts = urlsplit(target)
    path = re.sub(r";[^/]*", "", parts.path) or "/"
    query = [(name, value) for name, value in parse_qsl(parts.query) if name in _PARAMETERS]
    return f"{path}?{urlencode(query)}" if query else path


def build(stories: Iterable[Story] | None = None) -> Site:
    """The site of these stories, or of those in `content/`."""
    told = load() if stories is None else list(stories)
    versions: dict[str, dict[str, str]] = defaultdict(dict)
    for story in told:
        versions[story.key][story.lang] = story.path
    neighbours = Neighbours(told)
    makers = _fixed()
    for story in told:
        _add(makers, story.path, partial(_article, story, versions[story.key], neighbours))
        if story.moved_from:
            _add(makers, story.moved_from, partial(redirect, story.path))
        if number := re.search(r"(.*/wipo-magazine)/articles/\S*?-?(\d{5,})$", story.path):
            _add(makers, f"{number[1]}/article-details/?assetRef={number[2]}", makers[canonical(story.path)])
    for listing in listings.pages(told, _phantoms(told)):
        _add(makers, listing.target, partial(_listing, listing))
    for target in [target for target in makers if target.startswith("/en/web/")]:
        _add(makers, target.removeprefix("/en"), makers[target])
    return Site(makers, told)


def _add(makers: dict[str, Callable[[], Answer]], target: str, maker: Callable[[], Answer]) -> None:
    name = canonical(target)
    if name in makers:
        raise ValueError(f"two answers for {name}")
    makers[name] = maker


def _article(story: Story, versions: dict[str, str], neighbours: "Neighbours") -> Answer:
    body = render.article(story, versions, neighbours.of(story))
    server = "Liferay-Portal" if "/web/" in story.path else "Apache"
    return page(body, render.content_type(story), story.day, server=server)


def _listing(listing: listings.Page) -> Answer:
    return page(listing.make(), listing.content_type, listing.day)


def _fixed() -> dict[str, Callable[[], Answer]]:
    challenge = Answer(
        200, {"Content-Type": "text/html; charset=UTF-8", "Server": "CloudFront"}, _plain("challenge.html")
    )
    return {
        "/robots.txt": partial(page, _ROBOTS.encode(), "text/plain", dt.date(2024, 1, 8)),
        "/": partial(redirect, "/portal/en/"),
        "/portal/en/news.html": partial(redirect, "/portal/en/news/"),
        _CHALLENGED: lambda: challenge,
        _ELSEWHERE: partial(redirect, "https://news.example.org/partners/a-story-told-elsewhere"),
    }


def _plain(template: str) -> bytes:
    return render.environment().get_template(template).render(path=template).encode()


def _phantoms(stories: list[Story]) -> list[tuple[str, listings.Row]]:
    """Rows that lead to no article, in those of their listings that the site has."""
    known = {listing for story in stories for listing in listings.listings_of(story)}
    return [
        (listing, listings.Row(title, href, day, "", "en"))
        for listing, title, href, day in _PHANTOMS
        if listing in known
    ]


class Neighbours:
    """The related items of each page: others in its language, first one that quotes somebody."""

    def __init__(self, stories: list[Story]) -> None:
        self._all: dict[str, list[Story]] = defaultdict(list)
        self._quoting: dict[str, list[Story]] = defaultdict(list)
        for story in stories:
            self._all[story.lang].append(story)
            if _teaser(story) != story.lead:
                self._quoting[story.lang].append(story)

    def of(self, story: Story) -> list[render.Related]:
        """Three items, always the same for a page."""
        digest = hashlib.sha256(story.path.encode()).digest()
        start = int.from_bytes(digest[:4])
        found: dict[str, Story] = {}
        for group, wanted in ((self._quoting[story.lang], 1), (self._all[story.lang], 3)):
            for step in range(len(group)):
                other = group[(start + step * 7) % len(group)]
                if len(found) < wanted and other.key != story.key:
                    found.setdefault(other.path, other)
        return [
            render.Related(other.title, other.path, chrome.short_date(other.day, story.lang), _teaser(other))
            for other in found.values()
        ]


def _teaser(story: Story) -> str:
    """The paragraph that another page shows of a story: one with a quotation."""
    spans = [span for quote in story.quotes for span in quote.spans]
    texts = [block.text for block in story.blocks if block.kind == "paragraph"]
    return next((text for text in texts if any(span in text for span in spans) and "*" not in text), story.lead)


def summary(site: Site) -> str:
    """Counts and sizes, for people."""
    sizes = [len(site.answer(target).body) for target in site.targets]
    articles = Counter(story.lang for story in site.stories)
    return f"{len(sizes)} answers, {sum(sizes):,} bytes, {articles.total()} articles: {dict(articles)}"


if __name__ == "__main__":
    print(summary(build()))  # noqa: T201
