"""The words of a page's frame in all languages at once: chrome is often in another language than the text."""

import re
from functools import cache

from wipo_scraper.extraction.languages import languages

LONGEST_LABEL = 80  # characters
SHORT_LABEL = 60
_EDGES = " \t:：.…!?？！»«“”\"'’–—-|›>→<‹*•[]()（）【】"
_FIGURES = re.compile(r"\d+")


def bare(text: str) -> str:
    """A label without its punctuation, in lower case."""
    return text.strip(_EDGES).lower()


@cache
def _phrases(kind: str) -> frozenset[str]:
    return frozenset(bare(phrase) for known in languages() for phrase in getattr(known.page, kind))


@cache
def _closing() -> frozenset[str]:
    return _phrases("related") | _phrases("share") | _phrases("contact")


def _opening(phrases: set[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    # A word must end where the phrase does, where words are set apart at all.
    ended = (
        re.escape(word) + (r"(?!\w)" if word[-1].isalpha() and word[-1] < "\u2e80" else "") for word in longest_first
    )
    return re.compile(rf"\W*(?:{'|'.join(ended)})")


@cache
def _media() -> re.Pattern[str]:
    return _opening({phrase.lower() for known in languages() for phrase in known.page.media})


@cache
def _contact() -> re.Pattern[str]:
    phrases = {phrase.lower() for known in languages() for phrase in known.page.contact}
    return _opening({phrase for phrase in phrases if " " in phrase or (len(phrase) > 6 and phrase[0] > "\u2e80")})


def is_kicker(text: str) -> bool:
    """A section name: "News", "Communiqué de presse"."""
    return len(text) < LONGEST_LABEL and bare(text) in _phrases("kickers")


def closes_article(text: str) -> bool:
    """The heading of what comes after an article: other items, sharing, contact."""
    return len(text) < LONGEST_LABEL and bare(text) in _closing()


def opens_contact(text: str) -> bool:
    """The opening of a contact block, or a label that leads to one: "Contact Hague"."""
    opening = text[:LONGEST_LABEL].lower()
    if _contact().match(opening) is not None:
        return True
    return len(text) < SHORT_LABEL and text[-1] not in ".!?…。！？" and _contact_word().match(opening) is not None


@cache
def _contact_word() -> re.Pattern[str]:
    return _opening({phrase.lower() for known in languages() for phrase in known.page.contact})


def opens_media(text: str) -> bool:
    """A line that leads elsewhere: to a video, a full text, a photo stream."""
    return _media().match(text[:LONGEST_LABEL].lower()) is not None


def shares(text: str) -> bool:
    """A line that offers to share: "Share: Facebook X"."""
    return len(text) < SHORT_LABEL and _labelled("share").match(text.lower()) is not None


def names_editor(text: str) -> bool:
    """A line on who edited the text: "(Editing by …)"."""
    return len(text) < SHORT_LABEL and _labelled("editors").match(text.lower()) is not None


def disclaims(text: str) -> bool:
    """A note that the text is nothing official."""
    lowered = text.lower()
    return any(phrase in lowered for known in languages() for phrase in known.page.disclaimers)


@cache
def _labelled(kind: str) -> re.Pattern[str]:
    """A label and its colon, or one that ends in "by"."""
    words = sorted(_phrases(kind), key=lambda word: (-len(word), word))
    by = [word for word in words if word.endswith(" by")]
    label, by_label = "|".join(map(re.escape, words)), "|".join(map(re.escape, by or ["\0"]))
    return re.compile(rf"[(（\[]?\s*(?:(?:{label})\s*[:：]|(?:{by_label})\s)\s*\S")


def is_listing_title(text: str) -> bool:
    """The name of an archive or a list."""
    return bare(_FIGURES.sub("", text)) in _listing_titles()


@cache
def _listing_titles() -> frozenset[str]:
    return frozenset(bare(title) for known in languages() for title in known.page.listing.titles)
