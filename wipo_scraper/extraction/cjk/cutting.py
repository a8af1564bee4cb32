"""A block cut into words: names by their shape, entries of the lexicon, punctuation, and the stretches between them."""

import re

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.cjk.chinese_names import DOTS, ChineseNames, Known, chinese_names, known_names
from wipo_scraper.extraction.cjk.words import vocabulary
from wipo_scraper.extraction.lexicon import Entry, Lexicon
from wipo_scraper.extraction.marks import Region
from wipo_scraper.extraction.tokens import Token

_STOPS = frozenset("。！？；!?;")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-z0-9À-ɏ&.'’+-]*(?: [A-ZÀ-Þ][A-Za-z0-9À-ɏ&.'’+-]*)*|[0-9０-９][0-9０-９.,%]*|\s+")
_ORDINAL = re.compile("第[一二三四五六七八九十百零〇0-9]+(?:(?P<part>条|款|章|节|段)|[代届任位名])")
_PLAIN = Entry()
_PART = Entry(lx.DOCUMENT)  # of a document: "第七条"
_RANK = Entry(lx.MODIFIER)  # "第六代"
_SHORTEST_TITLED = 2  # signs of an organization that cannot be a field of office
_HEAD = re.compile("长(?!官)")
_BESIDE = frozenset('：:，,。“"「”《')
_TITLES = lx.ROLE | lx.HONORIFIC
_SUBJECTS = lx.PRONOUN | lx.ROLE | lx.HONORIFIC | lx.AUXILIARY | lx.DOCUMENT | lx.ORGANIZATION | lx.PLURAL


def read_chinese(text: str, regions: list[Region], lex: Lexicon, names: frozenset[str]) -> list[Token]:
    """The words of a block outside its marked regions, each region as one token; `names`: persons of the page."""
    return _Cutter(text, lex, known_names(names)).cut(regions)


class _Cutter:
    def __init__(self, text: str, lex: Lexicon, known: Known) -> None:
        self.text = text
        self.known = known
        self.words = vocabulary(lex.data.code)
        self.names: ChineseNames = chinese_names(lex.data.code)
        self.openers = self.names.openers
        self.tokens: list[Token] = []
        self.sentence = 0
        self.opening = True

    def cut(self, regions: list[Region]) -> list[Token]:
        position = 0
        for index, region in enumerate(regions):
            self._plain(position, region.start)
            self._add("\0", region.start, region.end, _PLAIN, region=index)
            position = region.end
        self._plain(position, len(self.text))
        return self.tokens

    def _plain(self, position: int, stop: int) -> None:
        """The words of a stretch without marks."""
        text = self.text
        while position < stop:
            sign = text[position]
            latin = _LATIN.match(text, position, stop) if sign.isascii() or sign.isspace() else None
            if latin:
                if not latin.group().isspace():
                    entry = self.words.lex.words.get(latin.group().lower(), _PLAIN)
                    self._add(latin.group(), position, latin.end(), entry)
                position = latin.end()
                continue
            if sign == "第" and (ordinal := _ORDINAL.match(text, position, stop)):
                self._add(ordinal.group(), position, ordinal.end(), _PART if ordinal["part"] else _RANK)
                position = ordinal.end()
                continue
            end = self._name(position, stop) if sign in self.openers or sign in self.known else position
            if end == position:
                size, entry = self.words.longest(text, position)
                if not size or position + size > stop or (size == 1 and self._no_verb(position, entry)):
                    size, entry = 1, _PLAIN
                if entry.flags & lx.ORGANIZATION and size > _SHORTEST_TITLED and _HEAD.match(text, position + size):
                    size, entry = size - 1, _PLAIN  # "工业部长": of industry, minister
                end = position + size
                self._add(text[position:end], position, end, entry)
            position = end

    def _name(self, position: int, stop: int) -> int:
        """Where a name ends that starts here; it is added as one word."""
        before = self.tokens[-1] if self.tokens else None
        titled = len(self.tokens) > 1 and self.tokens[-2].cap and bool(self.tokens[-1].flags & _TITLES)
        end = self.names.end(self.text, position, stop, before, self.known, titled=titled)
        if end > position:
            if before is not None and before.end == position and before.region < 0 and self.names.unknown_role(before):
                before.flags = lx.ROLE
            self._add(self.text[position:end], position, end, _PLAIN, cap=True)
        return end

    def _no_verb(self, position: int, entry: Entry) -> bool:
        """Whether a sign that can be a verb of speaking stands where no verb can."""
        if not entry.flags & lx.CUE:
            return False
        before = self.tokens[-1] if self.tokens else None
        after = self.text[position + 1 : position + 2]
        if before is not None and (before.cap or before.flags & _SUBJECTS):
            return False
        return bool(after) and after not in _BESIDE

    def _add(self, word: str, start: int, end: int, entry: Entry, *, region: int = -1, cap: bool = False) -> None:
        """Append a word; unknown signs side by side are one."""
        last = self.tokens[-1] if self.tokens else None
        wordy = word[0].isalpha() or word[0] in DOTS
        if (
            last is not None and wordy and not entry.flags and not cap and last.end == start
            and not last.flags and not last.cap and last.region < 0 and last.text[-1].isalpha()
            and last.text[-1].isascii() == word[0].isascii()
        ):  # fmt: skip
            last.text += word
            last.low, last.end = last.text, end
            return
        token = Token(
            word, word, start, end, entry.flags, entry.gender, entry.act, self.sentence, cap, self.opening, region
        )
        self.tokens.append(token)
        self.opening = False
        if word in _STOPS:
            self.sentence, self.opening = self.sentence + 1, True
