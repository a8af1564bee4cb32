"""A quote before it becomes part of the record."""

from dataclasses import dataclass

from wipo_scraper.article import Method, QuoteKind, SourceKind
from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.persons import Person
from wipo_scraper.extraction.reading import Reading
from wipo_scraper.extraction.report import Report
from wipo_scraper.extraction.tokens import Token

Place = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """One entry of direct speech. Offsets count in the article's text."""

    spans: list[Place]
    kind: QuoteKind
    method: Method
    person: Person | None = None
    source: str | None = None
    source_kind: SourceKind = "unknown"
    mention: Place | None = None
    cue: Place | None = None
    sure: bool = True  # the source is named beside the quote or follows from the page's form
    closed: bool = True  # the marks are balanced
    image: int | None = None
    words: str = ""  # of a quote in a caption

    def attribute(
        self, reading: Reading, mention: Mention | None, report: Report | None, person: Person | None
    ) -> None:
        """Set the source from what names it in a block."""
        self.person = person
        if report is not None:
            self.cue = (reading.start + report.cue_start, reading.start + report.cue_end)
        if mention is not None:
            self.mention = (reading.start + mention.start, reading.start + mention.end)
            self.source = reading.text[mention.start : mention.end]
            self.source_kind = source_kind(mention, reading.tokens[mention.first : mention.last])
        if person is not None:
            self.source, self.source_kind = person.name, "person"


_ONE_OF = frozenset({"احد", "احدى"})  # before a plural


def source_kind(mention: Mention, words: list[Token]) -> SourceKind:
    """What kind of source a mention names."""
    if mention.kind in {"person", "role"} or (mention.kind == "pronoun" and mention.gender in {"m", "f"}):
        return "person"
    if mention.kind == "organization":
        return "organization"
    if mention.kind == "document":
        return "document"
    head = next((n for n, word in enumerate(words) if word.flags & lx.PREPOSITION), len(words))
    nouns = words[:head]
    if any(word.flags & lx.DOCUMENT for word in nouns):
        return "document"
    if any(word.flags & lx.ORGANIZATION for word in nouns):
        return "organization"
    several = any(w.flags & lx.PLURAL for w in nouns) and words[0].low not in _ONE_OF
    single = bool(words) and bool(words[0].flags & lx.ARTICLE) and not several
    return "person" if mention.kind == "group" and single else "unknown"
