"""A block read as words: each with its place, its classes in the lexicon and its sentence."""

from dataclasses import dataclass
from itertools import accumulate

from wipo_scraper.extraction.lexicon import (
    ARTICLE,
    AUXILIARY,
    LINK,
    POSSESSIVE,
    SENTENCE_ENDS,
    Entry,
    Lexicon,
    Phrase,
    Word,
)
from wipo_scraper.extraction.marks import Region

_BEFORE_NOUN = ARTICLE | LINK | POSSESSIVE


@dataclass(slots=True)
class Token:
    """A word, a phrase of the lexicon, a punctuation mark, or a whole marked region."""

    text: str
    low: str
    start: int
    end: int
    flags: int
    gender: str | None
    act: str | None
    sentence: int
    cap: bool  # written with a capital
    first: bool  # opens a sentence
    region: int = -1  # index of the marked region that the token stands for

    def is_(self, flags: int) -> bool:
        """Whether the word belongs to any of the classes."""
        return bool(self.flags & flags)


def read(text: str, regions: list[Region], lex: Lexicon) -> list[Token]:
    """The words of a block outside its marked regions, each region as one token."""
    tokens: list[Token] = []
    sentence, opening, position = 0, True, 0
    for index, region in enumerate([*regions, None]):
        stop = region.start if region else len(text)
        sentence, opening = _read_plain(text, position, stop, lex, tokens, sentence, opening=opening)
        if region is None:
            break
        mark = Token("\x00", "\x00", region.start, region.end, 0, None, None, sentence, cap=False, first=opening)
        mark.region = index
        tokens.append(mark)
        opening = False
        inner_end = text[region.inner_end - 1] if region.inner_end > region.inner_start else ""
        if inner_end in SENTENCE_ENDS and _breaks(text, region.end, lex):
            sentence, opening = sentence + 1, True
        position = region.end
    return tokens


def _breaks(text: str, position: int, lex: Lexicon) -> bool:
    """Whether a new sentence can start here."""
    rest = text[position : position + 8].lstrip(' \u00a0\u202f\u200f-–—,"“„«(')
    return not rest or not lex.cased or not rest[0].islower()


def _read_plain(
    text: str, start: int, stop: int, lex: Lexicon, tokens: list[Token], sentence: int, *, opening: bool
) -> tuple[int, bool]:
    pieces = lex.piece.findall(text, start, stop)
    known = lex.known
    words = [known.get(piece) or lex.look_up(piece) for piece in pieces]
    ends = list(accumulate(map(len, pieces), initial=start))  # the pieces leave nothing out
    add = tokens.append
    after = 0  # number of the word after the last phrase
    for index, word in enumerate(words):
        if index < after:
            continue
        end = ends[index + 1]
        begin = end - len(word.text)
        if word.phrases is not None and (found := _phrase(words, index, word.phrases)) is not None:
            size, phrase = found
            after = index + size
            end = ends[after]
            low = " ".join(part.low for part in words[index:after])
            flags, gender, act = phrase.flags, phrase.gender, phrase.act
            add(Token(text[begin:end], low, begin, end, flags, gender, act, sentence, word.cap, opening))
            opening = False
            continue
        flags = word.flags or (_by_ending(word, tokens) if word.ending else 0)
        add(Token(word.text, word.low, begin, end, flags, word.gender, word.act, sentence, word.cap, opening))
        opening = False
        if word.stops and _breaks(text, end, lex):
            sentence, opening = sentence + 1, True
    return sentence, opening


def _phrase(words: list[Word], index: int, phrases: dict[str, list[Phrase]]) -> tuple[int, Entry] | None:
    """The longest phrase of the lexicon that starts at a word, and its length in words."""
    options = phrases.get(words[index + 1].low) if index + 1 < len(words) else None
    for rest, entry in options or ():
        if [word.low for word in words[index + 1 : index + 1 + len(rest)]] == list(rest):
            return len(rest) + 1, entry
    return None


def _by_ending(word: Word, tokens: list[Token]) -> int:
    """The class that a word's ending gives; an adverb after an article is a noun."""
    if word.ending & AUXILIARY and tokens and tokens[-1].flags & _BEFORE_NOUN:
        return word.ending & ~AUXILIARY
    return word.ending
