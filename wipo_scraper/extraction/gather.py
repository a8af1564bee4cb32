"""Text of one block at a time, white space collapsed as it comes, with the places of links and emphasis in it."""

import re

from wipo_scraper.extraction.page import Box, Page, PageBlock

BREAK = "\x1e"  # stands for <br> while a block is gathered
_BLANK = f" {BREAK}"
# Control characters, soft hyphens, zero-width spaces, marks of direction: no reader sees them, and they break words.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


def collapse(text: str) -> str:
    """One blank for any white space, none at the ends, and no sign that nobody sees."""
    collapsed = " ".join(text.split())
    if collapsed.isprintable():
        return collapsed
    return " ".join(_UNSEEN.sub("", text).split())


class Gatherer:
    """Gathers inline text and appends it to the page as blocks of the current box."""

    __slots__ = (
        "after_rule", "bold_depth", "bold_length", "box", "emphasis", "emphasis_start", "emphasized", "href", "length",
        "link_start", "links", "page", "pieces", "space",
    )  # fmt: skip

    def __init__(self, page: Page, box: Box) -> None:
        self.page = page
        self.box = box
        self.pieces: list[str] = []
        self.length = 0
        self.space = False  # a space is due before the next text
        self.links: list[tuple[int, int, str]] = []
        self.href: str | None = None
        self.link_start = 0
        self.emphasis: list[tuple[int, int]] = []
        self.emphasized = 0  # open elements
        self.emphasis_start = 0
        self.bold_depth = 0  # open elements
        self.bold_length = 0
        self.after_rule = False

    def add(self, text: str) -> None:
        """Append a stretch of text."""
        joined = collapse(text)
        if not joined:
            self.space = True
            return
        if (self.space or text[0].isspace()) and self.length and self.pieces[-1] != BREAK:
            self.pieces.append(" ")
            self.length += 1
        self.pieces.append(joined)
        self.length += len(joined)
        self.space = text[-1].isspace()
        if self.bold_depth:
            self.bold_length += len(joined)

    def break_line(self) -> None:
        """A <br>."""
        self.pieces.append(BREAK)
        self.length += 1
        self.space = False

    def position(self) -> int:
        """Where the next text will begin."""
        return self.length + 1 if self.space and self.length else self.length

    def open_link(self, href: str) -> None:
        """An <a> begins."""
        self.href = href
        self.link_start = self.position()

    def close_link(self) -> None:
        """An <a> ends."""
        if self.href is not None and self.length > self.link_start:
            self.links.append((self.link_start, self.length, self.href))
        self.href = None

    def open_emphasis(self, *, bold: bool) -> None:
        """Bold, italics or the like begin; they may be nested."""
        if not self.emphasized:
            self.emphasis_start = self.position()
        self.emphasized += 1
        self.bold_depth += bold

    def close_emphasis(self, *, bold: bool) -> None:
        """The innermost emphasis ends."""
        self.emphasized -= 1
        self.bold_depth -= bold
        if not self.emphasized and self.length > self.emphasis_start:
            self.emphasis.append((self.emphasis_start, self.length))

    def flush(self) -> None:
        """End the block that is being gathered."""
        self.space = False
        if not self.pieces:
            return
        if self.href is not None and self.length > self.link_start:
            self.links.append((self.link_start, self.length, self.href))
        if self.emphasized and self.length > self.emphasis_start:
            self.emphasis.append((self.emphasis_start, self.length))
        self._append("".join(self.pieces))
        self.pieces = []
        self.length = self.link_start = self.emphasis_start = self.bold_length = 0
        if self.links:
            self.links = []
        if self.emphasis:
            self.emphasis = []

    def _append(self, text: str) -> None:
        """One block, or several where two line breaks part the text."""
        start = 0
        parts = text.split(BREAK + BREAK) if BREAK + BREAK in text else (text,)
        for part in parts:
            stripped = part.strip(_BLANK)
            if stripped:
                block = self._block(stripped, start + part.index(stripped[0]))
                block.bold = len(parts) == 1 and self.bold_length * 10 >= 9 * len(stripped)
                block.opens_line = part[0] == BREAK or start > 0
            start += len(part) + 2

    def _block(self, text: str, offset: int) -> PageBlock:
        """Append the block that began at `offset` of the gathered text."""
        page, box = self.page, self.box
        lines: tuple[str, ...] = ()
        if BREAK in text:
            lines = tuple(line for line in (line.strip() for line in text.split(BREAK)) if line)
            text = text.replace(BREAK, " ")
        end = offset + len(text)
        links = [
            (max(a, offset) - offset, min(b, end) - offset, to) for a, b, to in self.links if a < end and b > offset
        ]
        emphasis = [(max(a, offset) - offset, min(b, end) - offset) for a, b in self.emphasis if a < end and b > offset]
        block = PageBlock(
            box.kind, text, links, emphasis, level=box.level, box=box, lines=lines, order=len(page.blocks)
        )
        if self.after_rule:
            block.after_rule = True
            self.after_rule = False
        page.blocks.append(block)
        return block
