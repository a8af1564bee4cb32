"""A text rendition of a page: one block a line."""

import re

from wipo_scraper.extraction.gather import collapse
from wipo_scraper.extraction.page import Page, PageBlock

_STOP = re.compile(r"[.!?؟](?![.…])(?=[\"'”’»)\]]*(?:\s|$))|[。！？]")
_WORD = re.compile(r"[^\W\d_]+")
_ELLIPSIS = re.compile(r"\.{2,}|…")
SHORTEST_NAVIGATION = 160  # characters; longer than a headline
FEWEST_LABELS = 25  # words, or groups of signs in a script without capitals, that are more than a headline has
LONGEST_SENTENCE = 1500  # characters a sentence may have; navigation has thousands without a full stop


def read_plain(text: str, url: str) -> Page:
    """Lines to blocks; the navigation line is passed over."""
    page = Page(url, url, plain=True)
    for raw in text.splitlines():
        line = collapse(raw)
        if line and not is_navigation(line):
            page.blocks.append(PageBlock("paragraph", line, order=len(page.blocks)))
    return page


def is_navigation(line: str) -> bool:
    """A long line of labels: no sentence in it, and mostly words that begin with a capital."""
    if len(line) < SHORTEST_NAVIGATION:
        return False
    stops = len(_STOP.findall(_ELLIPSIS.sub("", line)))
    if stops * LONGEST_SENTENCE > len(line):
        return False
    if line.lower() == line.upper():  # a script without capitals
        return len(line.split()) > FEWEST_LABELS
    words = _WORD.findall(line)
    return len(words) > FEWEST_LABELS and sum(word[0].isupper() for word in words) * 3 >= len(words)
