"""A page as blocks in reading order: one walk over the parsed tree.

The walk keeps what the fields are read from: blocks of text with their kind and place, images with their neighbours,
the head's metadata. Subtrees that no reader sees or that are named as navigation are passed over unread.
"""

from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml import etree

from wipo_scraper.article import BlockKind
from wipo_scraper.extraction.hints import Hint, hint


@dataclass(slots=True, eq=False)
class Box:
    """A block-level element: where blocks live."""

    tag: str
    parent: "Box | None"
    depth: int
    kind: BlockKind  # of the blocks directly inside
    hint: Hint  # what its own names say
    level: int = 0  # of a heading
    figure: int = 0  # number of the enclosing figure, 0 outside
    size: int = 0  # characters in its subtree
    images: int = 0  # in its subtree
    teaser: bool = False  # an item of a list: a linked heading and a few lines


@dataclass(slots=True, eq=False)
class PageBlock:
    """One block of a page in reading order. Offsets in `links` and `emphasis` count in `text`."""

    kind: BlockKind
    text: str  # white space collapsed
    links: list[tuple[int, int, str]] = field(default_factory=list)  # start, end, absolute address
    emphasis: list[tuple[int, int]] = field(default_factory=list)  # set in bold, italics or underline
    bold: bool = False  # the whole block is set in bold
    level: int = 0  # of a heading: 1–6
    start: int = -1  # offset in the article's text; -1 while it is not part of the body
    box: Box | None = None
    lines: tuple[str, ...] = ()  # where the page breaks the line inside the block
    opens_line: bool = False  # follows a line break, not a text
    order: int = 0  # place among the page's blocks
    role: Hint = ""  # what the names of the elements around it say


@dataclass(slots=True, eq=False)
class PageImage:
    """An image element: as written, and where it stands."""

    url: str
    alt: str
    title: str
    width: int
    height: int
    order: int  # number of blocks before it
    box: Box
    link: str | None


@dataclass(slots=True)
class Stamp:
    """A machine-readable time in the page: <time datetime>, and the words in it."""

    datetime: str
    published: bool  # named so: itemprop="datePublished", pubdate


@dataclass(slots=True)
class Page:
    """What the fields are read from."""

    url: str
    base: str  # relative addresses start here
    plain: bool = False  # a text rendition: one block a line
    blocks: list[PageBlock] = field(default_factory=list)
    images: list[PageImage] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    title: str = ""  # the <title> element
    meta: dict[str, str] = field(default_factory=dict)
    json_ld: list[str] = field(default_factory=list)
    alternates: list[tuple[str, str]] = field(default_factory=list)  # language, address: <link hreflang>
    language_options: str = ""  # the switcher's own attribute, as JSON
    html_language: str = ""
    lifted: int = 0  # tags nested deeper than the parser allows, taken out before parsing


