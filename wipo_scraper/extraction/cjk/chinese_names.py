"""Where a person's name stands in Chinese text: foreign names by their sounds, Chinese ones by the family name."""

import re
from functools import cache, lru_cache

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.cjk.chinese_roles import names_organization
from wipo_scraper.extraction.cjk.words import CLOSES_NAME, REPORTS, Vocabulary, vocabulary
from wipo_scraper.extraction.lexicon import Entry
from wipo_scraper.extraction.tokens import Token

DOTS = "·•・‧∙"
_HYPHENS = "-－‐‑–"
Known = dict[str, tuple[str, ...]]
_OPENS = (
    lx.PREPOSITION | lx.AUXILIARY | lx.CONJUNCTION | lx.RELATIVE | lx.LINK | lx.ACCORDING | lx.FUNCTION | lx.CUE
    | lx.ACT | lx.WEAK | lx.ARTICLE
)  # fmt: skip
_IS = "是"
_OPENING = "于"  # opens a name, "于贝尔", but ends none: "…于5月访问"
_TIBETAN = frozenset("才更")  # open names, before certain signs: "才让", "更登"
_CALLED = "叫"  # "老人叫拉巴次仁"
_AGED = re.compile(
    "(?:今年|现年|时年|年近|年过|年仅|年方|刚满)?[一二三四五六七八九十百0-9]+岁|出?生于|出生在|毕业于|出身于?|来自"
)  # what is said of a person
_LONGEST_ROLE = 8  # signs
_NO_ENTRY = Entry()
_LONGEST_AUXILIARIES = 3
_GIVEN = 2  # signs of a usual given name
_LONGEST_CHINESE = 3  # signs of a name; one in signs for sounds can have more
_SHORTEST_BEFORE_ROLE = 3  # signs of a part of a foreign name
_PUNCTUATION = frozenset('，,。、；;！!？?（(）)“”"「」《》 \u3000')
_COLONS = frozenset("：:")

# Titles that stand after a name.
_AFTER_NAMES = re.compile(
    "(?:[部局厅司处署州省市县区镇村院校馆所台社行科组队会班团园庭]长|秘书长|检察长|董事长|主席|总干事|总裁|经理|主任|书记|教授|讲师|导演|"
    "律师|法官|医生|老师|大使|参赞|公使|领事|代表|委员|议员|专员|总监|教练|工程师|总统|总理|首相|大臣|国王|编辑|主编|警官|将军|上校|"
    "研究员|理事|干事|长官|师傅|大师|主教|神父|牧师)$"
)
_PERSONAL_TITLES = re.compile("教授|律师|主任|总干事|导演|医生|法官")  # before which a short word is a name
_THIRD = frozenset("氏子郎")  # of a given name: in the names of Vietnamese women, in Japanese ones
_NEVER_LAST = frozenset("在则对说称向者也还与就的是等及被把将都又却从由给跟并问答他她它这那了着们总")

_AND = "和"  # ends given names too: "钟秉和说"
_SELDOM_LAST = frozenset("于以为至因经同随时曾任将已有没不会能要很更最后让请用常")

_PERSON = re.compile("[他她](?!们)")
_SAYING = re.compile('[一-龥]{4}[：:]["“「]')  # how somebody speaks: "言辞激烈：“…”"

# What follows a possible name: how much it speaks for the name ending there.
_NOTHING, _CLOSED, _REPORTED, _HONOURED = 0, 2, 3, 4


