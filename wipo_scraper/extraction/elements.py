"""One walk over the parsed tree.

Subtrees that no reader sees, or that are named as navigation, are passed over unread; what they say for machines
(structured data, the language switcher's addresses) is kept.
"""

import re

from lxml import etree

from wipo_scraper.article import BlockKind
from wipo_scraper.extraction.gather import Gatherer, collapse
from wipo_scraper.extraction.hints import Hint, hint, words
from wipo_scraper.extraction.page import Box, Page, PageImage, Stamp, join, measure

MOST_CHECKS = 8  # times that a paragraph may be counted to check names; keeps the walk linear

INLINE, BREAK, IMAGE, SKIP, META, BLOCK = range(6)

_PARTS = {
    INLINE: """
        a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q ruby s samp
        small span strike strong sub sup time tt u var rb
        """,
    BREAK: "br",
    IMAGE: "img",
    SKIP: """
        script style noscript template svg math iframe object embed video audio canvas select option textarea
        button input nav menu dialog map datalist rt rp frameset applet progress meter hr
        """,
    META: "title meta link base head",
}
_PART: dict[object, int] = {tag: part for part, tags in _PARTS.items() for tag in tags.split()}
_EMPHASIS = words("b strong em i u cite dfn")
_BOLD = words("b strong")
_NAMED = words("span small cite em i a")  # inline elements whose names are looked at
_KIND: dict[str, BlockKind] = {"li": "list_item", "blockquote": "block_quote", "footer": "paragraph"}
_UNREAD = frozenset(("hidden", "chrome"))
_SIBLINGS = words("dd dt")  # the parser nests them where their end tags are left out
_OWN_HINT: dict[str, Hint] = {"figcaption": "caption", "aside": "side", "form": "chrome"}
_SMALL_FOOTER = 200  # characters of a footer that can name the source or the date of what it stands in
_TELLING = words("hidden aria-hidden style role languageoptions itemprop data-component")
_CHROME_ROLES = words("navigation contentinfo search dialog alertdialog menu menubar tablist toolbar")
_SHORTEST_LEAD = 60  # characters
_LARGE_FONT = words("4 5 6 7 +1 +2 +3 +4")  # of <font size>
_LARGE = {"pt": 13.5, "px": 18.0, "em": 1.3, "rem": 1.3, "%": 130.0}  # from where on letters are those of a headline
_FONT_SIZE = re.compile(r"font-size\s*:\s*(\d+(?:\.\d+)?)\s*(pt|px|r?em|%)", re.IGNORECASE)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_WHOLE = words("body main article")  # never passed over for their names
_META_DATES = """
    article:published_time datepublished og:published_time publishdate pubdate publish-date parsely-pub-date
    sailthru.date dc.date.issued dcterms.issued dcterms.created citation_publication_date publication_date
    article.published dc.date date
"""
META_DATES = tuple(_META_DATES.split())
"""Names under which the head states when a page was published, the surest first."""
META_NAMES = frozenset((*META_DATES, "og:title", "og:site_name"))


def read_page(root: etree._Element, url: str, *, trust_names: bool = True) -> Page:
    """Read a parsed page. `trust_names`: pass over what its class or id calls navigation."""
    page = Page(url, url, html_language=root.get("lang") or "")
    _Walker(page, root, trust_names=trust_names).walk(root)
    measure(page)
    return page


