"""The index of words: which articles hold a word, in parts that a page loads as the reader types.

Words are compared without case and marks: `Medellín` is found by `medellin`, vocalised Arabic by bare letters. Chinese
and Japanese, which put no space between words, are indexed by pairs of signs. static/words.js cuts a query the same
way.
"""

import re
import unicodedata
from array import array
from collections import defaultdict
from functools import partial
from pathlib import Path

from wipo_scraper.article import Record
from wipo_scraper.report.scripts import WORD_PARTS, part_of, statement

_UNSPACED = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(f"[{_UNSPACED}]+")
_WORD = re.compile(rf"[^\W_{_UNSPACED}]+")
_MARKS = re.compile(
    "["
    + "".join(chr(code) for code in range(0x0300, 0xFFFF) if unicodedata.category(chr(code))[0] == "M")
    + "\u0640"  # the stroke that stretches Arabic words
    + "]"
)
_LONGEST = 40  # signs of a word; what is longer is an address or a table


def words(text: str) -> set[str]:
    """Return the words of a text as they are indexed."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text)).lower()
    found = {word for word in _WORD.findall(plain) if len(word) <= _LONGEST}
    for run in _RUN.findall(plain):
        found.update(run[at : at + 2] for at in range(len(run)))  # the last sign alone
    return found


def part_of_word(word: str) -> int:
    """Return the part that holds a word: that of its first two signs, of the first one where words are not spaced."""
    return part_of(word[: 1 if _RUN.match(word) else 2], WORD_PARTS)


class SearchIndex:
    """The numbers of the articles that hold each word, numbers counting up in the order of `add`."""

    def __init__(self) -> None:
        self._articles = 0
        self._postings: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))

    def add(self, record: Record) -> None:
        """Index a record's title, text, captions and the names in it."""
        captions = (image.caption for image in record.images if image.caption)
        names = (speaker.name for speaker in record.speakers)
        for word in words("\n".join((record.title or "", record.text, record.reference or "", *captions, *names))):
            self._postings[word].append(self._articles)
        self._articles += 1

    def write(self, folder: Path) -> None:
        """Write the parts, each one object: word to the steps from article to article, in base 36."""
        folder.mkdir()
        parts: dict[int, dict[str, str]] = {}
        for word in sorted(self._postings):
            parts.setdefault(part_of_word(word), {})[word] = steps(self._postings[word])
        for part, postings in parts.items():
            (folder / f"{part}.js").write_bytes(statement("words", part, postings))


def steps(numbers: "array[int] | list[int]") -> str:
    """Return rising numbers as the steps between them, the first from 0, in base 36, set apart by blanks."""
    before, found = 0, []
    for number in numbers:
        found.append(base36(number - before))
        before = number
    return " ".join(found)


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SMALL = [a.lstrip("0") + b if a != "0" else b for a in _DIGITS for b in _DIGITS]


def base36(number: int) -> str:
    """Return a number from 0 up in base 36."""
    if number < len(_SMALL):
        return _SMALL[number]
    rest, digit = divmod(number, 36)
    return base36(rest) + _DIGITS[digit]
