"""One parse of the page, and nothing lost in it.

libxml2 drops whatever is nested deeper than it allows, and all that follows. Such a page is parsed once more after
the innermost tags have been lifted out, and they are counted.
"""

import re

from lxml import etree

from wipo_scraper.extraction.hints import words

PARSER_DEPTH = 2048  # libxml2's limit
SAFE_DEPTH = 200  # deeper tags are lifted out when the limit was hit

_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>")
# Elements without end tags, and those that the parser closes by itself.
_KEPT = frozenset(
    name.encode()
    for name in words(
        "area base br col embed hr img input link meta param source track wbr p li h1 h2 h3 h4 h5 h6 tr td th option"
    )
)


def parse(data: bytes) -> tuple[etree._Element | None, int]:
    """The root element (None for a page without any), and how many tags had to be lifted out."""
    if b"\0" in data:
        data = data.replace(b"\0", b"")
    root = _parse(data)
    if root is None or _rightmost_depth(root) < PARSER_DEPTH - 2:
        return root, 0
    data, lifted = _lift(data)
    return _parse(data), lifted


def _parse(data: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError:  # nothing in it
        return None


def _rightmost_depth(root: etree._Element) -> int:
    """Depth of the last element: where the parser stopped, if it stopped."""
    depth, element = 0, root
    while len(element):
        element = element[-1]
        depth += 1
    return depth


def _lift(data: bytes) -> tuple[bytes, int]:
    """Take the tags out that are nested deeper than SAFE_DEPTH; their text stays."""
    depth = lifted = 0

    def keep(match: re.Match[bytes]) -> bytes:
        nonlocal depth, lifted
        if match[2].lower() in _KEPT:
            return match[0]
        if match[1]:
            depth = max(0, depth - 1)
            return b"" if depth >= SAFE_DEPTH else match[0]
        depth += 1
        if depth > SAFE_DEPTH:
            lifted += 1
            return b" "
        return match[0]

    return _TAG.sub(keep, data), lifted
