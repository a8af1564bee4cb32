"""Links in the body, and the other language versions that the page states."""

import json
import re

from wipo_scraper import site
from wipo_scraper.article import Link, Translation
from wipo_scraper.extraction.page import Page, PageBlock, join

_SCHEMES = ("https://", "http://", "mailto:")
_LANGUAGE = re.compile(r"([a-zA-Z]{2,3})(?:[-_][A-Za-z0-9-]+)?")


def absolute(page: Page, address: str) -> str | None:
    """The address in full; None for what is no address of a page."""
    if address.startswith(("https://", "http://")):
        return address
    url = join(page.base, address)
    return url if url is not None and url.startswith(_SCHEMES) else None


def resolve(page: Page, body: list[PageBlock]) -> None:
    """Make the addresses of the body's links absolute; drop those that lead nowhere."""
    for block in body:
        if block.links:
            block.links = [
                (start, end, url) for start, end, to in block.links if (url := absolute(page, to)) is not None
            ]


def links_of(body: list[PageBlock]) -> list[Link]:
    """The body's links, without those to a place on the page itself."""
    return [
        Link(text=block.text[start:end], url=url) for block in body for start, end, url in block.links if end > start
    ]


def translations_of(page: Page) -> list[Translation]:
    """Other language versions: hreflang first, then the language switcher's own list."""
    stated = page.alternates + _options(page.language_options)
    found: dict[str, Translation] = {}
    own = _canonical(page.url)
    for tag, to in stated:
        match = _LANGUAGE.fullmatch(tag.strip())
        url = absolute(page, to)
        if match is None or url is None or not to.strip() or to.startswith("#"):
            continue
        code, canonical = match[1].lower(), _canonical(url)
        if canonical is not None and canonical != own and code not in found:
            found[code] = Translation(language=code, url=canonical)
    return list(found.values())


def _canonical(url: str) -> str | None:
    try:
        return site.address(url).url
    except ValueError:
        return None


def _options(raw: str) -> list[tuple[str, str]]:
    """The attribute of the navigation bar: [{"code": "ar", "link": "/…"}, …]."""
    if not raw:
        return []
    try:
        options = json.loads(raw)
    except ValueError:
        return []
    if not isinstance(options, list):
        return []
    pairs = [(option.get("code"), option.get("link")) for option in options if isinstance(option, dict)]
    return [(code, link) for code, link in pairs if isinstance(code, str) and isinstance(link, str)]