class _Walker:
    """Opens and closes the boxes of one page."""

    def __init__(self, page: Page, root: etree._Element, *, trust_names: bool) -> None:
        self.page = page
        self.trust_names = trust_names
        self.running_text, self.paragraphs = _running_text(root) if trust_names else (0, 0)
        self.spent = 0  # paragraphs counted again to check a name
        self.box = Box("html", None, 0, "paragraph")
        page.boxes.append(self.box)
        self.open = [self.box]
        self.text = Gatherer(page, self.box)
        self.spans: list[etree._Element] = []  # open inline elements that are blocks by their name
        self.large: list[etree._Element] = []  # open elements in large letters

    def walk(self, root: etree._Element) -> None:
        """One pass, two events an element."""
        walker = etree.iterwalk(root, events=("start", "end"))
        starts = (self.open_inline, self.break_line, self.image, self.pass_over, self.meta, self.open_block)
        ends = {INLINE: self.close_inline, BLOCK: self.close_block}
        gatherer, part_of, skip = self.text, _PART.get, walker.skip_subtree
        add = gatherer.add
        skipped: etree._Element | None = None
        for event, element in walker:
            tag = element.tag
            part = part_of(tag, BLOCK)
            if event == "start":
                if not starts[part](element, tag):
                    skip()
                    skipped = element
                    continue
                text = element.text
            else:
                if element is skipped:
                    skipped = None
                elif part in ends:
                    ends[part](element, tag)
                text = element.tail
            if text:
                if text.isspace():
                    gatherer.space = True
                else:
                    add(text)
        gatherer.flush()

    # What starts an element returns False if what is in it is not to be read.

    def open_inline(self, element: etree._Element, tag: str) -> bool:
        """Links, emphasis, times; captions and credits in a <span> are blocks of their own."""
        if tag in _NAMED:
            names = element.get("class")
            mark = hint(names) if names else ""
            if mark == "hidden" or _is_hiding(element.get("style")):
                return False
            is_heading = tag == "span" and element.get("role") == "heading"
            if is_heading or (mark in ("caption", "credit") and tag != "a"):
                is_open = self.open_block(element, tag)
                if is_open:
                    self.spans.append(element)
                return is_open
            if tag == "span" and names and self.box.hint == "caption":
                self.text.space = True  # parts of a caption are set apart by their style
            if tag == "a":
                self.open_link(element)
        if tag in _EMPHASIS:
            self.text.open_emphasis(bold=tag in _BOLD)
        elif (tag == "font" and element.get("size") in _LARGE_FONT) or (tag == "span" and _is_large(element)):
            self.open_large(element)
        elif tag == "time" and (stamp := element.get("datetime")):
            self.page.stamps.append(Stamp(stamp, _is_published(element)))
        return True

    def stamp(self, unread: etree._Element) -> None:
        """Keep the day of publication that an element states which is not read as text."""
        for element in unread.iter("time"):
            stamp = element.get("datetime")
            if stamp and _is_published(element):
                self.page.stamps.append(Stamp(stamp, published=True))
            elif not stamp and element.text:
                self.page.stamps.append(Stamp(element.text, published=False))

    def open_large(self, element: etree._Element) -> None:
        """What stands in large letters counts as bold: old pages have no other headings."""
        self.large.append(element)
        self.text.bold_depth += 1

    def close_large(self, element: etree._Element) -> None:
        if self.large and element is self.large[-1]:
            self.large.pop()
            self.text.bold_depth -= 1

    def open_link(self, element: etree._Element) -> None:
        href = element.get("href")
        if href is None:
            return
        self.text.open_link(href)
        if (language := element.get("hreflang")) is not None:
            self.page.alternates.append((language, href))

    def close_inline(self, element: etree._Element, tag: str) -> None:
        if self.spans and element is self.spans[-1]:
            self.spans.pop()
            self.close_block(element, tag)
        elif tag == "a":
            self.text.close_link()
        elif tag in _EMPHASIS:
            self.text.close_emphasis(bold=tag in _BOLD)
        else:
            self.close_large(element)

    def open_block(self, element: etree._Element, tag: object) -> bool:
        """Any other element parts the text before it from the text in it."""
        gatherer = self.text
        if gatherer.pieces:
            gatherer.flush()
        if not isinstance(tag, str):  # an entity or instruction
            return False
        mark: Hint = ""
        level = _HEADINGS.get(tag, 0)
        keys = element.keys()
        if keys:
            names, key = element.get("class"), element.get("id")
            if names or key:
                mark = hint(f"{names} {key}" if names and key else names or key or "")
            if not _TELLING.isdisjoint(keys):
                mark, level = self.told(element, mark, level)
        if tag in _OWN_HINT:
            mark = mark or _OWN_HINT[tag]
        if mark == "chrome" and _captions(element):
            mark = "caption"
        if (mark in _UNREAD and self.is_unread(element, tag, mark)) or (tag == "footer" and not _is_note(element)):
            self.stamp(element)
            return False
        self.open_box(element, tag, mark, level)
        if keys and _is_large(element):
            self.open_large(element)
        return True

    def open_box(self, element: etree._Element, tag: str, mark: Hint, level: int) -> None:
        parent = self.box
        kind: BlockKind = "heading" if level else _KIND.get(tag) or parent.kind
        if kind == "heading":
            level = level or parent.level
        elif tag == "table" and _is_data(element):
            kind = "table"
        if tag in _SIBLINGS and parent.tag in _SIBLINGS and parent.parent is not None:
            parent = parent.parent
        self.box = self.text.box = Box(tag, parent, parent.depth + 1, kind, mark, level)
        self.open.append(self.box)
        self.page.boxes.append(self.box)

    def told(self, element: etree._Element, mark: Hint, level: int) -> tuple[Hint, int]:
        """What attributes other than the names say: hidden, or a heading."""
        get = element.get
        if get("hidden") is not None or get("aria-hidden") == "true" or _is_hiding(get("style")):
            return "hidden", level
        if not mark and (name := get("itemprop") or get("data-component")):
            mark = hint(name)
        role = get("role")
        if role == "heading" and not level:
            level = _level(get("aria-level"))
        elif role in _CHROME_ROLES and not mark:
            mark = "chrome"
        if options := get("languageoptions"):
            self.page.language_options = options
        return mark, level

    def is_unread(self, element: etree._Element, tag: str, mark: Hint) -> bool:
        """Whether to pass over what is hidden or named as chrome: not if the headline or most text is in it."""
        if mark == "hidden":
            return tag != "body"
        if tag == "form":
            return not _has_headline(element)
        if not self.trust_names or tag in _WHOLE or _has_headline(element):
            return False
        if self.spent > MOST_CHECKS * self.paragraphs:
            return True
        inside, paragraphs = _running_text(element)
        self.spent += paragraphs
        if paragraphs == 1 and inside >= _SHORTEST_LEAD and _is_lead(element):
            return False
        return inside * 2 <= self.running_text

    def close_block(self, element: etree._Element, _tag: object) -> None:
        if self.text.pieces:
            self.text.flush()
        self.close_large(element)
        self.open.pop()
        self.box = self.text.box = self.open[-1]

    def break_line(self, _element: etree._Element, _tag: object) -> bool:
        self.text.break_line()
        return True

    def meta(self, element: etree._Element, _tag: object) -> bool:
        read_head(self.page, element)
        return False

    def image(self, element: etree._Element, _tag: object) -> bool:
        get = element.get
        source = get("data-src") or get("data-original") or get("data-lazy-src") or get("src") or ""
        if not source or source.startswith("data:"):
            source = (get("srcset") or get("data-srcset") or "").split(" ")[0]
        if source:
            order = len(self.page.blocks) + bool(self.text.pieces)
            image = PageImage(source, get("alt") or "", _pixels(get("width")), _pixels(get("height")), order, self.box)
            self.page.images.append(image)
        return True

    def pass_over(self, element: etree._Element, tag: str) -> bool:
        """What is not read as text may still say something."""
        if tag == "script":
            if element.get("type") == "application/ld+json" and element.text:
                self.page.json_ld.append(element.text)
        elif tag == "hr":
            self.text.flush()
            self.text.after_rule = True
        elif tag not in ("style", "noscript", "template"):
            self.text.flush()
        return False


