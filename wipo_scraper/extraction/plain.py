"""A text rendition of a page: one block a line."""

import re

from wipo_scraper.extraction.page import Page, PageBlock

_END = re.compile(r"[.!?。！？؟](?![.…])(?=\s|$)|[。！？]")
_WORD = re.compile(r"[^\W\d_]+")
_ELLIPSIS = re.compile(r"\.{2,}|…")
SHORTEST_NAVIGATION = 120  # characters
MOST_GROUPS = 25  # groups of signs in a line of a script without capitals, that is no list of labels
LONG = 300  # without one full stop, in whatever script


def read_plain(text: str, url: str) -> Page:
    """Lines to blocks; the navigation line is passed over."""
    page = Page(url, url, plain=True)
    for raw in text.splitlines():
        line = " ".join(raw.split())
        if line and not is_navigation(line):
            page.blocks.append(PageBlock("paragraph", line, order=len(page.blocks)))
    return page


def is_navigation(line: str) -> bool:
    """A long line of labels: no sentence in it, and hardly a word that does not begin one."""
    if len(line) < SHORTEST_NAVIGATION or len(_END.findall(_ELLIPSIS.sub("", line))) * LONG > len(line):
        return False
    if len(line) >= LONG:
        return True
    words = _WORD.findall(line)
    capital = sum(1 for word in words if word[0].isupper())
    has_case = line.lower() != line.upper()
    return capital * 3 >= len(words) if has_case else len(line.split()) > MOST_GROUPS
