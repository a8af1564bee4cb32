"""What is known of wipo.int: its news streams and the grammar of its addresses.

Two sites live side by side. On the old one the language is a folder inside a section
(`/pressroom/en/articles/2024/article_0007.html`); on the new one it comes first and may be left out for English
(`/fr/web/hague-system/w/news/2025/…`, `/web/hague-system/w/news/2025/…`). Language versions of one item share the rest
of the address, so the address alone gives an item's id, its story (the id with `*` for the language) and its stream.

To add a stream: add a `Stream` to `STREAMS`. Nothing else in the project lists streams.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from posixpath import normpath
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

from w3lib.url import safe_url_string

HOST = "www.wipo.int"
VISITED_HOSTS = (HOST, "www3.wipo.int")
"""The hosts that serve the pages; all others are aliases."""
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar", "ja", "pt")
"""Languages in which news appears."""

EntryKind = Literal["listing", "feed", "years"]


@dataclass(frozen=True)
class Entry:
    """A page from which a stream's articles are found; it was seen in the languages of `seen`, else it is a guess.

    `{language}` and, in a year archive, `{year}` are filled in. A path without `{language}` is English only.
    """

    path: str
    kind: EntryKind = "listing"
    seen: tuple[str, ...] = ()
    first_year: int | None = None


@dataclass(frozen=True)
class Stream:
    """A series of news items: where they live (patterns of paths, `*` for the language) and its entry points."""

    key: str
    title: str
    items: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Address:
    """What an address says about its page.

    `url` is canonical and what a record shows; `visit` is the address to request, the path left as it was linked.
    `language` is None only for other hosts. `is_article` says that the address has the form of a news item.
    """

    url: str
    visit: str
    id: str
    story: str
    stream: str | None
    language: str | None
    is_article: bool
    is_wipo: bool
    is_excluded: bool


def _stream(
    key: str,
    title: str,
    *,
    items: tuple[str, ...] = (),
    sections: tuple[str, ...] = (),
    sites: tuple[str, ...] = (),
    seen_sites: tuple[str, ...] = (),
    entries: tuple[Entry, ...] = (),
) -> Stream:
    """Declare a stream: `sections` of the old site and `sites` of the new in their usual form, the rest in full."""
    return Stream(
        key,
        title,
        (*items, *(f"/{section}/" for section in sections), *(f"/*/web/{site}/" for site in (*seen_sites, *sites))),
        (
            *entries,
            *(Entry(f"/{section.replace('*', '{language}')}/") for section in sections),
            *(
                Entry(f"/{{language}}/web/{site}/news", seen=("en",) if site in seen_sites else ())
                for site in (*seen_sites, *sites)
            ),
        ),
    )


STREAMS: dict[str, Stream] = {
    stream.key: stream
    for stream in (
        _stream(
            "press-releases",
            "Press releases, updates and media advisories, 1996 to now",
            items=("/pressroom/*/prdocs/", "/pressroom/*/articles/", "/pressroom/*/documents/"),
            entries=(
                Entry("/pressroom/{language}/rss.xml", "feed", seen=("en", "es")),
                Entry("/pressroom/{language}/articles/archive.html", seen=("en",)),
                Entry("/pressroom/{language}/articles/{year}/index.html", "years", seen=("en", "zh"), first_year=2007),
                Entry("/pressroom/en/archive.jsp?cat=marks", seen=("en",)),
                Entry("/pressroom/en/archive.jsp?cat=general+information", seen=("en",)),
            ),
        ),
        _stream("pressroom-news", "News of the press room", sections=("pressroom/*/news",)),
        _stream("stories", "Stories of the press room", sections=("pressroom/*/stories",)),
        _stream(
            "ip-news",
            "News of the portal, all of WIPO",
            items=("/portal/*/news/",),
            entries=(
                Entry("/portal/{language}/news/", seen=("en",)),
                Entry("/portal/en/news.html", seen=("en",)),
            ),
        ),
        _stream(
            "director-general",
            "News of the Director General",
            items=("/about-wipo/*/dg[^/]*/news/", r"/*/web/director-general/(?!(?:[^/]+/)*speeches)"),
            entries=(
                Entry("/about-wipo/{language}/dg_tang/news/"),
                Entry("/about-wipo/{language}/dg_gurry/news/"),
                Entry("/{language}/web/director-general/news"),
            ),
        ),
        _stream(
            "speeches",
            "Speeches of the Director General",
            items=("/about-wipo/*/dg[^/]*/speeches/", "/*/web/director-general/(?:[^/]+/)*speeches"),
            entries=(
                Entry("/about-wipo/{language}/dg_tang/speeches/"),
                Entry("/about-wipo/{language}/dg_gurry/speeches/"),
                Entry("/about-wipo/{language}/dgo/speeches/"),
                Entry("/{language}/web/director-general/speeches"),
            ),
        ),
        _stream(
            "offices",
            "External offices",
            items=("/about-wipo/*/offices/", "/*/web/office-[^/]+/"),
            entries=(
                *(Entry(f"/about-wipo/{{language}}/offices/{office}/news/") for office in ("japan", "singapore")),
                Entry("/{language}/web/office-russia/news", seen=("en",)),
                *(
                    Entry(f"/{{language}}/web/office-{office}/news")
                    for office in ("algeria", "brazil", "china", "japan", "nigeria", "singapore")
                ),
            ),
        ),
        _stream(
            "frontier-technologies",
            "Frontier technologies",
            sections=("about-ip/*/frontier_technologies/news",),
            sites=("frontier-technologies",),
        ),
        _stream("pct", "PCT, the patent system", sections=("pct/*/news",), sites=("pct-system",)),
        _stream(
            "madrid",
            "Madrid, the trademark system",
            sections=("madrid/*/news",),
            sites=("madrid-system",),
        ),
        _stream("hague", "Hague, the design system", sections=("hague/*/news",), sites=("hague-system",)),
        _stream(
            "lisbon",
            "Lisbon, the system of appellations of origin",
            sections=("lisbon/*/news",),
            sites=("lisbon-system",),
        ),
        _stream("academy", "WIPO Academy", sections=("academy/*/news",), sites=("wipo-academy",)),
        _stream("sme", "Small and medium-sized enterprises", sections=("sme/*/news", "sme/*/newsletter")),
        _stream(
            "traditional-knowledge",
            "Traditional knowledge and genetic resources",
            items=("/tk/*/news/",),
            sites=("traditional-knowledge", "ip-genetic-resources"),
            entries=(Entry("/tk/{language}/news/tk/"),),
        ),
        _stream(
            "diplomatic-conferences",
            "Diplomatic conferences",
            items=(r"/dc\d{4}/*/news/",),
            entries=(Entry("/dc2013/{language}/news/"),),
        ),
        _stream("green", "WIPO GREEN", sections=("wipogreen/*/news", "green/*/news")),
        _stream("copyright", "Copyright", sections=("copyright/*/news",), sites=("copyright",)),
        _stream("arbitration", "Arbitration and Mediation Center", sections=("amc/*/news",)),
        _stream("sdgs", "Sustainable Development Goals", sections=("sdgs/*/news",)),
        _stream("enforcement", "Building respect for IP", sections=("enforcement/*/news",)),
        _stream(
            "classifications",
            "Nice, Locarno and the other classifications",
            sites=("classification-nice", "classification-locarno"),
        ),
        _stream("statistics", "IP statistics", sites=("ip-statistics",)),
        _stream("innovation-index", "Global Innovation Index", sites=("global-innovation-index",)),
        _stream("patentscope", "PATENTSCOPE", sites=("patentscope",)),
        _stream("patent-analytics", "Patent analytics", sites=("patent-analytics",)),
        _stream("pearl", "WIPO Pearl, terminology", sites=("wipo-pearl",)),
        _stream("gender", "Gender equality", sites=("gender",)),
        _stream("accessible-books", "Marrakesh Treaty and accessible books", sites=("marrakesh-treaty",)),
        _stream("tisc", "Technology and Innovation Support Centers", sites=("tisc",)),
        _stream("assemblies", "Assemblies of the Member States", sites=("assemblies",)),
        _stream("standards", "Standards", sites=("standards", "cws")),
        _stream(
            "magazine",
            "WIPO Magazine",
            items=("/wipo_magazine/*/", "/wipo_magazine_digital/*/", "/*/web/wipo-magazine/"),
            entries=(
                Entry("/wipo_magazine/{language}/", seen=("en",)),
                Entry("/{language}/web/wipo-magazine/articles"),
            ),
        ),
    )
}

# Areas that are no news, forbid automated queries or hold files only.
_EXCLUDED = re.compile(
    r"/(?:designdb|branddb|patentscope|wipolex|edocs|export|documents|meetings|treaties|web-publications|tools)(?:/|$)"
    r"|/amc/[a-z]{2}/domains(?:/|$)"
)
_ALIAS_HOSTS = frozenset(
    f"{www}{host}"
    for www in ("", "www.")
    for host in (
        "wipo.int",
        "wipo.org",
        "ompi.org",
        "world-intellectual-property-organization.com",
        "internationalmusicregistry.org",
    )
) | set(VISITED_HOSTS)

_DOMAIN = re.compile("|".join(re.escape(host.removeprefix("www.")) for host in sorted(_ALIAS_HOSTS)), re.IGNORECASE)

_ARCHIVED = re.compile(
    r"(?:https?:)?//(?:web\.archive\.org/web|webarchive\.library\.unt\.edu/web)/\d{4,14}(?:[a-z]{2}_)?/(?P<url>.+)",
    re.DOTALL,
)
_TRACKING = re.compile(r"utm_\w+|[a-z]*clid|gclsrc|mc_[ce]id|_ga|_gl|igshid|msclkid|jsessionid", re.IGNORECASE)
_LANGUAGE = re.compile(r"(en|fr|es|ru|zh|ar|ja|pt|de|ko)(?:-[A-Za-z]{2,4})?\Z")
_MAGAZINE = re.compile(
    r"(?P<site>/\*/web/wipo-magazine)/(?:articles/(?:[^/]*-)?(?P<number>\d{5,})\Z|article-details/?\Z)"
)
_ARTICLE = re.compile(
    # old site: numbered items below a year, stories, annexes of press releases, speeches
    r"/(?:[^/]+/)+(?:19|20)\d\d/(?:[^/]+/)?(?:news|article|wipo_(?:pr|upd|ma)_\d{4})_\d{3,4}\.html"
    r"|/pressroom/\*/stories/(?!index\b)[^/]+\.html"
    r"|/pressroom/\*/documents/pr_\d{4}_\d+_[^/]+\.html"
    r"|/about-wipo/\*/dg[^/]*/speeches/(?:\d{4}/)?(?!index\b)[^/]+\.html"
    # new site: items below /w/, older speeches, the magazine
    r"|/\*/web/[^/]+/w/(?:[^/]+/)?(?:news|speeches)/(?:\d{4}/)?(?!(?:19|20)\d\d$)[^/]+"
    r"|/\*/web/director-general/[^/]+/speeches/(?:\d{4}/)?(?!(?:19|20)\d\d$)[^/]+"
    r"|/\*/web/wipo-magazine/articles/(?:[^/]*-)?\d{5,}"
)
_PAGE = re.compile(r"(?:\w+_)?(?:page|cur|p|start|offset|delta)", re.IGNORECASE)
_PERIOD = re.compile(r"/(?:19|20)\d\d(?:/(?:\d\d|si))?/?(?:(?:index|toc|archive)\.html)?\Z")
_KEYS = tuple(STREAMS)
_STREAM = re.compile(
    "|".join(
        f"({'|'.join(item.replace('/*/', '/[*]/') for item in stream.items)})"  # the language's place in a story
        for stream in STREAMS.values()
    )
)


def names_wipo(url: str) -> bool:
    """Tell whether an address names one of WIPO's domains at all: a quick sieve for archives of the whole web."""
    return _DOMAIN.search(url) is not None


