"""The words of a page's frame in all languages at once: chrome is often in another language than the text."""

import re
from functools import cache

from wipo_scraper.extraction.languages import languages

_EDGES = " \t:：.…!?？！»«“”\"'’–—-|›>→<‹*•[]()（）【】"


def bare(text: str) -> str:
    """A label without its punctuation, in lower case."""
    return text.strip(_EDGES).lower()


@cache
def _phrases(kind: str) -> frozenset[str]:
    return frozenset(bare(phrase) for known in languages() for phrase in getattr(known.page, kind))


@cache
def _openings(kind: str) -> re.Pattern[str]:
    phrases = {phrase.lower() for known in languages() for phrase in getattr(known.page, kind)}
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    # A word must end where the phrase does, where words are set apart at all.
    ended = (
        re.escape(phrase) + (r"(?!\w)" if phrase[-1].isalpha() and phrase[-1] < "\u2e80" else "")
        for phrase in longest_first
    )
    return re.compile(rf"\W*(?:{'|'.join(ended)})")


def is_kicker(text: str) -> bool:
    """A section name: "News", "Communiqué de presse"."""
    return bare(text) in _phrases("kickers")


def is_related(text: str) -> bool:
    """The heading of a list of other items."""
    return bare(text) in _phrases("related")


def is_share(text: str) -> bool:
    """A label of sharing, printing, comments, newsletters."""
    return bare(text) in _phrases("share")


def is_about(text: str) -> bool:
    """The heading of the publisher's blurb about itself."""
    return bare(text) in _phrases("about")


def opens_contact(text: str) -> bool:
    """The opening of a contact block."""
    label = text.lower()
    return bare(text) in _phrases("contact") or (" " in text and _long_contact().match(label) is not None)


@cache
def _long_contact() -> re.Pattern[str]:
    phrases = {
        phrase.lower()
        for known in languages()
        for phrase in known.page.contact
        if len(phrase) > 15 or not phrase.isascii()
    }
    return re.compile(
        "(?:" + "|".join(map(re.escape, sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))) + ")"
    )


def opens_media(text: str) -> bool:
    """A line that leads elsewhere: to a video, a full text, a photo stream."""
    return _openings("media").match(text.lower()) is not None


def is_listing_title(text: str) -> bool:
    """The name of an archive or a list."""
    return bare(re.sub(r"\d+", "", text)) in frozenset(
        bare(t) for known in languages() for t in known.page.listing.titles
    )
