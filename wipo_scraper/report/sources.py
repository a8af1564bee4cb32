"""Who is quoted: persons and organizations over all articles, each with roles, quotes, languages and co-speakers."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from wipo_scraper.article import Quote, Record

Kind = Literal["person", "organization"]


class SourceKey(NamedTuple):
    """What a source is grouped by: a known office holder's key, else the name as printed."""

    kind: Kind
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


class Quotation(NamedTuple):
    """A quote and the article it stands in."""

    date: str | None
    story: str
    article: str
    title: str | None
    language: str | None
    quote: str
    text: str


@dataclass
class Term:
    """How often and in which time a role was printed beside a name."""

    count: int = 0
    first: str | None = None
    last: str | None = None

    def add(self, date: str | None) -> None:
        """Count one article of a date."""
        self.count += 1
        if date:
            self.first = min(self.first or date, date)
            self.last = max(self.last or date, date)


@dataclass
class Source:
    """A person or an organization over all articles."""

    key: SourceKey
    names: Counter[str] = field(default_factory=Counter)
    terms: dict[tuple[str | None, str | None], Term] = field(default_factory=dict)
    years: dict[str, str | None] = field(default_factory=dict)  # year of each story that quotes the source
    quotations: list[Quotation] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)  # articles
    beside: dict[SourceKey, set[str]] = field(default_factory=dict)  # stories shared with other sources
    articles: list[int] = field(default_factory=list)  # numbers

    @property
    def name(self) -> str:
        """The form that is printed most often; of two, the longer."""
        return max(self.names, key=lambda name: (self.names[name], len(name), name))

    def page(self, names: dict[SourceKey, str]) -> dict[str, Any]:
        """Return what the source's page shows; `names` gives the name of every source."""
        terms = sorted(self.terms.items(), key=lambda it: (it[1].last or "", it[1].count), reverse=True)
        beside = sorted(self.beside.items(), key=lambda it: (-len(it[1]), names[it[0]]))
        return {
            "kind": self.key.kind,
            "name": self.name,
            "names": [name for name, _ in self.names.most_common()],
            "stories": len(self.years),
            "articles": len(self.articles),
            "terms": [[*role, term.first, term.last, term.count] for role, term in terms if any(role)],
            "languages": self.languages.most_common(),
            "beside": [[str(key), names[key], len(stories)] for key, stories in beside[:30]],
            "quotations": [list(it) for it in self.quotations],
        }


class Sources(dict[SourceKey, Source]):
    """All sources, in order of appearance."""

    def add(self, record: Record, number: int) -> None:
        """Take in the speakers and quoted organizations of the article with a number."""
        people = {speaker.id: SourceKey("person", speaker.person or speaker.name) for speaker in record.speakers}
        found: set[SourceKey] = set()
        for speaker in record.speakers:
            source = self._source(people[speaker.id])
            source.names[speaker.name] += 1
            source.terms.setdefault((speaker.role, speaker.affiliation), Term()).add(record.date)
            found.add(source.key)
        for key, quote in _attributed(record, people):
            source = self._source(key)
            if key.kind == "organization":
                source.names[key.name] += 1
            source.years[record.story] = record.date[:4] if record.date else None
            source.quotations.append(
                Quotation(record.date, record.story, record.id, record.title, record.language, quote.id, quote.text)
            )
            found.add(key)
        for key in found:
            self[key].articles.append(number)
            self[key].languages[record.language or ""] += 1
            for other in found - {key}:
                self[key].beside.setdefault(other, set()).add(record.story)

    def most_quoted(self, kind: Kind) -> list[Source]:
        """Return the sources of a kind that are quoted, those in the most stories first."""
        quoted = [source for source in self.values() if source.key.kind == kind and source.years]
        return sorted(quoted, key=lambda source: (-len(source.years), source.name))

    def _source(self, key: SourceKey) -> Source:
        return self.setdefault(key, Source(key))


def _attributed(record: Record, people: dict[str, SourceKey]) -> Iterator[tuple[SourceKey, Quote]]:
    for quote in record.quotes:
        if quote.speaker_id in people:
            yield people[quote.speaker_id], quote
        elif quote.source_kind == "organization" and quote.source:
            yield SourceKey("organization", quote.source), quote
