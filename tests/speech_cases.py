"""Short stories for the tests of attribution, laid out as the body of a page."""

from wipo_scraper.article import BlockKind
from wipo_scraper.extraction.page import PageBlock
from wipo_scraper.extraction.quotes import Attribution, Story, attribute


def read(
    *paragraphs: str | tuple[BlockKind, str],
    language: str = "en",
    title: str = "A Morning at the Registry",
    captions: tuple[str | None, ...] = (),
    url: str = "https://news.example/story",
    date: str | None = None,
) -> Attribution:
    """Attribute the quotes of a story given by its paragraphs; a pair gives the kind of block too."""
    blocks: list[PageBlock] = []
    place = 0
    for paragraph in paragraphs:
        kind, text = ("paragraph", paragraph) if isinstance(paragraph, str) else paragraph
        blocks.append(PageBlock(kind, text, start=place))
        place += len(text) + 2
    return attribute(Story(blocks, title, date, language, "news.example/story", url, list(captions)))


def said(found: Attribution) -> list[tuple[str, str | None]]:
    """Words and speaker of each quote."""
    return [(quote.text, quote.speaker) for quote in found.quotes]