@lru_cache(maxsize=16_384)
def address(url: str) -> Address:
    """Read an address: of WIPO under any of its hosts, of an archive's copy of it, or of any other host.

    Raises ValueError if `url` is no absolute http or https address.
    """
    if archived := _ARCHIVED.match(url):
        url = archived["url"] if "://" in archived["url"][:8] else f"https://{archived['url']}"
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme.lower() not in ("http", "https") or not host:
        msg = f"not an http address: {url!r}"
        raise ValueError(msg)
    query = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(name)
    ]
    path = safe_url_string(parts.path or "/")
    if host in _ALIAS_HOSTS:
        return _wipo_address(host, _plain_path(path), query)
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    return _other_address(f"{host}{port}", path, query)


def _wipo_address(host: str, path: str, query: list[tuple[str, str]]) -> Address:
    visit_host = host if host in VISITED_HOSTS else HOST
    full_path = f"/en{path}" if path.startswith("/web/") else path
    story_path, language = _split_language(full_path)
    is_excluded = _EXCLUDED.match(path) is not None
    is_article = not is_excluded and _ARTICLE.fullmatch(story_path) is not None
    if magazine := _MAGAZINE.fullmatch(story_path):
        number = magazine["number"] or dict(query).get("assetRef", "")
        is_article = number.isdigit()
        if is_article:
            query = [] if magazine["number"] else [("assetRef", number)]
            story_path = f"{magazine['site']}/articles/{number}"
    elif is_article:
        query = []
    tail = f"?{urlencode(query)}" if query else ""
    language = language or "en"
    named = tail if not is_article else ""
    stream = _STREAM.match(story_path)
    return Address(
        url=f"https://{HOST}{full_path}{tail}",
        visit=f"https://{visit_host}{path}{tail}",
        id=f"{HOST}{story_path.replace('/*', f'/{language}', 1)}{named}",
        story=f"{HOST}{story_path}{named}",
        stream=_KEYS[stream.lastindex - 1] if stream and stream.lastindex else None,
        language=language,
        is_article=is_article,
        is_wipo=True,
        is_excluded=is_excluded,
    )


