"""A page as the fields are read from it: blocks in reading order, images, and what the head declares."""

from dataclasses import dataclass, field
from urllib.parse import urljoin

from wipo_scraper.article import BlockKind
from wipo_scraper.extraction.hints import Hint

TEASER_SIZE = 500  # characters of an item in a list, heading included
ROLE_REACH = 4  # elements above a block whose names may tell its role
# A name is believed only of an element with no more text than this: "category" may be the class of a whole article.
ROLE_SIZE: dict[Hint, int] = {
    "caption": 600,
    "credit": 300,
    "byline": 300,
    "date": 150,
    "headline": 400,
    "kicker": 100,
    "pull_quote": 600,
    "side": 2500,
}


@dataclass(slots=True, eq=False)
class Box:
    """A block-level element: where blocks live."""

    tag: str
    parent: "Box | None"
    depth: int
    kind: BlockKind  # of the blocks directly inside
    hint: Hint = ""  # what its own names say
    level: int = 0  # of a heading
    size: int = 0  # characters in its subtree
    images: int = 0  # in its subtree
    worth: float = 0.0  # how much its subtree reads like an article
    headline: bool = False  # an <h1> without link is in its subtree
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
    after_rule: bool = False  # follows a horizontal rule
    order: int = 0  # place among the page's blocks
    role: Hint = ""  # what the names of the elements around it say


@dataclass(slots=True, eq=False)
class PageImage:
    """An image element: as written, and where it stands."""

    url: str
    alt: str
    width: int  # pixels; 0 where not given
    height: int
    order: int  # number of blocks before it
    box: Box


@dataclass(slots=True)
class Stamp:
    """A machine-readable time in the page: <time datetime>."""

    datetime: str
    published: bool  # named so: itemprop="datePublished", pubdate


@dataclass(slots=True)
class Page:
    """What the fields are read from."""

    url: str
    base: str  # relative addresses start here
    plain: bool = False  # a text rendition: one block a line
    blocks: list[PageBlock] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)  # a parent before its children
    images: list[PageImage] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    title: str = ""  # the <title> element
    meta: dict[str, str] = field(default_factory=dict)
    json_ld: list[str] = field(default_factory=list)
    alternates: list[tuple[str, str]] = field(default_factory=list)  # language, address: hreflang
    language_options: str = ""  # the language switcher's own attribute, as JSON
    html_language: str = ""
    lifted: int = 0  # tags nested deeper than the parser allows, taken out before parsing


def join(base: str, address: str) -> str | None:
    """A relative address in full; None for what cannot be one."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return None


def width(text: str) -> int:
    """The length of a text as it would be in Latin letters: in Chinese and Japanese, three times the number of signs.

    Their signs take three bytes each, those of other scripts one or two.
    """
    length = len(text)
    return length if text.isascii() else length + max(0, 2 * (len(text.encode("utf-8", "replace")) - 2 * length))


def linked_share(block: PageBlock) -> float:
    """How much of the text is linked, 0 to 1."""
    if not block.links:
        return 0.0
    return sum(end - start for start, end, _ in block.links) / len(block.text)


def is_linked(block: PageBlock) -> bool:
    """Whether the block is a link, give or take a mark beside it."""
    return bool(block.links) and linked_share(block) > 0.8


def is_inside(box: Box | None, outer: Box) -> bool:
    """Whether `box` is `outer` or in it."""
    while box is not None and box.depth > outer.depth:
        box = box.parent
    return box is outer


def measure(page: Page) -> None:
    """Find the size of every box, the teasers among them, and the role of every block."""
    for block in page.blocks:
        if block.box is not None:
            block.box.size += len(block.text)
            block.box.headline |= block.level == 1 and not block.links
    for image in page.images:
        image.box.images += 1
    for box in reversed(page.boxes):
        if box.parent is not None:
            box.parent.size += box.size
            box.parent.images += box.images
            box.parent.headline |= box.headline
    for block in page.blocks:
        if block.level and block.links and is_linked(block):
            _mark_teaser(block.box)
        block.role = _role(block.box)


def _mark_teaser(box: Box | None) -> None:
    """The small element around a linked heading is a teaser."""
    top = None
    while box is not None and box.size < TEASER_SIZE and not box.headline and box.tag not in ("body", "main"):
        top = box
        box = box.parent
    if top is not None and top.level == 0:
        top.teaser = True


def _role(box: Box | None) -> Hint:
    for _ in range(ROLE_REACH):
        if box is None:
            break
        if box.hint and (box.tag == "aside" or box.size <= ROLE_SIZE.get(box.hint, -1)):
            return box.hint
        box = box.parent
    return ""
