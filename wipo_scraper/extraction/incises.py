"""A reporting clause set inside one pair of marks: it cuts the marked region in two."""

import re
from itertools import islice

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.lexicon import Lexicon, fold
from wipo_scraper.extraction.marks import Region

_DASHED = re.compile(
    r"[\s\u00a0](?:[–—―][\s\u00a0]?|-[\s\u00a0])(?P<clause>[^–—―«»“”\"]{2,90}?)[\s\u00a0]?[,.]?(?:[\s\u00a0]?[–—―]|[\s\u00a0]-)[,.]?[\s\u00a0]"
)
_COMMA = re.compile(r",[\s\u00a0]+(?=\w)")
_AFTER_DASH = re.compile(r"[\s\u00a0](?:[–—―][\s\u00a0]?|-[\s\u00a0])(?P<clause>[^–—―«»“”\"]{2,120})")
_SPEECH_AGAIN = re.compile(r"(?:[\s\u00a0][–—―-]|[–—―](?=[\s\u00a0,.;:]))[,.;:]?[\s\u00a0]+")
_DASHES = "–—―"
_FIRST_WORDS = 3  # the reporting word stands among these
_LONGEST = 14  # words of the clause
_LONGEST_APPOSITION = 12
_ENDS = frozenset(",.;:!?…")
_SPACES = " \u00a0\u202f"
_OPENING = lx.CUE | lx.WEAK | lx.AUXILIARY
_NOUNS = lx.ARTICLE | lx.HONORIFIC | lx.ROLE | lx.PRONOUN


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
    match = _AFTER_DASH.search(text, start)
    while match is not None:
        if _reports(match.group("clause"), lex):
            end = match.start()
            following = _SPEECH_AGAIN.search(text, match.end() - 1)
            first = Region(0, end, start, end)
            if following is None or following.end() == len(text):
                return [first]
            rest = following.end()
            return [first, Region(rest, len(text), rest, len(text))]
        match = _AFTER_DASH.search(text, match.start() + 1)
    return []


def _split(text: str, region: Region, lex: Lexicon) -> list[Region]:
    cut = _dashed(text, region, lex) or (_between_commas(text, region, lex) if lex.data.attribution.incises else None)
    if cut is None:
        return [region]
    end, start = cut
    while start < region.inner_end and text[start] in _SPACES:
        start += 1
    if start >= region.inner_end:  # the clause closes the region: the marks close after it
        return [Region(region.start, end, region.inner_start, end)]
    rest = Region(start, region.end, start, region.inner_end, region.closed)
    return [Region(region.start, end, region.inner_start, end), *_split(text, rest, lex)]


def _dashed(text: str, region: Region, lex: Lexicon) -> tuple[int, int] | None:
    """Start and end of the first reporting clause between dashes."""
    match = _DASHED.search(text, region.inner_start, region.inner_end)
    while match is not None:
        parted = text[match.start() - 1] in ",?!…"
        if _reports(match.group("clause"), lex) or (parted and _inflected(match.group("clause"), lex)):
            return match.span()
        match = _DASHED.search(text, match.start() + 1, region.inner_end)  # its second dash can open a clause
    return None


def _reports(clause: str, lex: Lexicon) -> bool:
    words = [fold(word.group(), lex.script) for word in lex.token.finditer(clause)]
    return len(words) <= _LONGEST and any(_is(word, lex, lx.CUE | lx.WEAK) for word in words[:_FIRST_WORDS])


def _inflected(clause: str, lex: Lexicon) -> bool:
    """Whether an unknown verb in the past tense and whom it can be said of stand in a clause: "поддержал Анну Бек"."""
    endings = lex.verb_endings
    words = [(word.group(), fold(word.group(), lex.script)) for word in lex.token.finditer(clause)] if endings else []
    verb = next((n for n, (_, low) in enumerate(words[:_FIRST_WORDS]) if low.endswith(endings) and len(low) > 4), None)
    return verb is not None and any(_subject(word, low, lex) for word, low in words[verb + 1 :])