def _other_address(host: str, path: str, query: list[tuple[str, str]]) -> Address:
    story_path, language = _split_language(path)
    tail = f"?{urlencode(query)}" if query else ""
    name = f"{host}{path}{tail}"
    return Address(
        url=f"https://{name}",
        visit=f"https://{name}",
        id=name,
        story=f"{host}{story_path}{tail}",
        stream=None,
        language=language,
        is_article=False,
        is_wipo=False,
        is_excluded=False,
    )


def _plain_path(path: str) -> str:
    """Drop path parameters (`;jsessionid=…`), dot segments, doubled slashes and the slash after an item's name."""
    path = re.sub(r";[^/]*", "", path)
    plain = normpath(path).replace("//", "/")
    is_item = plain.endswith(".html") or "/w/" in plain or "/articles/" in plain
    return plain if is_item or plain == "/" or not path.endswith("/") else f"{plain}/"


def _split_language(path: str) -> tuple[str, str | None]:
    """Return the path with `*` for its first segment that is a language, and that language."""
    segments = path.split("/")
    for index, segment in enumerate(segments):
        if (len(segment) == 2 or "-" in segment) and (found := _LANGUAGE.match(segment)):
            return "/".join((*segments[:index], "*", *segments[index + 1 :])), found[1]
    return path, None


