"""Other extractors, each as a function of a page. One that is not installed is named and left out."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata

import lxml.html

from wipo_scraper import NotAnArticle, extract


@dataclass(frozen=True, slots=True)
class Found:
    """What a tool says of a page."""

    text: str
    title: str | None = None
    date: str | None = None


Extractor = Callable[[bytes, str], Found]


def ours(page: bytes, url: str) -> Found:
    """The full record, quotes and speakers included."""
    try:
        article = extract(page, url)
    except NotAnArticle:
        return Found("")
    return Found(article.text, article.title, article.date)


def parse_alone(page: bytes, _url: str) -> Found:
    """What every tool on lxml pays at least."""
    lxml.html.fromstring(page)
    return Found("")


def _trafilatura() -> Extractor:
    from trafilatura import bare_extraction

    def run(page: bytes, url: str) -> Found:
        found = bare_extraction(page, url=url, with_metadata=True)
        return Found(found.text or "", found.title, found.date) if found else Found("")

    return run


def _readability() -> Extractor:
    from readability import Document

    def run(page: bytes, _url: str) -> Found:
        document = Document(page.decode("utf-8", "replace"))
        body = lxml.html.fromstring(document.summary())
        return Found("\n".join(body.itertext()), document.short_title())

    return run


def _newspaper() -> Extractor:
    from newspaper import Article

    def run(page: bytes, url: str) -> Found:
        article = Article(url)
        article.download(input_html=page.decode("utf-8", "replace"))
        article.parse()
        date = article.publish_date
        return Found(article.text, article.title or None, date.date().isoformat() if date else None)

    return run


def _resiliparse() -> Extractor:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    def run(page: bytes, _url: str) -> Found:
        tree = HTMLTree.parse(page.decode("utf-8", "replace"))
        return Found(extract_plain_text(tree, main_content=True, alt_texts=False), tree.title or None)

    return run


_PEERS: dict[str, Callable[[], Extractor]] = {
    "trafilatura": _trafilatura,
    "readability-lxml": _readability,
    "newspaper4k": _newspaper,
    "resiliparse": _resiliparse,
}


def peers() -> tuple[dict[str, Extractor], list[str]]:
    """The installed ones by name and version, and the names of those that are not installed."""
    found, missing = {}, []
    for name, load in _PEERS.items():
        try:
            found[f"{name} {metadata.version(name)}"] = load()
        except (metadata.PackageNotFoundError, ImportError):
            missing.append(name)
    return found, missing
