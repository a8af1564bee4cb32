"""A block read as words: each with its place, its classes in the lexicon and its sentence."""

import re
from dataclasses import dataclass

from wipo_scraper.extraction.lexicon import (
    ARTICLE,
    AUXILIARY,
    CLOSED,
    FIRST_PERSON,
    LINK,
    POSSESSIVE,
    Entry,
    Lexicon,
    fold,
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
        sentence, opening = _read_plain(text, position, stop, lex, tokens, sentence, opening)
        if region is None:
            break
        tokens.append(
            Token("\x00", "\x00", region.start, region.end, 0, None, None, sentence, False, opening, index),
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
    text: str, start: int, stop: int, lex: Lexicon, tokens: list[Token], sentence: int, opening: bool
) -> tuple[int, bool]:
    matches = [match for match in lex.token.finditer(text, start, stop)]
    lows = [fold(match.group(), lex.script) for match in matches]
    index, count = 0, len(matches)
    while index < count:
        match, low = matches[index], lows[index]
        word, begin = match.group(), match.start()
        entry = lex.words.get(low)
        options = lex.phrases.get(low)
        if entry is None and options is None and lex.prefixes and len(low) > 3:
            stem, cut = lex.without_prefix(low)
            if cut:
                entry, options = lex.words.get(stem), lex.phrases.get(stem)
        size = 1
        for rest, phrase in options or ():
            if tuple(lows[index + 1 : index + 1 + len(rest)]) == rest:
                size, entry = len(rest) + 1, phrase
                break
        end = matches[index + size - 1].end()
        entry = entry or _NOTHING
        flags = entry.flags
        if not flags and lex.adverbs and low.endswith(lex.adverbs) and len(low) > 4 and not word[0].isupper():
            flags = 0 if tokens and tokens[-1].flags & _BEFORE_NOUN else AUXILIARY
        if not flags and lex.first_person_endings and low.endswith(lex.first_person_endings) and len(low) > 4:
            flags = FIRST_PERSON
        surface = text[begin:end] if size > 1 else word
        tokens.append(
            Token(
                surface,
                " ".join(lows[index : index + size]) if size > 1 else low,
                begin,
                end,
                flags,
                entry.gender,
                entry.act,
                sentence,
                _capital(word),
                opening,
            )
        )
        opening = False
        if word in _STOPS and size == 1 and _breaks(text, end, lex):
            sentence, opening = sentence + 1, True
        index += size
    return sentence, opening


def _capital(word: str) -> bool:
    """Whether a word is written as a name: "Daren", "el-Houda"."""
    return word[0].isupper() or (
        word[0].isalpha()
        and "-" in word
        and word.rsplit("-", 1)[1][:1].isupper()
        and len(word.split("-", maxsplit=1)[0]) < 4
    )


def closed(token: Token) -> bool:
    """Whether the word is one of the small words that cannot be part of a name."""
    return bool(token.flags & CLOSED)
