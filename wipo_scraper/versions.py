"""Do the language versions of a story agree? A measure of quality that needs no labels.

The site publishes one story in up to eight languages. Its versions carry the same quotes by the same people in the
same order, so where two versions differ, one of them was probably misread (or translated freely).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from wipo_scraper.article import Article
from wipo_scraper.site import LANGUAGES

Check = Literal["date", "quotes", "pattern", "persons"]
CHECKS: dict[Check, str] = {
    "date": "the same date, as far as both state it",
    "quotes": "the same number of quotes",
    "pattern": "speakers in the same order",
    "persons": "the same known persons are quoted",
}


@dataclass(frozen=True, slots=True)
class Version:
    """What is compared of one language version."""

    url: str
    language: str
    date: str | None
    quotes: tuple[str, ...]  # each with its speaker, for people to read
    pattern: tuple[int | None, ...]  # the speaker of each quote, numbered in order of appearance
    persons: tuple[str, ...]

    @classmethod
    def of(cls, article: Article) -> "Version":
        """Take from an article what is compared."""
        numbers: dict[str, int] = {}
        pattern = tuple(
            None if quote.speaker_id is None else numbers.setdefault(quote.speaker_id, len(numbers))
            for quote in article.quotes
        )
        persons = {speaker.person for speaker in article.speakers if speaker.person and "quoted" in speaker.acts}
        return cls(
            url=article.url,
            language=article.language or "",
            date=article.date,
            quotes=tuple(f"{quote.speaker or quote.source or '?'}: {quote.text}" for quote in article.quotes),
            pattern=pattern,
            persons=tuple(sorted(persons)),
        )


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two versions of a story that differ in one respect; `first` is English where there is an English one."""

    story: str
    check: Check
    first: Version
    second: Version


@dataclass
class Agreement:
    """How often versions agree, by respect, and where they do not."""

    compared: Counter[Check] = field(default_factory=Counter)
    agreed: Counter[Check] = field(default_factory=Counter)
    disagreements: list[Disagreement] = field(default_factory=list)

    def share(self, check: Check) -> float | None:
        """The share of compared versions that agree, 0 to 1; None where nothing was compared."""
        return self.agreed[check] / self.compared[check] if self.compared[check] else None


def compare_versions(articles: Iterable[Article]) -> Agreement:
    """Compare the language versions of each story among the articles.

    Every version is held against the English one, or else the first in the order of `LANGUAGES`. Of several
    versions with a text in the same language (an English text under a Chinese address), one counts.
    """
    stories: dict[str, dict[str, Version]] = defaultdict(dict)
    for article in articles:
        if article.language and (article.url_language in (None, article.language)):
            stories[article.story].setdefault(article.language, Version.of(article))
    agreement = Agreement()
    for story, versions in sorted(stories.items()):
        first, *others = sorted(versions.values(), key=_rank)
        for second in others:
            for check, agrees in _checks(first, second):
                agreement.compared[check] += 1
                agreement.agreed[check] += agrees
                if not agrees:
                    agreement.disagreements.append(Disagreement(story, check, first, second))
    return agreement


def _rank(version: Version) -> tuple[int, str]:
    known = version.language in LANGUAGES
    return (LANGUAGES.index(version.language) if known else len(LANGUAGES), version.language)


def _checks(first: Version, second: Version) -> Iterator[tuple[Check, bool]]:
    if first.date and second.date:
        shorter = min(len(first.date), len(second.date))
        yield "date", first.date[:shorter] == second.date[:shorter]
    yield "quotes", len(first.quotes) == len(second.quotes)
    if first.quotes and second.quotes:
        yield "pattern", first.pattern == second.pattern
    if first.persons or second.persons:
        yield "persons", first.persons == second.persons
