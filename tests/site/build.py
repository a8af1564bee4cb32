"""The site: every address it answers, and what it answers.

`build()` turns the stories of `content/` into a `Site`. Besides the stories' pages and their listings it holds what a
crawl meets on a real site:

* a listing row that leads nowhere (404), one that leads to a challenge page (served with 200);
* a redirect from an address that listings still use (`moved_from` in a story's front matter), and of an old list;
* other addresses of the same page: without a language on the new site, with tracking parameters, under alias hosts, by
  `assetRef` in the magazine (traps `tracking`, `alias_host`, `asset_ref`; the portal's list uses such forms as well);
* a page without its headline (trap `no_headline`), without a date, in another language than its address.
"""

import datetime as dt
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.utils import format_datetime
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
_PHANTOMS = [
    ("Report on Trade in Creative Goods (PR/2019/891)", _CHALLENGED, dt.date(2019, 5, 6)),
    ("Registration Week Opens (PR/2015/892)", _DEAD, dt.date(2015, 3, 2)),
]


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
    """A permanent redirect within the site."""
    return Answer(301, {"Location": target, "Content-Type": "text/html", "Server": "Apache"})


@dataclass
class Site:
    """Answers by target: path, and of the query only what means something to the site."""

    answers: dict[str, Answer]
    stories: list[Story]
    missing: Answer

    def answer(self, target: str) -> Answer:
        """The answer for a request target as it stands in the request line, or a full address."""
        return self.answers.get(canonical(target), self.missing)


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
    neighbours = _neighbours(told)
    answers = _fixed()
    for story in told:
        body = render.article(story, versions[story.key], neighbours[story.path])
        server = "Apache" if "/web/" not in story.path else "Liferay-Portal"
        _add(answers, story.path, page(body, render.content_type(story), story.day, server=server))
        if story.moved_from:
            _add(answers, story.moved_from, redirect(story.path))
    for listing in listings.pages(told, _phantoms(told)):
        _add(answers, listing.target, page(listing.body, listing.content_type, listing.day))
    for target in [target for target in answers if target.startswith("/en/web/")]:
        answers.setdefault(target.removeprefix("/en"), answers[target])
    for story in told:
        if number := re.search(r"(/wipo-magazine)/articles/\S*?-?(\d{5,})$", story.path):
            details = f"{story.path.split('/articles/')[0]}/article-details/?assetRef={number[2]}"
            _add(answers, details, answers[canonical(story.path)])
    missing = Answer(404, {"Content-Type": "text/html", "Server": "Apache"}, _plain("not_found.html"))
    return Site(answers, told, missing)


def _add(answers: dict[str, Answer], target: str, answer: Answer) -> None:
    name = canonical(target)
    if name in answers:
        raise ValueError(f"two answers for {name}")
    answers[name] = answer


def _fixed() -> dict[str, Answer]:
    challenge = Answer(
        200, {"Content-Type": "text/html; charset=UTF-8", "Server": "CloudFront"}, _plain("challenge.html")
    )
    return {
        "/robots.txt": page(_ROBOTS.encode(), "text/plain", dt.date(2024, 1, 8)),
        "/": redirect("/portal/en/"),
        "/portal/en/news.html": redirect("/portal/en/news/"),
        _CHALLENGED: challenge,
    }


def _plain(template: str) -> bytes:
    return render.environment().get_template(template).render(path=template).encode()


def _phantoms(stories: list[Story]) -> list[tuple[str, listings.Row]]:
    """Rows that lead to no article, in the listings of the year's press releases where there are such."""
    known = {listing for story in stories for listing in listings.listings_of(story)}
    return [
        (listing, listings.Row(title, href, day, "", "en"))
        for title, href, day in _PHANTOMS
        for listing in ("/pressroom/en/articles/archive.html",)
        if listing in known
    ]


def _neighbours(stories: list[Story]) -> dict[str, list[render.Related]]:
    """For each page the related items in its language: the first is one that quotes somebody, if there is one."""
    by_language: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        by_language[story.lang].append(story)
    found = {}
    for story in stories:
        others = sorted(
            (other for other in by_language[story.lang] if other.key != story.key),
            key=lambda other: hashlib.sha256(f"{story.path} {other.path}".encode()).digest(),
        )
        others.sort(key=lambda other: _teaser(other) == other.lead)
        found[story.path] = [
            render.Related(other.title, other.path, chrome.short_date(other.day, story.lang), _teaser(other))
            for other in others[:3]
        ]
    return found


def _teaser(story: Story) -> str:
    """The paragraph that another page shows of a story: one with a quotation."""
    spans = [span for quote in story.quotes for span in quote.spans]
    texts = [block.text for block in story.blocks if block.kind == "paragraph"]
    return next((text for text in texts if any(span in text for span in spans) and "*" not in text), story.lead)


def summary(site: Site) -> str:
    """Counts and sizes, for people."""
    sizes = [len(answer.body) for answer in site.answers.values()]
    by_lang: dict[str, int] = defaultdict(int)
    for story in site.stories:
        by_lang[story.lang] += 1
    return json.dumps({"answers": len(sizes), "bytes": sum(sizes), "articles": dict(by_lang)})


if __name__ == "__main__":
    print(summary(build()))  # noqa: T201
