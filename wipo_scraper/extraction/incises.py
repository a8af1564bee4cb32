"""A reporting clause set inside one pair of marks: it cuts the marked region in two."""

import re

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.lexicon import Lexicon, fold
from wipo_scraper.extraction.marks import Region

_DASHED = re.compile(
    r"[\s\u00a0](?:[–—―][\s\u00a0]?|-[\s\u00a0])(?P<clause>[^–—―«»“”\"]{2,90}?)[\s\u00a0]?[,.]?(?:[\s\u00a0]?[–—―]|[\s\u00a0]-)[,.]?[\s\u00a0]"
)
_COMMAS = re.compile(
    r",[\s\u00a0](?P<clause>[^«»“”\"!?.,]{2,90})(?:,[\s\u00a0][A-ZÀ-Þ][\w’'-]+(?:[\s\u00a0][A-ZÀ-Þ][\w’'-]+)*)?(?P<end>[,.])(?=[\s\u00a0])"
)
_AFTER_DASH = re.compile(r"[\s\u00a0][–—―-][\s\u00a0](?P<clause>[^–—―«»“”\"]{2,90})")
_DASHES = "–—―"
_FIRST_WORDS = 3  # the reporting word stands among these
_LONGEST = 14


def split_incises(text: str, regions: list[Region], lex: Lexicon) -> list[Region]:
    """The regions, each one with a reporting clause inside cut into what stands before and after it."""
    found: list[Region] = []
    if not regions and text[:1] in _DASHES:
        return _dialogue(text, lex)
    for region in regions:
        found.extend(_split(text, region, lex))
    return found


def _dialogue(text: str, lex: Lexicon) -> list[Region]:
    """A paragraph that opens with a dash: direct speech up to the dash before its reporting clause."""
    start = 1
    while start < len(text) and text[start] in " \u00a0":
        start += 1
    for match in _AFTER_DASH.finditer(text, start):
        if _reports(match.group("clause"), lex, inverted=False):
            end = match.start()
            following = _AFTER_DASH.search(text, match.end() - 1)
            first = Region(0, end, start, end)
            if following is None:
                return [first]
            rest = following.start() + 3
            return [first, Region(following.start() + 1, len(text), rest, len(text))]
    return []


def _split(text: str, region: Region, lex: Lexicon) -> list[Region]:
    for pattern, inverted in ((_DASHED, False), (_COMMAS, True)):
        if inverted and not lex.data.attribution.incises:
            continue
        for match in pattern.finditer(text, region.inner_start, region.inner_end):
            if not _reports(match.group("clause"), lex, inverted=inverted):
                continue
            if inverted and match.group("end") == "." and not _clitic(match.group("clause"), lex):
                continue
            end, start = match.start(), match.end()
            while start < region.inner_end and text[start] in " \u00a0\u202f":
                start += 1
            if pattern is _COMMAS:
                start = match.end() + 1
            first = Region(region.start, end, region.inner_start, end)
            rest = Region(start, region.end, start, region.inner_end, region.closed)
            return [first, *_split(text, rest, lex)]
    return [region]


def _reports(clause: str, lex: Lexicon, *, inverted: bool) -> bool:
    words = [fold(match.group(), lex.script) for match in lex.token.finditer(clause)]
    if not words or len(words) > _LONGEST:
        return False
    if inverted:  # between commas only what cannot be part of the quotation: a verb before its subject
        head = next((n for n, word in enumerate(words[:_FIRST_WORDS]) if _is(word, lex, lx.CUE | lx.WEAK)), None)
        if head is None or any(not _is(word, lex, lx.AUXILIARY | lx.PRONOUN) for word in words[:head]):
            return False
        if _clitic(clause, lex):
            return True
        return len(words) > head + 1 and not _is(words[head + 1], lex, lx.RELATIVE | lx.CONJUNCTION)
    return any(_is(word, lex, lx.CUE | lx.WEAK) for word in words[:_FIRST_WORDS])


def _clitic(clause: str, lex: Lexicon) -> bool:
    """Whether the verb carries its subject: "a-t-il lancé"."""
    return any(match.group().lower() in lex.data.grammar.clitics for match in lex.token.finditer(clause))


def _is(word: str, lex: Lexicon, flags: int) -> bool:
    entry = lex.words.get(word)
    return entry is not None and bool(entry.flags & flags)
