"""A text rendition of a page: one block a line."""

import re

from wipo_scraper.extraction.page import Page, PageBlock

_END = re.compile(r"[.!?。！？؟]")


def read_plain(text: str, url: str) -> Page:
    """Lines to blocks; the navigation line is passed over."""
    page = Page(url, url, plain=True)
    for line in text.splitlines():
        line = " ".join(line.split())
        if line and not is_navigation(line):
            page.blocks.append(PageBlock("paragraph", line, order=len(page.blocks)))
    return page


def is_navigation(line: str) -> bool:
    """A long line of labels: hardly any punctuation."""
    return len(line) > 300 and len(_END.findall(line)) * 200 < len(line)
