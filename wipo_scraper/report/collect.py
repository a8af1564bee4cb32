"""One pass over the records: the figures of the overview, who is quoted, and which versions a story has."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from wipo_scraper.article import Record
from wipo_scraper.report.search import SearchIndex
from wipo_scraper.report.sources import Sources
from wipo_scraper.site import LANGUAGES
from wipo_scraper.storage.coverage import COVERED
from wipo_scraper.versions import Agreement, compare_versions

Version = tuple[str, str]
"""Language and id of a version of a story."""


@dataclass
class Collection:
    """What is known of all articles together. Articles are numbered in the order in which they come."""

    articles: int = 0
    quotes: int = 0
    attributed: int = 0
    months: Counter[str] = field(default_factory=Counter)
    streams: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    stream_column: list[str] = field(default_factory=list)  # a sign an article, `0` for the stream seen first
    language_column: list[str] = field(default_factory=list)
    covered: Counter[str] = field(default_factory=Counter)
    stories: dict[str, list[Version]] = field(default_factory=lambda: defaultdict(list))
    heads: dict[str, tuple[str, str | None]] = field(default_factory=dict)  # id and title by address
    sources: Sources = field(default_factory=Sources)
    index: SearchIndex = field(default_factory=SearchIndex)
    agreement: Agreement = field(default_factory=Agreement)

    @classmethod
    def of(cls, records: Iterable[Record]) -> "Collection":
        """Collect what the records say."""
        collection = cls()
        collection.agreement = compare_versions(collection.watch(records))
        return collection

    def watch(self, records: Iterable[Record]) -> Iterator[Record]:
        """Take in each record and hand it on."""
        for number, record in enumerate(records):
            self._add(record, number)
            yield record

    def versions(self, record: Record) -> list[Version]:
        """Return the versions of the record's story, the record among them, in the order of the site's languages."""
        return sorted(self.stories[record.story], key=_rank)

    def _add(self, record: Record, number: int) -> None:
        self.articles += 1
        self.quotes += len(record.quotes)
        self.attributed += sum(quote.source is not None for quote in record.quotes)
        if record.date and record.date_precision != "year":
            self.months[record.date[:7]] += 1
        self.stream_column.append(_count(self.streams, record.stream or ""))
        self.language_column.append(_count(self.languages, record.language or ""))
        self.covered.update(_covered(record))
        self.stories[record.story].append((record.language or "", record.id))
        self.heads[record.url] = (record.id, record.title)
        self.sources.add(record, number)
        self.index.add(record)


def _count(counts: Counter[str], key: str) -> str:
    """Count a key and return the sign of its place among the keys."""
    counts[key] += 1
    return chr(ord("0") + list(counts).index(key))


def _covered(record: Record) -> Iterator[str]:
    yield from (name for name in COVERED if getattr(record, name))
    if any(image.credit for image in record.images):
        yield "credits"


def _rank(version: Version) -> tuple[int, Any]:
    language = version[0]
    return (LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES), version)
