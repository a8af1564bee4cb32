"""A block read as words: each with its place, its classes in the lexicon and its sentence."""

import re
from dataclasses import dataclass

from wipo_scraper.extraction.lexicon import (
    ARTICLE,
    AUXILIARY,
    CLOSED,
    LINK,
    POSSESSIVE,
    Entry,
    Lexicon,
    Word,
)
from wipo_scraper.extraction.marks import Region

_STOPS = frozenset(".!?…؟")
_NEXT_SENTENCE = re.compile(r"[\s\u200f]*(?:$|[\"“”„«»‘—–-]*\s*[^\W\d_]|[\"“„«(\[]|\d)")
_NOTHING = Entry()
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
        tokens.append(
            Token(
                "\x00",
                "\x00",
                region.start,
                region.end,
                0,
                None,
                None,
                sentence,
                cap=False,
                first=opening,
                region=index,
            )
        )
        opening = False
        inner_end = text[region.inner_end - 1] if region.inner_end > region.inner_start else ""
        if inner_end in _STOPS and _breaks(text, region.end, lex):
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
    matches = list(lex.token.finditer(text, start, stop))
    known = lex.known
    words = [known.get(match[0]) or lex.look_up(match[0]) for match in matches]
    index, count = 0, len(matches)
    while index < count:
        word = words[index]
        begin, end = matches[index].span()
        size, phrase = _phrase(words, index, word) if word.options else (1, _NOTHING)
        if size > 1:
            end = matches[index + size - 1].end()
            low = " ".join(part.low for part in words[index : index + size])
            tokens.append(
                Token(
                    text[begin:end],
                    low,
                    begin,
                    end,
                    phrase.flags,
                    phrase.gender,
                    phrase.act,
                    sentence,
                    word.cap,
                    opening,
                )
            )
            opening = False
            index += size
            continue
        tokens.append(
            Token(
                word.text,
                word.low,
                begin,
                end,
                word.flags or (_by_ending(word, tokens) if word.ending else 0),
                word.gender,
                word.act,
                sentence,
                word.cap,
                opening,
            )
        )
        opening = False
        if word.text in _STOPS and _breaks(text, end, lex):
            sentence, opening = sentence + 1, True
        index += 1
    return sentence, opening


def _phrase(words: list[Word], index: int, word: Word) -> tuple[int, Entry]:
    """The longest phrase of the lexicon that starts at a word, and its length in words; 1 if there is none."""
    for rest, entry in word.options:
        if all(index + 1 + n < len(words) and words[index + 1 + n].low == part for n, part in enumerate(rest)):
            return len(rest) + 1, entry
    return 1, _NOTHING


def _by_ending(word: Word, tokens: list[Token]) -> int:
    """The class that a word's ending gives; an adverb after an article is a noun."""
    if word.ending & AUXILIARY and tokens and tokens[-1].flags & _BEFORE_NOUN:
        return word.ending & ~AUXILIARY
    return word.ending


def closed(token: Token) -> bool:
    """Whether the word is one of the small words that cannot be part of a name."""
    return bool(token.flags & CLOSED)
