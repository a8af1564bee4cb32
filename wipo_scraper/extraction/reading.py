"""One block read once: its marked regions, words, mentions and reporting clauses."""

from collections.abc import Callable
from dataclasses import dataclass, field

from wipo_scraper.extraction.arabic import ArabicReader
from wipo_scraper.extraction.arabic_reports import ArabicFinder
from wipo_scraper.extraction.cjk.chinese import ChineseReader
from wipo_scraper.extraction.cjk.chinese_names import passed_over
from wipo_scraper.extraction.cjk.cutting import read_chinese
from wipo_scraper.extraction.cjk.japanese import read_japanese
from wipo_scraper.extraction.cjk.reports import ChineseFinder
from wipo_scraper.extraction.incises import split_incises
from wipo_scraper.extraction.lexicon import Lexicon
from wipo_scraper.extraction.marks import Region, find_regions, find_single_regions, has_marks
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.mentions import Reader
from wipo_scraper.extraction.persons import Person
from wipo_scraper.extraction.report import Report
from wipo_scraper.extraction.reports import Finder
from wipo_scraper.extraction.russian import RussianReader
from wipo_scraper.extraction.russian_reports import RussianFinder
from wipo_scraper.extraction.tokens import Token, read

_READERS: dict[str, Callable[..., Reader | ChineseReader]] = {
    "arabic": ArabicReader,
    "cyrillic": RussianReader,
    "han": ChineseReader,
}
_FINDERS: dict[str, Callable[..., Finder]] = {
    "arabic": ArabicFinder,
    "cyrillic": RussianFinder,
    "han": ChineseFinder,
}


@dataclass(slots=True)
class Reading:
    """A block as attribution sees it. Offsets count in the block; `start` is the block's place in the article."""

    text: str
    start: int
    kind: str
    regions: list[Region]
    tokens: list[Token]
    mentions: list[Mention]
    reports: list[Report]
    persons: dict[int, Person | None] = field(default_factory=dict)  # by the first word of a mention


def read_block(
    text: str, start: int, kind: str, lex: Lexicon, families: frozenset[str] = frozenset(), *, single: bool = False
) -> Reading:
    """Read one block; `families` are family names (in Chinese: names) of the page, where no capital shows them.

    `single`: the page's quotation marks are single ones.
    """
    if single:
        regions = split_incises(text, find_single_regions(text), lex)
    else:
        regions = split_incises(text, find_regions(text), lex) if has_marks(text) or text[:1] in "–—―" else []
    if lex.script == "kana":
        return Reading(text, start, kind, regions, *read_japanese(text, regions, lex))
    tokens = read_chinese(text, regions, lex, families) if lex.script == "han" else read(text, regions, lex)
    mentions, reports = _mentions_and_reports(text, kind, tokens, lex, families)
    return Reading(text, start, kind, regions, tokens, mentions, reports)


def read_again(reading: Reading, lex: Lexicon, names: frozenset[str]) -> Reading:
    """A block read with the names of the page."""
    if lex.script == "han":
        if not passed_over(reading.text, reading.tokens, names):
            return reading
        return read_block(reading.text, reading.start, reading.kind, lex, names)
    if any(token.low in names or f"ال{token.low[2:]}" in names for token in reading.tokens):
        reading.mentions, reading.reports = _mentions_and_reports(
            reading.text, reading.kind, reading.tokens, lex, names
        )
    return reading


def _mentions_and_reports(
    text: str, kind: str, tokens: list[Token], lex: Lexicon, families: frozenset[str]
) -> tuple[list[Mention], list[Report]]:
    reader = _READERS.get(lex.script, Reader)(text, tokens, lex, headline=kind == "heading")
    if isinstance(reader, ArabicReader):
        reader.families = families
    mentions = reader.mentions()
    return mentions, _FINDERS.get(lex.script, Finder)(text, tokens, mentions, lex).reports()
