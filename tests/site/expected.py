"""What a record of each story must say, read from the content files alone.

What the guide to labels calls neutral (side boxes, pull quotes, a teaser above the body) is in `neutral`: it may be in
the text or not.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tests.site.markup import Block, links, plain
from tests.site.story import Quote, Speaker, Story, load

_HOST = "www.wipo.int"
_TEXT_KINDS = {"turn": "paragraph"}


@dataclass(frozen=True)
class Image:
    """An image of the article: address, caption without credit, credit without label and brackets."""

    url: str
    alt: str | None
    caption: str | None
    credit: str | None


@dataclass(frozen=True)
class Expected:
    """The expected values of one record."""

    story: Story
    path: str
    url: str
    url_language: str
    language: str
    mode: str
    title: str
    date: str | None
    date_precision: str | None
    place: str | None
    reference: str | None
    authors: tuple[str, ...]
    blocks: tuple[tuple[str, str], ...]
    neutral: tuple[str, ...]
    chrome: tuple[str, ...]
    images: tuple[Image, ...]
    links: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...]
    speakers: tuple[Speaker, ...]
    translations: dict[str, str]

    @property
    def text(self) -> str:
        """The body as the record joins it, without what is neutral."""
        return "\n\n".join(text for _, text in self.blocks)


def expected(stories: Iterable[Story] | None = None) -> dict[str, Expected]:
    """Expected values by path, of these stories or of those in `content/`."""
    told = load() if stories is None else list(stories)
    versions: dict[str, dict[str, str]] = defaultdict(dict)
    for story in told:
        versions[story.key][story.lang] = f"https://{_HOST}{story.path}"
    return {story.path: _expected(story, versions[story.key]) for story in told}


def _expected(story: Story, versions: dict[str, str]) -> Expected:
    return Expected(
        story=story,
        path=story.path,
        url=f"https://{_HOST}{story.path}",
        url_language=story.lang,
        language=story.language,
        mode=story.mode,
        title=story.title,
        date=story.date,
        date_precision={4: "year", 7: "month", 10: "day"}[len(story.date)] if story.date else None,
        place=story.place,
        reference=story.reference,
        authors=story.authors,
        blocks=tuple((kind, text) for block in story.blocks for kind, text in _texts(block)),
        neutral=tuple(_neutral(story)),
        chrome=tuple(plain(line) for block in story.blocks if block.kind == "chrome" for line in block.parts),
        images=tuple(_image(block) for block in story.blocks if block.kind == "image"),
        links=tuple(link for block in story.blocks if block.kind != "chrome" for link in _links(block)),
        quotes=story.quotes,
        speakers=story.speakers,
        translations={lang: url for lang, url in versions.items() if lang != story.lang},
    )


def _texts(block: Block) -> list[tuple[str, str]]:
    """The blocks of the body that a block of the content file is expected to give."""
    if block.kind in ("image", "chrome", "side", "pull_quote", "table"):
        return []
    if block.kind == "list":
        return [("list_item", plain(part)) for part in block.parts]
    if block.kind == "block_quote":
        return [("block_quote", plain(part)) for part in block.parts]
    return [(_TEXT_KINDS.get(block.kind, block.kind), plain(block.text))]


def _neutral(story: Story) -> list[str]:
    texts = [story.teaser, story.byline, story.kicker]
    for block in story.blocks:
        if block.kind in ("side", "pull_quote"):
            texts.extend((block.text, *block.parts))
        elif block.kind == "table":
            texts.extend(cell for row in block.rows for cell in row)
    return [plain(text) for text in texts if text]


def _image(block: Block) -> Image:
    src = block.src if "://" in block.src else f"https://{_HOST}{block.src}"
    return Image(src, block.alt or None, plain(block.caption) or None, block.credit or None)


def _links(block: Block) -> list[tuple[str, str]]:
    return [link for text in (block.text, *block.parts) for link in links(text)]