@dataclass(frozen=True)
class EntryPoint:
    """An entry of a stream in one language (and year), ready to be requested."""

    url: str
    stream: str
    language: str
    kind: EntryKind
    seen: bool
    year: int | None = None


def entry_points(stream: Stream, languages: tuple[str, ...], years: range) -> Iterator[EntryPoint]:
    """Yield the stream's entry points in these languages; year archives for the years given, newest first."""
    for entry in stream.entries:
        for language in languages:
            if "{language}" not in entry.path and language != "en":
                continue
            for year in sorted(years, reverse=True) if entry.kind == "years" else (0,):
                if year >= (entry.first_year or 0):
                    url = f"https://{HOST}{entry.path.format(language=language, year=year)}"
                    yield EntryPoint(url, stream.key, language, entry.kind, language in entry.seen, year or None)


def is_next_listing(url: str, listing: str) -> bool:
    """Tell whether `url`, linked from a listing, goes on with it: another page, a year or an issue below it."""
    here, there = address(listing), address(url)
    if there.is_article or there.is_excluded or there.language != here.language or there.id == here.id:
        return False
    path, _, query = there.id.partition("?")
    base, _, base_query = here.id.partition("?")
    rest = [pair for pair in parse_qsl(query) if not _PAGE.fullmatch(pair[0])]
    if path == base:
        return rest == [pair for pair in parse_qsl(base_query) if not _PAGE.fullmatch(pair[0])]
    return not rest and there.stream == here.stream and there.stream is not None and _PERIOD.search(path) is not None
