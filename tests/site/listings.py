"""Where a story is listed, and the pages of listings, feeds and the home page."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from email.utils import format_datetime
from functools import partial
from urllib.parse import urlencode

from tests.site import chrome, render
from tests.site.story import Story

_ROWS = {"archive.html": 5, "archive.jsp": 5}
_ROWS_USUAL = 12
_FEED_LENGTH = 15
_PORTAL_LENGTH = 8
_ALIASES = (
    "http://wipo.int:80{path}",
    "http://www.wipo.org{path}",
    "{path}?utm_source=portal&utm_medium=list",
    "{path}#main",
)


@dataclass(frozen=True)
class Row:
    """A row that leads to a story, or to nothing."""

    title: str
    href: str
    day: dt.date
    lead: str
    lang: str


@dataclass(frozen=True)
class Page:
    """A listing, feed or home page: its address, when it last changed, what makes its bytes."""

    target: str
    day: dt.date
    content_type: str
    make: Callable[[], bytes]


def listings_of(story: Story) -> list[str]:
    """Addresses of the listings that hold a story, by the shape of its own address."""
    path, lang = story.path, story.lang
    if path.startswith("/pressroom/") and re.search(r"/(articles|prdocs|documents)/", path):
        year = re.search(r"/articles/(\d{4})/", path)
        category = render.choose(story.key, "category", ("marks", "general+information", "other"))
        return [
            f"/pressroom/{lang}/articles/archive.html",
            *([f"/pressroom/{lang}/articles/{year[1]}/index.html"] if year else []),
            *([f"/pressroom/en/archive.jsp?cat={category}"] if lang == "en" and category != "other" else []),
        ]
    if "/wipo-magazine/" in path:
        return [f"/{lang}/web/wipo-magazine/articles"]
    if found := re.match(r"(/\w\w/web/director-general/)(?:w/)?[^/]+/(news|speeches)/", path):
        return [f"{found[1]}{found[2]}"]
    if "/web/" in path:
        return [f"{path.split('/w/')[0]}/news"]
    if path.startswith("/wipo_magazine"):
        return [f"/wipo_magazine/{lang}/"]
    return [re.sub(r"(?:\d{4}/)?[^/]+$", "", path)]


def row(story: Story, *, coded: bool = False) -> Row:
    """A story's row; `coded` puts its release code after the title."""
    title = f"{story.title} ({story.reference})" if coded and story.reference else story.title
    return Row(title, _href(story), story.day, story.lead, story.lang)


def _href(story: Story) -> str:
    """The address under which listings know a story: not always its own."""
    if story.moved_from:
        return story.moved_from
    if "asset_ref" in story.trap:
        site, slug = story.path.split("/articles/")
        name, number = slug.rsplit("-", 1)
        return f"{site}/article-details/?" + urlencode({"assetRef": number, "title": name})
    if "alias_host" in story.trap:
        return f"http://www.wipo.org{story.path}"
    if "www3" in story.trap:
        return f"https://www3.wipo.int{story.path}"
    if "tracking" in story.trap:
        return f"{story.path}?utm_source=newsletter&utm_campaign=frontier"
    if story.path.startswith("/en/web/"):
        return render.choose(story.path, "href", (story.path, story.path.removeprefix("/en")))
    return story.path


def _portal_rows(stories: list[Story], lang: str) -> Iterator[Row]:
    """Recent items of other streams, as the portal's list repeats them: under other forms of their address."""
    others = sorted(
        (s for s in stories if s.lang == lang and not s.path.startswith("/portal/")), key=lambda s: s.day, reverse=True
    )
    for story in others[:_PORTAL_LENGTH]:
        href = render.choose(story.path, "portal", _ALIASES).format(path=story.path)
        yield Row(story.title, href, story.day, story.lead, story.lang)


