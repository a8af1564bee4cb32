"""Who said what: the quotes of a story, their sources, and everyone who speaks in it."""

from dataclasses import dataclass, field

from wipo_scraper.article import Mode, Quote, Speaker
from wipo_scraper.extraction.page import PageBlock


@dataclass(slots=True)
class Story:
    """What attribution reads: the body and what stands around it."""

    blocks: list[PageBlock]  # the body; each `start` is its offset in the article's text
    title: str | None
    date: str | None
    language: str | None
    article_id: str
    url: str
    captions: list[str | None] = field(default_factory=list)  # one an image, in order
    authors: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Attribution:
    """What attribution finds."""

    mode: Mode = "news"
    speakers: list[Speaker] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)


def attribute(story: Story) -> Attribution:
    """The quotes and speakers of a story; marks questions and answers of an interview among its blocks."""
    del story
    return Attribution()
