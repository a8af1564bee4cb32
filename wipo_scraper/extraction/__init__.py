"""The recipe: one page in, one article out."""

import logging
from importlib import metadata

from wipo_scraper import site
from wipo_scraper.article import SCHEMA_VERSION, Article, Block, Evidence, NotAnArticle
from wipo_scraper.extraction.body import article_box, blocks_of, choose, running_text, text_start
from wipo_scraper.extraction.charset import is_plain, to_utf8
from wipo_scraper.extraction.elements import read_page
from wipo_scraper.extraction.front import read_front
from wipo_scraper.extraction.headline import find_headline
from wipo_scraper.extraction.images import find_images
from wipo_scraper.extraction.language import language_of
from wipo_scraper.extraction.links import links_of, resolve, translations_of
from wipo_scraper.extraction.page import Page, PageBlock
from wipo_scraper.extraction.plain import read_plain
from wipo_scraper.extraction.quotes import Story, attribute
from wipo_scraper.extraction.refusal import refuse
from wipo_scraper.extraction.tree import parse

SPARSE = 250  # characters of running text; fewer are hardly an article
logger = logging.getLogger(__name__)
VERSION = metadata.version("wipo-scraper")


def extract(content: bytes | str, url: str, *, content_type: str | None = None) -> Article:
    """Read one page. Raises NotAnArticle for listings, home pages, challenge and error pages."""
    address = site.address(url)
    data = to_utf8(content, content_type)
    page = _read(data, url, content_type)
    article = article_box(page)
    inside = blocks_of(page, article)
    title, headline, title_source = find_headline(page, text_start(inside))
    body = choose(page, inside, headline)
    front = read_front(page, headline, body)
    body = [block for block in body if block.order not in front.taken]
    images, taken = find_images(page, article, headline, body)
    body = [block for block in body if block.order not in taken]
    refuse(address, page, title, front, body)
    resolve(page, body)
    text = _lay_out(body)
    language = language_of(f"{title or ''}\n{text}")
    iso = front.date.iso if front.date else None
    captions = [image.caption for image in images]
    above = [block.text for block in page.blocks if headline and body and headline.order < block.order < body[0].order]
    said = attribute(Story(body, title, iso, language, address.id, address.url, captions, front.authors, above))
    return Article(
        schema_version=SCHEMA_VERSION,
        extractor=VERSION,
        id=address.id,
        story=address.story,
        url=address.url,
        stream=address.stream,
        mode=said.mode,
        url_language=address.language,
        language=language,
        translations=translations_of(page),
        title=title,
        date=iso,
        date_precision=front.date.precision if front.date else None,
        place=front.place,
        reference=front.reference,
        authors=front.authors,
        text=text,
        blocks=[Block(kind=block.kind, start=block.start, end=block.start + len(block.text)) for block in body],
        speakers=said.speakers,
        quotes=said.quotes,
        images=images,
        links=links_of(body),
        evidence=Evidence(
            title=title_source, date=front.date_source, place=front.place_source, reference=front.reference_source
        ),
    )


def _read(data: bytes, url: str, content_type: str | None) -> Page:
    if is_plain(data, content_type):
        return read_plain(data.decode("utf-8", "replace"), url)
    root, lifted = parse(data)
    if root is None:
        raise NotAnArticle("empty page")
    page = read_page(root, url)
    if running_text(page) < SPARSE:  # the names of its elements may have misled the walk
        page = read_page(root, url, trust_names=False)
    page.lifted = lifted
    if lifted:
        logger.warning("%s: %d tags nested too deep, their text kept", url, lifted)
    return page


def _lay_out(body: list[PageBlock]) -> str:
    """Set each block's place in the text, and return the text."""
    position = 0
    for block in body:
        block.start = position
        position += len(block.text) + 2
    return "\n\n".join(block.text for block in body)


__all__ = ["extract"]