_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q ruby s samp small span strike
    strong sub sup time tt u var rb""".split()
)
_NAMED = frozenset("span small cite em i".split())
_EMPHASIS = frozenset("b strong em i u cite dfn".split())
_BOLD = frozenset("b strong".split())
_SKIP = frozenset(
    """script style noscript template svg math iframe object embed video audio canvas select option textarea button input nav
    menu dialog map datalist footer rt rp frameset applet progress meter""".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HEAD = frozenset("title meta link base html head".split())
# A name is believed only of an element with no more text than this: "category" may be the class of a whole article.
_ROLE_SIZE: dict[Hint, int] = {
    "caption": 600, "credit": 300, "byline": 300, "date": 150, "headline": 400, "kicker": 100, "pull_quote": 600, "side": 2500,
}  # fmt: skip
_META = (
    "title",
    "published",
    "date",
    "author",
    "image",
    "url",
    "locale",
    "type",
    "modified",
    "site_name",
    "language",
    "created",
    "issued",
)
_BLANK = " \x1e"
TEASER_SIZE = 700  # characters, heading included
MOST_CHECKS = 200  # of names against the text; keeps the walk linear
_BREAK = "\x1e"  # stands for <br> while a block's text is gathered


class Walker:
    """Gathers one page. `trust_names` passes over what its class or id calls navigation."""

    def __init__(self, page: Page, *, trust_names: bool) -> None:
        self.page = page
        self.trust_names = trust_names
        self.running_text = 0
        self.checks = 0
        self.box = Box("body", None, 0, "paragraph", "")
        self.figures = 0
        self.spans: list[etree._Element] = []  # open inline elements that are blocks by their name
        self.pieces: list[str] = []
        self.length = 0
        self.space = False  # a space is due before the next text
        self.links: list[tuple[int, int, str]] = []
        self.href: str | None = None
        self.link_start = 0
        self.emphasis: list[tuple[int, int]] = []
        self.emphasized = 0
        self.emphasis_start = 0
        self.bold_depth = 0
        self.bold_length = 0

    def walk(self, root: etree._Element) -> None:
        """One pass, two events an element."""
        self.running_text = _running_text(root)
        walker = etree.iterwalk(root, events=("start", "end"))
        skip = walker.skip_subtree
        add = self.add
        skipped: etree._Element | None = None
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if tag in _INLINE:
                    if tag in _NAMED and self.is_caption(element):
                        self.open_block(element, tag)
                        self.spans.append(element)
                        if element.text:
                            add(element.text)
                    elif self.open_inline(element, tag):
                        if element.text:
                            add(element.text)
                    else:
                        skip()
                        skipped = element
                elif tag == "br":
                    self.pieces.append(_BREAK)
                    self.length += 1
                    self.space = False
                elif tag == "img":
                    self.image(element)
                elif tag in _SKIP:
                    self.pass_over(element, tag)
                    skip()
                    skipped = element
                elif tag in _HEAD:
                    self.head(element, tag)
                elif self.open_block(element, tag):
                    if element.text:
                        add(element.text)
                else:
                    skip()
                    skipped = element
            else:
                if element is skipped:
                    skipped = None
                elif tag in _INLINE:
                    if self.spans and element is self.spans[-1]:
                        self.spans.pop()
                        self.close_block()
                    else:
                        self.close_inline(tag)
                elif tag not in _HEAD and tag != "br" and tag != "img":
                    self.close_block()
                if element.tail:
                    add(element.tail)
        self.flush()

    # Text

    def add(self, text: str) -> None:
        """Append with white space collapsed."""
        words = text.split()
        if not words:
            self.space = True
            return
        if (self.space or text[0].isspace()) and self.length and self.pieces[-1] != _BREAK:
            self.pieces.append(" ")
            self.length += 1
        joined = " ".join(words)
        self.pieces.append(joined)
        self.length += len(joined)
        self.space = text[-1].isspace()
        if self.bold_depth:
            self.bold_length += len(joined)

    def flush(self) -> None:
        """Close the block that is being gathered."""
        if not self.pieces:
            self.space = False
            return
        if self.href is not None and self.length > self.link_start:
            self.links.append((self.link_start, self.length, self.href))
        if self.emphasized and self.length > self.emphasis_start:
            self.emphasis.append((self.emphasis_start, self.length))
        text = "".join(self.pieces)
        if not text.isspace():
            self.block(text)
        self.pieces = []
        self.length = self.link_start = self.emphasis_start = self.bold_length = 0
        self.space = False
        self.links = []
        self.emphasis = []

    def block(self, text: str) -> None:
        """Append the gathered text as a block, or as several where two line breaks part it."""
        start = 0
        parts = text.split(_BREAK + _BREAK) if _BREAK + _BREAK in text else [text]
        for part in parts:
            stripped = part.strip(_BLANK)
            if stripped:
                self.append(stripped, start + part.index(stripped[0]), whole=len(parts) == 1)
                self.page.blocks[-1].opens_line = text[0] == _BREAK
            start += len(part) + 2

    def append(self, text: str, offset: int, *, whole: bool) -> None:
        """One block, which began at `offset` of the gathered text."""
        box = self.box
        lines: tuple[str, ...] = ()
        if _BREAK in text:
            lines = tuple(line for line in (line.strip() for line in text.split(_BREAK)) if line)
            text = text.replace(_BREAK, " ")
        block = PageBlock(box.kind, text, box=box, level=box.level, lines=lines, order=len(self.page.blocks))
        end = offset + len(text)
        if self.links:
            block.links = [
                (max(a, offset) - offset, min(b, end) - offset, href)
                for a, b, href in self.links
                if a < end and b > offset
            ]
        if self.emphasis:
            block.emphasis = [
                (max(a, offset) - offset, min(b, end) - offset) for a, b in self.emphasis if a < end and b > offset
            ]
        block.bold = whole and self.bold_length * 10 >= 9 * len(text)
        self.page.blocks.append(block)

    # Elements

    def open_inline(self, element: etree._Element, tag: str) -> bool:
        """False: not to be read."""
        if tag == "a":
            href = element.get("href")
            if href is not None:
                self.href = href
                self.link_start = self.length + (1 if self.space and self.length else 0)
        elif tag in _EMPHASIS:
            if not self.emphasized:
                self.emphasis_start = self.length + (1 if self.space and self.length else 0)
            self.emphasized += 1
            self.bold_depth += tag in _BOLD
        elif tag == "time":
            stamp = element.get("datetime")
            if stamp:
                published = element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
                self.page.stamps.append(Stamp(stamp, published))
        if tag == "span" or tag == "a":
            names = element.get("class")
            if names and hint(names) == "hidden":
                return self.abandon(tag)
            style = element.get("style")
            if style and _is_hiding(style):
                return self.abandon(tag)
        return True

    @staticmethod
    def is_caption(element: etree._Element) -> bool:
        """Whether an inline element is named as a caption or a credit."""
        names = element.get("class")
        return names is not None and hint(names) in ("caption", "credit")

    def abandon(self, tag: str) -> bool:
        if tag == "a":
            self.href = None
        return False

    def close_inline(self, tag: str) -> None:
        if tag == "a":
            if self.href is not None and self.length > self.link_start:
                self.links.append((self.link_start, self.length, self.href))
            self.href = None
        elif tag in _EMPHASIS and self.emphasized:
            self.emphasized -= 1
            self.bold_depth -= tag in _BOLD
            if not self.emphasized and self.length > self.emphasis_start:
                self.emphasis.append((self.emphasis_start, self.length))

    def open_block(self, element: etree._Element, tag: object) -> bool:
        """False: not to be read."""
        self.flush()
        parent = self.box
        mark: Hint = ""
        level = 0
        if element.keys():
            get = element.get
            names = f"{get('class', '')} {get('id', '')}"
            mark = hint(names)
            if get("hidden") is not None or get("aria-hidden") == "true" or _is_hiding(get("style", "")):
                mark = "hidden"
            elif get("role") == "heading":
                level = int(get("aria-level", "2")[:1] or 2)
            if (mark == "hidden" and tag != "body") or (mark == "chrome" and self.is_chrome(element, tag)):
                return False
        if not isinstance(tag, str):
            return False
        kind = parent.kind
        level = level or _HEADINGS.get(tag, 0)
        if level:
            kind = "heading"
        elif tag == "li" or tag == "dd" or tag == "dt":
            kind = "list_item"
        elif tag == "blockquote":
            kind = "block_quote"
        elif tag == "table":
            kind = "table" if _is_data(element) else kind
        elif kind == "heading":
            level = parent.level
        figure = parent.figure
        if tag == "figure":
            self.figures += 1
            figure = self.figures
        elif tag == "figcaption":
            mark = "caption"
        elif tag == "aside":
            mark = mark or "side"
        elif tag == "form" and not _has_headline(element):
            return False
        self.box = Box(tag, parent, parent.depth + 1, kind, mark, level, figure)
        return True

    def is_chrome(self, element: etree._Element, tag: object) -> bool:
        """Whether an element that is named as chrome may be passed over: not with the headline or most of the text in it."""
        if not self.trust_names or tag in ("body", "main", "article") or _has_headline(element):
            return False
        self.checks += 1
        return self.checks > MOST_CHECKS or _running_text(element) * 2 <= self.running_text

    def close_block(self) -> None:
        self.flush()
        if self.box.parent is not None:
            self.box = self.box.parent

    def image(self, element: etree._Element) -> None:
        get = element.get
        source = get("src") or ""
        if not source or source.startswith("data:"):
            source = (
                get("data-src")
                or get("data-original")
                or get("data-lazy-src")
                or (get("srcset") or get("data-srcset") or "").split(" ")[0]
            )
        if source:
            self.page.images.append(
                PageImage(
                    source, get("alt") or "", get("title") or "", _pixels(get("width")), _pixels(get("height")),
                    len(self.page.blocks) + bool(self.pieces), self.box, self.href,
                )
            )  # fmt: skip

    def pass_over(self, element: etree._Element, tag: str) -> None:
        """What is not read as text may still say something."""
        if tag == "script":
            if element.get("type") == "application/ld+json" and element.text:
                self.page.json_ld.append(element.text)
        elif tag not in ("style", "noscript", "template"):
            self.flush()

    def head(self, element: etree._Element, tag: str) -> None:
        page = self.page
        get = element.get
        if tag == "meta":
            name = get("property") or get("name") or get("itemprop")
            if name:
                name = name.lower()
                if any(word in name for word in _META):
                    page.meta.setdefault(name, (get("content") or "").strip())
        elif tag == "link":
            language = get("hreflang")
            if language and get("rel") == "alternate":
                page.alternates.append((language, get("href") or ""))
        elif tag == "title":
            if not page.title and element.text:
                page.title = " ".join(element.text.split())
        elif tag == "base":
            if get("href"):
                page.base = urljoin(page.base, get("href"))
        elif tag == "html":
            page.html_language = get("lang") or ""


def _is_hiding(style: str) -> bool:
    if not style:
        return False
    squeezed = style.replace(" ", "").lower()
    return "display:none" in squeezed or "visibility:hidden" in squeezed


def _has_headline(element: etree._Element) -> bool:
    return element.find(".//h1") is not None


def _running_text(element: etree._Element) -> int:
    """Characters in paragraphs."""
    return sum(len(paragraph.text) for paragraph in element.iter("p") if paragraph.text)


def _is_data(table: etree._Element) -> bool:
    """A table of data, not one that lays the page out."""
    if table.find(".//table") is not None or table.find(".//p") is not None or table.find(".//div") is not None:
        return False
    return table.find(".//th") is not None or len(table.findall(".//tr")) > 1


def _pixels(value: str | None) -> int:
    digits = (value or "").strip().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 0


def read_page(root: etree._Element, url: str, *, trust_names: bool = True) -> Page:
    """Walk the tree once."""
    page = Page(url, url)
    Walker(page, trust_names=trust_names).walk(root)
    _measure(page)
    return page


def linked_share(block: PageBlock) -> float:
    """How much of the text is linked, 0 to 1."""
    if not block.links:
        return 0.0
    return sum(end - start for start, end, _ in block.links) / len(block.text)


def is_linked(block: PageBlock) -> bool:
    """Whether the block is a link, give or take a mark beside it."""
    return linked_share(block) > 0.8


def _mark_teaser(box: Box | None) -> None:
    """The small element around a linked heading is a teaser, unless it holds the headline of the page."""
    top = None
    while box is not None and box.size < TEASER_SIZE and box.tag not in ("body", "main"):
        top = box
        box = box.parent
    if top is not None and top.level == 0:
        top.teaser = True


def _measure(page: Page) -> None:
    """The size of every box, then the role of every block."""
    for block in page.blocks:
        box, length = block.box, len(block.text)
        while box is not None:
            box.size += length
            box = box.parent
    for image in page.images:
        box = image.box
        while box is not None:
            box.images += 1
            box = box.parent
    for block in page.blocks:
        box = block.box
        if block.level and block.links and is_linked(block):
            _mark_teaser(box)
        for _ in range(4):
            if box is None:
                break
            if box.size <= _ROLE_SIZE.get(box.hint, -1) or box.tag == "aside":
                block.role = box.hint
                break
            box = box.parent
