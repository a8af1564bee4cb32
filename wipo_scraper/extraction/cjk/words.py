"""The known word that starts at a sign."""

from functools import cache

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.lexicon import Entry, lexicon

CLOSES_NAME = (
    lx.CUE | lx.WEAK | lx.ACT | lx.PARTICIPLE | lx.AUXILIARY | lx.PREPOSITION | lx.FUNCTION | lx.CONJUNCTION
    | lx.RELATIVE | lx.LINK | lx.HONORIFIC | lx.ROLE
)  # fmt: skip
REPORTS = lx.CUE | lx.WEAK | lx.ACT | lx.PARTICIPLE

_NOTHING = (0, Entry())


class Vocabulary:
    """The words of a language by their first two signs, the longest first."""

    def __init__(self, code: str) -> None:
        self.lex = lexicon(code)
        by_start: dict[str, list[str]] = {}
        for word in self.lex.words:
            by_start.setdefault(word[:2], []).append(word)
        self.by_start = {
            start: tuple((word, len(word), self.lex.words[word]) for word in sorted(words, key=len, reverse=True))
            for start, words in by_start.items()
        }

    def longest(self, text: str, position: int) -> tuple[int, Entry]:
        """Length and classes of the longest known word at a place; length 0 if none."""
        for word, size, entry in self.by_start.get(text[position : position + 2], ()):
            if text.startswith(word, position):
                return size, entry
        single = self.lex.words.get(text[position : position + 1])
        return (1, single) if single is not None else _NOTHING


@cache
def vocabulary(code: str) -> Vocabulary:
    """The vocabulary of a language."""
    return Vocabulary(code)