class ChineseNames:
    """Finds the names of one language."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        names = words.lex.data.names
        single, *double = names.surnames.split(" ")
        self.single, self.double = frozenset(single), frozenset(double)
        self.lengths: dict[str, list[int]] = {}  # of the double ones by their first sign, the longest first
        for name in sorted(double, key=len, reverse=True):
            if len(name) not in (lengths := self.lengths.setdefault(name[0], [])):
                lengths.append(len(name))
        self.sounds = frozenset(names.transliteration)
        self.endings = words.lex.data.roles.endings
        self.starts = self.sounds | _TIBETAN  # of names in signs for sounds
        self.openers = self.starts | self.single | {name[0] for name in double}
        known = words.lex.words.items()
        self.closed = frozenset(w for w, entry in known if len(w) == 1 and entry.flags & (lx.CLOSED | lx.ACCORDING))
        part = self._part()
        self.part = re.compile(part)
        self.foreign = re.compile(rf"(?:[A-Z]\.?|{part})(?:[{DOTS}](?:[A-Z]\.?|{part}))+")

    def _part(self) -> str:
        """Pattern of one part of a foreign name: signs for sounds, up to a known word that closes it."""
        known: dict[str, list[str]] = {}
        for word, entry in self.words.lex.words.items():
            if len(word) > 1 and word[0] in self.sounds and entry.flags & CLOSES_NAME:
                known.setdefault(word[0], []).append(re.escape(word[1:]))
        stops = "|".join(f"{sign}(?:{'|'.join(rests)})" for sign, rests in known.items())
        families = "".join(sorted(self.single))
        titles = "|".join(
            re.escape(word)
            for word, entry in self.words.lex.words.items()
            if len(word) > 1 and entry.flags & (lx.ROLE | lx.HONORIFIC)
        )
        sounds = "".join(sorted(self.sounds - {_OPENING}))
        certain = "(?<=布)都|才(?=[让旦仁吉增])|更(?=[登尕桑藏])"
        sign = f"(?:(?!{stops})[{sounds}]|[{sounds}](?={titles})|{certain})"  # "阿里亚加大使": no "加大"
        return rf"{_OPENING}?(?:{sign}){{1,9}}(?:[{_HYPHENS}](?:(?:{sign}){{1,9}}|[{families}]))*"

    def anchors(self, before: Token) -> bool:
        """Whether a word can stand directly before the name of its bearer: a role, known or by its ending."""
        return bool(before.flags & lx.ROLE) or self.unknown_role(before)

    def unknown_role(self, word: Token) -> bool:
        """Whether a word that the lexicon does not know ends as words for professions do."""
        return not word.flags and not word.cap and len(word.text) > 1 and word.text.endswith(self.endings)

    def end(self, text: str, at: int, stop: int, before: Token | None, known: Known, *, titled: bool) -> int:
        """Where the name that starts at a place ends; the place itself if none does.

        `known`: names of the page, by their first sign. `titled`: the word before is the title of the name before it.
        """
        foreign = self.foreign.match(text, at, stop) if text[at] in self.starts else None
        if foreign:
            return foreign.end()
        for name in known.get(text[at], ()):
            if text.startswith(name, at) and at + len(name) <= stop:
                return at + len(name)
        if titled:
            return at
        touching = before is not None and before.region < 0 and before.end == at and text[at - 1] not in _PUNCTUATION
        called = before is not None and touching and before.text.endswith(_CALLED)
        anchored = before is not None and touching and (called or self.anchors(before))
        if before is not None and touching and not anchored and not before.flags & _OPENS and before.text[-1].isalnum():
            return at
        addressed = self._addressed(text, at, stop)
        if addressed:
            return addressed
        size, entry = self.words.longest(text, at)
        if size > 1:
            place = anchored and entry.flags & lx.PLACE  # "会长洛桑次仁"
            if place:
                longer = self._sounded(text, at, stop, anchored=True, opening=False)
            else:  # "统计师何以宁"
                longer = self._native(text, at, stop, anchored=True, opening=False, full=True) if anchored else 0
                longer = longer if longer and self._follows(text, longer, stop) >= _REPORTED else 0
            return longer if longer > at + size else at
        opening = not touching or (before is not None and bool(before.flags & _OPENS))
        return (
            self._native(text, at, stop, anchored=anchored, opening=opening, full=touching)
            or self._sounded(text, at, stop, anchored=anchored, opening=opening)
            or at
        )

    def family(self, text: str, at: int) -> int:
        """Length of the family name at a place."""
        for length in self.lengths.get(text[at], ()):
            if text[at : at + length] in self.double:
                return length
        return int(text[at] in self.single)

    def _addressed(self, text: str, at: int, stop: int) -> int:
        """A part of a name before an honorific or a role: "马兰塔韦尔德女士", "梁局长"."""
        match = self.part.match(text, at, stop)
        options = {match.end()} if match else set()
        family = self.family(text, at)
        if family and at + family < stop:
            options |= {at + family, at + family + 1, at + family + _GIVEN}
        for end in sorted(options, reverse=True):
            size, entry = self.words.longest(text, end) if end < stop else (0, None)
            if entry is None or not size or (text[at:end] in self.words.lex.words and end - at > 1):
                continue
            alone = end - at == family
            if entry.flags & lx.HONORIFIC and not entry.flags & lx.ROLE:
                if alone or end - at > 1:
                    return end
            elif entry.flags & lx.ROLE and _AFTER_NAMES.search(text[end : end + size]):
                place = text[end : end + size] in self.words.lex.portfolios
                if self.words.longest(text, at)[0] > max(1, family):
                    continue
                if alone and text[at:end] not in self.closed:
                    return end
                title = text[end : end + size]
                long = end - at >= _SHORTEST_BEFORE_ROLE or _PERSONAL_TITLES.fullmatch(title) is not None
                opened = (at == 0 or text[at - 1] in _PUNCTUATION) and end - at == family + _GIVEN
                named = not self._wordy(text, at, end) and not names_organization(text[at:end])
                if not alone and long and not place and named and (opened or self._follows(text, end + size, stop)):
                    return end
        return 0

    def _wordy(self, text: str, at: int, end: int) -> bool:
        """Whether a known word starts within a possible name."""
        return any(self.words.longest(text, place)[0] > 1 for place in range(at, end))

    def _native(self, text: str, at: int, stop: int, *, anchored: bool, opening: bool, full: bool) -> int:
        """Family name and given name: "梁思禾", "尉迟岚", "渡边一郎".

        `full`: inside a clause a name without a role has its full length.
        """
        family = self.family(text, at)
        if not family:
            return 0
        woman = text[at + family : at + family + 1] in _THIRD
        japanese = family > 1 and text[at + family + _GIVEN : at + family + _GIVEN + 1] in _THIRD
        longest = at + family + _GIVEN + (woman or japanese)
        best = (_NOTHING, 0)
        for end in range(at + family + 1, min(longest + 1, stop) + 1):
            sign = text[end - 1]
            if not sign.isalpha() or sign in DOTS:
                break
            rank = self._follows(text, end, stop)
            if rank == _CLOSED and end == longest and self._introduced(text, at, end):
                rank = _REPORTED
            if sign in _NEVER_LAST or (sign == _AND and (rank < _REPORTED or end < at + family + 2)):
                rank = _NOTHING
            if rank == best[0] >= _CLOSED and (sign in _SELDOM_LAST or self.words.longest(text, end - 1)[0] > 1):
                continue  # "高锐于5月", "高锐笑着": it closes the shorter name
            if end <= longest or rank == _HONOURED:
                best = max(best, (rank, end))
        rank, end = best
        doubtful = text[at] in self.closed and family == 1
        if anchored:
            if doubtful:
                known = any(self.words.longest(text, place)[0] for place in range(at + 1, end))
                return 0 if known else end  # "会长任鸿斌", but "会长任主席"
            if rank >= _CLOSED:
                return end
            return self._unclear(text, at, stop, family)
        if doubtful or rank < _REPORTED or (rank < _HONOURED and not opening):
            return 0
        return end if rank == _HONOURED or not full or end >= longest else 0

    def _introduced(self, text: str, at: int, end: int) -> bool:
        """Whether a block opens with a name of the usual length and goes on with "he" or "she"."""
        return at == 0 and _PERSON.search(text, end) is not None and not self._wordy(text, at, end)

    def _unclear(self, text: str, at: int, stop: int, family: int) -> int:
        """Where a name ends that nothing telling follows: with its signs for sounds, at a known word, or as usual."""
        sounds = self.part.match(text, at, stop)
        if sounds is not None and sounds.end() - at > _LONGEST_CHINESE:
            return sounds.end()
        usual = at + family + _GIVEN
        word = next((n for n in range(at, min(usual, stop)) if self.words.longest(text, n)[0] > 1), usual)
        return word if at + family < word <= stop and text[at:word].isalpha() else 0

    def _sounded(self, text: str, at: int, stop: int, *, anchored: bool, opening: bool) -> int:
        """A name of one word in signs for sounds: "买买提江", "乌云塔娜"."""
        match = self.part.match(text, at, stop)
        if match is None or match.end() - at < 2:
            return 0
        rank = self._follows(text, match.end(), stop)
        if rank >= (_CLOSED if anchored else _REPORTED) and (anchored or opening):
            return match.end()
        long = match.end() - at > _LONGEST_CHINESE
        return match.end() if anchored and long and not self._wordy(text, at, match.end()) else 0

    def _ends_in_role(self, text: str, start: int, stop: int) -> bool:
        """Whether a clause says what somebody is: "…是一家公司的创始人"."""
        end = next((n for n in range(start, stop) if text[n] in _PUNCTUATION), stop)
        places = range(max(start, end - _LONGEST_ROLE), end - 1)
        return any(self.words.lex.words.get(text[place:end], _NO_ENTRY).flags & lx.ROLE for place in places)

    def _follows(self, text: str, end: int, stop: int) -> int:
        """What stands after a possible name."""
        if end >= stop or text[end] in _PUNCTUATION or (text[end].isascii() and text[end] not in _COLONS):
            return _CLOSED
        if text[end] in _COLONS or _AGED.match(text, end):
            return _REPORTED
        if text[end] == _IS and self._ends_in_role(text, end + 1, stop):
            return _REPORTED
        rank = _NOTHING
        for _ in range(_LONGEST_AUXILIARIES):
            size, entry = self.words.longest(text, end)
            flags = entry.flags
            if flags & lx.HONORIFIC:
                return _HONOURED
            if flags & REPORTS:
                return _REPORTED
            if not flags & lx.AUXILIARY:
                if rank == _NOTHING and _SAYING.match(text, end, stop + 2) and not self._wordy(text, end, end + 4):
                    return _REPORTED
                return _CLOSED if flags & CLOSES_NAME & ~lx.ROLE else rank
            end += size
            rank = _CLOSED
        return rank


@lru_cache(maxsize=4)  # the blocks of a page are read with the same names
def known_names(names: frozenset[str]) -> Known:
    """The names of a page by their first sign, the longest first; parts of foreign names by themselves too."""
    parts = {part for name in names for part in re.split(f"[{DOTS}]", name) if len(part) > 1}
    found: dict[str, list[str]] = {}
    for name in sorted(names | parts, key=len, reverse=True):
        found.setdefault(name[0], []).append(name)
    return {sign: tuple(options) for sign, options in found.items()}


def passed_over(text: str, tokens: list[Token], names: frozenset[str]) -> bool:
    """Whether a name of the page stands in a block outside the names and marks found there."""
    found = [(token.start, token.end) for token in tokens if token.cap or token.region >= 0]
    for options in known_names(names).values():
        for name in options:
            place = text.find(name)
            while place >= 0:
                if not any(start <= place < end for start, end in found):
                    return True
                place = text.find(name, place + 1)
    return False


@cache
def chinese_names(code: str) -> ChineseNames:
    """The finder of a language."""
    return ChineseNames(vocabulary(code))
