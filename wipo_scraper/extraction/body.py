"""Which blocks are the article.

Every block is worth something: running text counts for, links and crumbs count against. The element whose subtree is
worth most holds the article; what is left in it of frames, teasers and notes is taken out by position and words.
"""

from wipo_scraper.extraction import frame
from wipo_scraper.extraction.page import Box, Page, PageBlock, is_inside, is_linked, linked_share, width

DESCEND = 0.7  # share of an element's worth that one child must hold for the search to go on in it
LONGEST_CONTACT = 200  # characters of the line that opens a contact block
MOST_PULL_QUOTES = 30  # block quotes that are looked for in the text
LONGEST_NOTE = 400  # characters of a note on the text at its end
SMALL_PRINT = 160  # characters at the end, under a rule
SHORTEST_LEAD = 120  # characters of a paragraph apart from the others
SENTENCE_END = frozenset(".!?…。！？؟")
TEXT_END = SENTENCE_END | frozenset(":;：；”\"'’»)）」")
QUOTES = '"“”„«»‘’「」 \xa0'
CLOSING = '"”»’)」』）'


def worth(block: PageBlock) -> float:
    """What the block says for its element being the article, in characters of running text."""
    text = block.text
    length = width(text)
    linked = linked_share(block)
    if linked > 0.5:
        return -min(length, 60) * 0.5
    if in_teaser(block):
        return -20.0
    mark = block.role
    if mark in ("caption", "credit", "byline", "date", "kicker", "side", "pull_quote", "chrome"):
        return 0.0
    if block.kind == "heading":
        return 0.0
    if length < 25 or (length < 80 and text[-1] not in TEXT_END):
        return -5.0
    return length * (1 - linked)


def in_teaser(block: PageBlock) -> bool:
    """Whether the block belongs to an item of a list."""
    box = block.box
    for _ in range(6):
        if box is None:
            return False
        if box.teaser:
            return True
        box = box.parent
    return False


def article_box(page: Page) -> Box | None:
    """The element that holds the article: the innermost that keeps most of the worth."""
    if not page.boxes:
        return None
    for block in page.blocks:
        if block.box is not None:
            block.box.worth += worth(block)
    best_child: dict[Box, Box] = {}
    for box in reversed(page.boxes):
        parent = box.parent
        if parent is not None and box.size:
            parent.worth += box.worth
            if parent not in best_child or box.worth >= best_child[parent].worth:
                best_child[parent] = box
    best = page.boxes[0]
    while best in best_child and best_child[best].worth >= DESCEND * max(best.worth, 1.0):
        best = best_child[best]
    while best.parent is not None and (best.kind in ("list_item", "block_quote", "heading") or best.tag == "p"):
        best = best.parent
    return best


def running_text(page: Page) -> int:
    """Characters of sentences on the page that are not links."""
    return sum(len(block.text) for block in page.blocks if not is_linked(block) and is_running_text(block.text))


def blocks_of(page: Page, article: Box | None) -> list[PageBlock]:
    """The blocks in the article's element; all blocks of a text rendition."""
    if page.plain:
        return page.blocks
    if article is None:
        return []
    return [block for block in page.blocks if is_inside(block.box, article)]


def text_start(blocks: list[PageBlock]) -> PageBlock | None:
    """Where running text begins."""
    return next(
        (
            block
            for block in blocks
            if not block.level
            and block.role in ("", "side")
            and is_running_text(block.text)
            and linked_share(block) < 0.5
        ),
        None,
    )


def choose(page: Page, blocks: list[PageBlock], headline: PageBlock | None) -> list[PageBlock]:
    """The body: what is left of the article's blocks, in reading order, with a lead that stands apart from them."""
    if headline is not None:
        blocks = [block for block in blocks if block.order > headline.order]
        if blocks:
            blocks = _lead(page.blocks[headline.order + 1 : blocks[0].order]) + blocks
    return _without_tail(_kept(blocks))


def _lead(between: list[PageBlock]) -> list[PageBlock]:
    """Paragraphs between the headline and the element that holds the rest."""
    return [
        block
        for block in between
        if block.role == ""
        and not block.level
        and block.kind == "paragraph"
        and len(block.text) >= SHORTEST_LEAD
        and is_running_text(block.text)
        and linked_share(block) < 0.3
        and not in_teaser(block)
    ]


def is_running_text(text: str) -> bool:
    """A sentence or more, not a label."""
    wide = width(text)
    return wide >= 120 or (wide >= 60 and text.rstrip(CLOSING)[-1:] in SENTENCE_END)


def _kept(blocks: list[PageBlock]) -> list[PageBlock]:
    kept: list[PageBlock] = []
    empty = False  # something was left out since the last block that was kept
    closed: tuple[Box | None, int] | None = None  # a section that is not read: its box, its heading's level
    repeated = _repeated(blocks)
    for block in blocks:
        text = block.text
        if closed is not None:
            inside = closed[0] is None or is_inside(block.box, closed[0])
            if inside and not (block.kind == "heading" and block.level <= closed[1]):
                continue
            closed = None
        contact = len(text) < LONGEST_CONTACT and block.kind != "heading" and frame.opens_contact(text)
        if frame.closes_article(text) or (contact and text[-1] in ":："):
            section = block.box.parent if block.box and block.box.tag != "body" else block.box
            closed = (section, block.level or 9)
            continue
        if contact or (text[0] == "[" and text[-1] == "]" and len(text) < frame.LONGEST_LABEL):
            continue
        mark = block.role
        if mark in ("caption", "credit", "byline", "date", "kicker", "chrome"):
            continue
        if is_linked(block) or in_teaser(block):
            empty = True
            continue
        if (len(text) < 160 and frame.opens_media(text)) or frame.shares(text):
            continue
        if mark == "side":
            block.kind = "side"
        elif mark == "pull_quote" or block.order in repeated:
            block.kind = "pull_quote"
        if block.kind == "heading" and empty and kept and kept[-1].kind == "heading":
            kept.pop()
        empty = False
        kept.append(block)
    return kept


def _repeated(blocks: list[PageBlock]) -> set[int]:
    """Block quotes whose words stand in another block too: they are pulled from the text."""
    quotes = [block for block in blocks if block.kind == "block_quote"][:MOST_PULL_QUOTES]
    text = "\n".join(block.text for block in blocks) if quotes else ""
    return {block.order for block in quotes if text.count(block.text.strip(QUOTES)) > 1}


def _without_tail(blocks: list[PageBlock]) -> list[PageBlock]:
    """Without what cannot end an article: headings, boxes, small print under a rule."""
    for index in range(len(blocks) - 1, max(0, len(blocks) - 4), -1):
        if blocks[index].after_rule and sum(len(block.text) for block in blocks[index:]) < SMALL_PRINT:
            blocks = blocks[:index]
            break
    while blocks and (blocks[-1].kind in ("heading", "side", "pull_quote") or _signs_off(blocks[-1].text)):
        blocks.pop()
    return blocks


def _signs_off(text: str) -> bool:
    """Whether a paragraph at the end is about the text: who edited it, that it is nothing official."""
    return len(text) < LONGEST_NOTE and (frame.names_editor(text) or frame.disclaims(text))
