"""Bytes or text in, blocks in reading order out."""

from dataclasses import dataclass, field

from wipo_scraper.article import BlockKind


@dataclass(slots=True)
class PageBlock:
    """One block of a page in reading order. Offsets in `links` and `emphasis` count in `text`."""

    kind: BlockKind
    text: str  # white space collapsed
    links: list[tuple[int, int, str]] = field(default_factory=list)  # start, end, absolute address
    emphasis: list[tuple[int, int]] = field(default_factory=list)  # set in bold, italics or underline
    bold: bool = False  # the whole block is set in bold
    level: int = 0  # of a heading: 1–6
    start: int = -1  # offset in the article's text; -1 while it is not part of the body
