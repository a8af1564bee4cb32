"""The headline: the article's own, among section names, hidden twins and the <title> with its suffix."""

import re

from wipo_scraper.article import Source
from wipo_scraper.extraction import frame
from wipo_scraper.extraction.page import Page, PageBlock

_CODE = re.compile(r"\s*[(\[]?(?:PR|UPD|MA)/\d{4}/\d+[)\]]?\s*$")
_SUFFIX = re.compile(r"\s+[|\-–—·»:]\s+")
_KEY = re.compile(r"\W+")


def _key(text: str) -> str:
    return _KEY.sub("", text).casefold()


def find_headline(page: Page) -> tuple[str | None, PageBlock | None, Source | None]:
    """The headline, the block that shows it (None where only the head names it), and the evidence."""
    if page.plain:
        first = next((block for block in page.blocks if not frame.is_kicker(block.text)), None)
        return (_clean(first.text), first, Source(from_="text", text=first.text)) if first else (None, None, None)
    declared = [
        value for value in (page.meta.get("og:title", ""), page.title, page.meta.get("twitter:title", "")) if value
    ]
    keys = [_key(value) for value in declared]
    best: PageBlock | None = None
    score = 0.0
    for block in page.blocks:
        if block.kind != "heading" and block.role != "headline":
            continue
        text = block.text
        key = _key(text)
        if not key or frame.is_kicker(text) or frame.is_related(text) or frame.is_share(text) or len(text) > 300:
            continue
        value = {1: 4.0, 2: 2.0}.get(block.level, 1.0)
        if block.role == "headline":
            value += 1
        for other in keys:
            if key == other:
                value += 5
            elif len(key) > 12 and key in other:
                value += 4
            elif len(key) > 12 and other and other in key:
                value += 2
        if len(text) < 15:
            value -= 1
        value -= min(block.order, 60) / 60
        if value > score:
            best, score = block, value
    if best is not None and score >= 2.5:
        return _clean(best.text), best, Source(from_="heading", text=best.text)
    for key_text, source in ((page.meta.get("og:title", ""), "open_graph"), (page.title, "title_element")):
        if key_text:
            title = _clean(_SUFFIX.split(key_text)[0] if source == "title_element" else key_text)
            block = next((block for block in page.blocks if _key(block.text) == _key(title)), None)
            return title, block, Source(from_=source, text=key_text)
    return None, None, None


def _clean(text: str) -> str:
    return _CODE.sub("", text).strip()