def _between_commas(text: str, region: Region, lex: Lexicon) -> tuple[int, int] | None:
    """Start and end of the first clause between commas: a verb before its subject, which cannot be quoted."""
    for comma in _COMMA.finditer(text, region.inner_start, region.inner_end):
        first = lex.token.match(text, comma.end(), region.inner_end)
        if first is None or first.group()[0].isupper():
            continue
        if not _is(fold(first.group(), lex.script), lex, _OPENING) and first.group().lower() not in lex.phrases:
            continue
        window = islice(lex.token.finditer(text, comma.end(), region.inner_end), _LONGEST + _LONGEST_APPOSITION)
        words = [(word.group(), word.start()) for word in window]
        last = _clause(words, lex)
        if last is not None:
            return comma.start(), words[last][1] + 1 if last < len(words) else region.inner_end
    return None


def _clause(words: list[tuple[str, int]], lex: Lexicon) -> int | None:
    """The number of the punctuation mark that ends the clause; None if the words are no reporting clause."""
    lows = [fold(word, lex.script) for word, _ in words]
    verb = _verb(lows, lex)
    if verb is None:
        return None
    end = _end(words, verb)
    if end > _LONGEST:
        return None
    clitics = lex.data.grammar.clitics
    if any(low in clitics for low in lows[: min(verb + 2, end)]):  # "a-t-il lancé"
        return end
    at = next((n for n in range(verb, end) if _subject(words[n][0], lows[n], lex)), None)
    if at is None or any(_is(low, lex, lx.RELATIVE | lx.CONJUNCTION) for low in lows[verb:at]):
        return None
    while end < len(words) and words[end][0] == ",":  # "a dit le boulanger, Firmin Jaouen, …"
        following = _end(words, end + 1)
        if not _in_apposition(words, lows, end + 1, following, lex):
            break
        end = following
    return end


def _verb(lows: list[str], lex: Lexicon) -> int | None:
    """The number of the word after a reporting verb that has only auxiliaries and clitics before it."""
    for number, low in enumerate(lows[:_FIRST_WORDS]):
        for rest, entry in lex.phrases.get(low, ()):
            if entry.flags & (lx.CUE | lx.WEAK) and tuple(lows[number + 1 : number + 1 + len(rest)]) == rest:
                return number + 1 + len(rest)
        if _is(low, lex, lx.CUE | lx.WEAK) and not (_is(low, lex, lx.AUXILIARY) and number + 1 < len(lows)):
            return number + 1
        if not _is(low, lex, lx.AUXILIARY) and low not in lex.data.grammar.clitics:
            return None
    return None


def _end(words: list[tuple[str, int]], start: int) -> int:
    return next((n for n in range(start, len(words)) if words[n][0] in _ENDS), len(words))


def _subject(word: str, low: str, lex: Lexicon) -> bool:
    """Whether a word can be or open the subject of a reporting verb."""
    return word[0].isupper() or (_is(low, lex, _NOUNS) and not _is(low, lex, lx.FIRST_PERSON))


def _in_apposition(words: list[tuple[str, int]], lows: list[str], start: int, end: int, lex: Lexicon) -> bool:
    """Whether the words between two commas name or describe whoever the clause has named."""
    if not 0 < end - start <= _LONGEST_APPOSITION or end >= len(words) or words[end][0] not in {",", "."}:
        return False
    if all(words[n][0][0].isupper() or _is(lows[n], lex, lx.PARTICLE) for n in range(start, end)):
        return True
    head = start + _is(lows[start], lex, lx.ARTICLE)
    return (
        head < end
        and _is(lows[head], lex, lx.ROLE | lx.MODIFIER | lx.PLURAL)
        and not any(_is(low, lex, lx.CUE | lx.PRONOUN) for low in lows[head:end])
    )


def _is(word: str, lex: Lexicon, flags: int) -> bool:
    entry = lex.words.get(word)
    return entry is not None and bool(entry.flags & flags)