def pages(stories: list[Story], extra: Iterable[tuple[str, Row]] = ()) -> Iterator[Page]:
    """All listings with their pages, the feeds and the home pages; `extra` rows go to the listing they name."""
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for story in stories:
        for listing in listings_of(story):
            rows[listing, story.lang].append(row(story, coded=listing.startswith("/pressroom/")))
    for listing, phantom in extra:
        rows[listing, phantom.lang].append(phantom)
    for lang in sorted({story.lang for story in stories}):
        rows[f"/portal/{lang}/news/", lang].extend(_portal_rows(stories, lang))
    for (listing, lang), found in sorted(rows.items()):
        yield from _listing(listing, lang, sorted(found, key=lambda r: (r.day, r.href), reverse=True))
    for lang in sorted({story.lang for story in stories} & chrome.MENU_LANGUAGES):
        yield _feed([s for s in stories if s.lang == lang and "/articles/" in s.path and "/pressroom/" in s.path], lang)
        yield _home([s for s in stories if s.lang == lang], lang)


def _newest(stories: Iterable[Story], length: int) -> list[Story]:
    return sorted(stories, key=lambda s: (s.day, s.path), reverse=True)[:length]


def _listing(listing: str, lang: str, rows: list[Row]) -> Iterator[Page]:
    base = listing.split("?", maxsplit=1)[0]
    size = _ROWS.get(base.rsplit("/", 1)[1], _ROWS_USUAL)
    count = -(-len(rows) // size)
    for number in range(1, count + 1):
        shown = rows[(number - 1) * size : number * size]
        make = partial(_listing_page, listing, lang, shown, number, count)
        targets = [_page_target(listing, number)] if number > 1 else [listing, _page_target(listing, 1)]
        for target in targets:
            yield Page(target, rows[0].day, "text/html;charset=UTF-8", make)


def _listing_page(listing: str, lang: str, rows: list[Row], number: int, count: int) -> bytes:
    base = listing.split("?", maxsplit=1)[0]
    words = chrome.labels(lang)
    year = re.search(r"/(\d{4})/index", base)
    heading = words["all_releases"] if "archive" in base else words["section_news"]
    if year:
        heading = f"Press Room Archive {year[1]}"
    values = render.frame(listing, lang, title=heading, year=2026, versions={lang: base})
    values |= {
        "heading": heading,
        "rows": [render.Related(row.title, row.href, chrome.short_date(row.day, lang), row.lead) for row in rows],
        "page": number,
        "pages": count,
        "page_link": lambda other: _page_target(listing, other) if other > 1 else listing,
        "look": render.look("opencms", listing),
    }
    template = "listing_new.html" if "/web/" in base else "listing_old.html"
    return render.environment().get_template(template).render(values).encode()


def _page_target(listing: str, number: int) -> str:
    return f"{listing}{'&' if '?' in listing else '?'}page={number}"


def _feed(stories: list[Story], lang: str) -> Page:
    newest = _newest(stories, _FEED_LENGTH)
    day = newest[0].day if newest else dt.date(2020, 1, 1)
    make = partial(_feed_page, newest, lang)
    return Page(f"/pressroom/{lang}/rss.xml", day, "application/rss+xml;charset=UTF-8", make)


def _feed_page(stories: list[Story], lang: str) -> bytes:
    rows = [
        render.Related(
            title=story.title,
            href=f"https://www.wipo.int{story.moved_from or story.path}",
            date=format_datetime(dt.datetime.combine(story.day, dt.time(9), dt.UTC), usegmt=True),
            lead=story.lead,
        )
        for story in stories
    ]
    template = render.environment().get_template("rss.xml")
    return template.render(lang=lang, words=chrome.labels(lang), rows=rows).encode()


def _home(stories: list[Story], lang: str) -> Page:
    newest = _newest(stories, _ROWS_USUAL)
    return Page(f"/portal/{lang}/", newest[0].day, "text/html;charset=UTF-8", partial(_home_page, newest, lang))


def _home_page(stories: list[Story], lang: str) -> bytes:
    path = f"/portal/{lang}/"
    title = chrome.labels(lang)["organization"]
    values = render.frame(path, lang, title=title, year=2026, versions={lang: path})
    values |= {
        "rows": [
            render.Related(story.title, _href(story), chrome.short_date(story.day, lang), "") for story in stories
        ],
        "look": render.look("opencms", path),
    }
    return render.environment().get_template("home.html").render(values).encode()