def read_head(page: Page, head: etree._Element) -> None:
    """What the head declares. In a broken page a <meta> or <title> may stand in the body by itself."""
    for element in head if len(head) else (head,):
        tag, get = element.tag, element.get
        if tag == "meta":
            name = (get("property") or get("name") or get("itemprop") or "").lower()
            if name in META_NAMES:
                page.meta.setdefault(name, collapse(get("content") or ""))
        elif tag == "link":
            if (language := get("hreflang")) is not None and get("rel") == "alternate":
                page.alternates.append((language, get("href") or ""))
        elif tag == "title":
            if not page.title and element.text:
                page.title = collapse(element.text)
        elif tag == "base":
            page.base = join(page.base, get("href") or "") or page.base
        elif tag == "script" and element.get("type") == "application/ld+json" and element.text:
            page.json_ld.append(element.text)


def _captions(element: etree._Element) -> bool:
    """Whether an element is the foot of an image: alone with it, and without links."""
    parent, before = element.getparent(), element.getprevious()
    if before is None or before.tag != "img" or parent is None or len(parent) != 2:
        return False
    return element.find(".//a") is None and element.find(".//button") is None


def _is_data(table: etree._Element) -> bool:
    """A table of data, not one that lays the page out."""
    if any(table.find(f".//{tag}") is not None for tag in ("table", "p", "div", "h1", "h2", "ul")):
        return False
    return table.find(".//th") is not None or len(table.findall(".//tr")) > 1


def _is_hiding(style: str | None) -> bool:
    if not style:
        return False
    squeezed = style.replace(" ", "").lower()
    return "display:none" in squeezed or "visibility:hidden" in squeezed


def _is_published(time: etree._Element) -> bool:
    return time.get("itemprop") == "datePublished" or time.get("pubdate") is not None


def _is_note(footer: etree._Element) -> bool:
    """Whether a footer is one of a quotation or of the article's head, not of the page."""
    parent = footer.getparent()
    if parent is None or parent.tag not in ("blockquote", "figure", "article", "header"):
        return False
    return sum(len(text.strip()) for text in footer.itertext()) <= _SMALL_FOOTER


def _is_lead(element: etree._Element) -> bool:
    """Whether what is named a teaser is the article's own lead: a paragraph and nothing else, no link in it."""
    names = f"{element.get('class')} {element.get('id')}".lower()
    return "teaser" in names and element.find(".//a") is None and element.find(".//img") is None


def _is_large(element: etree._Element) -> bool:
    """Whether the element's own style sets large letters."""
    style = element.get("style")
    size = _FONT_SIZE.search(style) if style else None
    return size is not None and float(size[1]) >= _LARGE[size[2].lower()]


def _has_headline(element: etree._Element) -> bool:
    return element.find(".//h1") is not None


def _running_text(element: etree._Element) -> tuple[int, int]:
    """Characters in paragraphs, and their number."""
    lengths = [len(paragraph.text) for paragraph in element.iter("p") if paragraph.text]
    return sum(lengths), len(lengths)


def _level(value: str | None) -> int:
    return int(value) if value and value in "123456" and len(value) == 1 else 2


def _pixels(value: str | None) -> int:
    digits = (value or "").strip().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 0
