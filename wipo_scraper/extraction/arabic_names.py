"""Names in Arabic: no capitals; the neighbours, the shape of the words and the data of the language tell a name."""

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.mentions import Reader
from wipo_scraper.extraction.tokens import Token

ARTICLE = "ال"
COMMAS = frozenset({",", "،"})
_LONGEST_NAME = 9
_USUAL_NAME = 2
_COMPOUNDS = frozenset({"الدين", "الله", "الهدى", "الرحمن", "الحق", "الاسلام", "الرحيم", "العزيز", "النور", "الزهراء"})
_STOP = (
    lx.CLOSED | lx.CUE | lx.WEAK | lx.PARTICIPLE | lx.ACCORDING | lx.ROLE | lx.NOT_NAME | lx.PLACE | lx.ORGANIZATION
    | lx.DOCUMENT | lx.ACT | lx.PLURAL | lx.DEMONYM | lx.HONORIFIC | lx.TITLE | lx.EVENT
)  # fmt: skip
_TANWIN = ("\u064b", "\u064d", "\u064c", "\u064bا")  # of indefinite nouns
_JOINED_PRESENT = ("وي", "وت", "في", "فت", "ثم")  # "and", "so" with a verb
_PRESENT = ("ي", "ن", "ست", "سي")
_NAMES_WITH_YA = ("يا", "يو", "يي", "نا", "نو", "ني", "ستي", "ستر", "سيل", "سيم", "سين", "سير")
_JOINED_NAMES = ("وا", "وي", "وو", "ول", "وت")  # in which "و" is part of the name: "Watson", "Wang"
_WITH = ("ب", "ل", "ك")  # prepositions written together with their noun
_OFFICES = frozenset(
    {"المدير", "الوزير", "الرئيس", "السفير", "المفوض", "المحافظ", "المندوب", "الممثل", "السيد", "النائب"}
)
_HOUSE = "آل"  # "house of", without its sign the article
_WEAK_PARTICLES = frozenset({"لا", "دا", "لو", "دي", "دو", "تن", "ست", ARTICLE})  # other words too
_SERVANT = "عبد"  # "of God": the name after it is half of one
_OF_THEM = ("ها", "هم", "هما", "نا")
_OF_HIM = "ته"  # "محاضرته"
_CLOSING = frozenset({"اوغلو", "اوغلي", "زاده"})  # particles after the name


class ArabicNames(Reader):
    """Finds where a name starts and ends in the words of one block."""

    families: frozenset[str] = frozenset()  # family names of the page

    def _name(self, at: int, *, anchored: bool, particle: bool = False) -> int:
        """The word number after the name that stands at a word; the same number if none does."""
        del particle
        if not anchored or at >= self.count:
            return at
        tokens = self.tokens
        if definite(tokens[at]) and not tokens[at].flags & lx.GIVEN and not self._with_particle(at):
            return self._definite_name(at)
        end = at
        while end < self.count and end - at < _LONGEST_NAME and self._name_word(end, at, anchored=anchored):
            end += 1
            if tokens[end - 1].low in self.families and not self._continues(end):
                return end
            if end - at > 1 and self._family(end - 1, at) and not self._continues(end):
                break
        if end - at > _USUAL_NAME and not self._bounded(end) and not self._family(end - 1, at):
            end = (
                at + _USUAL_NAME + (tokens[at].low == _SERVANT)
            )  # the verb's object follows its subject without a sign
            while end < self.count and (tokens[end].low in _COMPOUNDS or tokens[end - 1].flags & lx.PARTICLE):
                end += 1
        while end > at and tokens[end - 1].flags & lx.PARTICLE and not self._closing(end - 1):
            end -= 1
        last = tokens[end - 1].text
        joined = end - at > 1 and tokens[end - 2].flags & lx.PARTICLE
        second = joined or definite(tokens[end - 1]) or (end - at == _USUAL_NAME and tokens[at].flags & lx.GIVEN)
        noun = last.endswith("ة") and not second and not self._bounded(end)
        indefinite = last.endswith(_TANWIN) or noun
        return end - 1 if end - at > 1 and indefinite and "-" not in last else end

    def _closing(self, at: int) -> bool:
        """Whether a particle can end a name."""
        return self.tokens[at].low in _CLOSING or self.tokens[at].low in self.families

    def _with_particle(self, at: int) -> bool:
        """Whether an unknown word with the article is a first name: "المنوبية بالحاج …"."""
        following = self.tokens[at + 1] if at + 1 < self.count and not self.tokens[at].flags else None
        return following is not None and following.flags & lx.PARTICLE != 0 and following.low not in _WEAK_PARTICLES

    def _definite_name(self, at: int) -> int:
        """A family name with the article alone: after an honorific, or known on the page."""
        token = self.tokens[at]
        if token.low in self.families:
            return at + 1
        honoured = at > 0 and self.tokens[at - 1].flags & lx.HONORIFIC and not self.tokens[at - 1].flags & lx.ROLE
        if honoured and not token.flags & (_STOP & ~(lx.DEMONYM | lx.ROLE | lx.PLACE)):
            return at if token.flags & lx.ROLE and not self._bounded(at + 1) else at + 1
        return at

    def _name_word(self, at: int, start: int, *, anchored: bool) -> bool:
        """Whether a word can belong to a name that starts at another."""
        del anchored
        token = self.tokens[at]
        if token.region >= 0 or not token.text[0].isalpha() or token.text.isascii():
            return False
        told = self._told(at, at - start)
        return self._unknown(at, start) if told is None else told

    def _told(self, at: int, place: int) -> bool | None:
        """What the lexicon, the page and the word before tell of a word at a place of a name; None for nothing."""
        token, low = self.tokens[at], self.tokens[at].low
        if low == "لا" and at + 1 < self.count and self.tokens[at + 1].low.startswith(_PRESENT):
            return False  # "not"
        if token.flags & lx.PARTICLE or low in self.families:
            return True
        if place and (self.tokens[at - 1].flags & lx.PARTICLE or low in _COMPOUNDS):
            return not token.flags & (lx.CLOSED | lx.CUE)
        if place > 1 and token.flags & lx.RELATIVE and low.startswith(ARTICLE) and self._ends(at + 1):
            return True  # "اللواتي،": a family name, since no clause follows
        if "-" in low and len(low) > 5:  # a double name, in transliteration
            return not token.flags & _STOP
        if not place and token.flags & lx.ROLE and not definite(token) and self._honoured_before(at):
            after = self.tokens[at + 1] if at + 1 < self.count else token
            return "-" in after.low or bool(after.flags & lx.GIVEN)  # "السيد شيخ عمر"
        if token.flags & lx.GIVEN:
            doubtful = token.flags & _STOP
            family = not doubtful & lx.CLOSED and (self._before_family(at) or self._apart(at))
            within = place and not doubtful & ~lx.NOT_NAME and self.tokens[at - 1].low in self.lex.words  # "شيخ عمر"
            sure = not doubtful or family or within or self._honoured_before(at)
            return sure and low in self.lex.words
        return True if place == 1 and token.flags & lx.ROLE and self._trade(at) else None

    def _unknown(self, at: int, start: int) -> bool:
        """Whether a word that nothing is known of has the shape of a name."""
        token, place = self.tokens[at], at - start
        low = token.low
        if place and definite(token):
            noun = token.flags & _STOP & ~(lx.DEMONYM | lx.ROLE | lx.PLACE)
            return low.startswith(ARTICLE) and not noun and (self._bounded(at + 1) or not token.flags)
        if token.flags & _STOP or self._common(low):
            return False
        if place == 0:
            with_noun = low.startswith(_WITH) and low.endswith("ة")  # "بلهجة": with an accent
            named = at + 1 < self.count and self.tokens[at + 1].flags & lx.GIVEN
            verb = low.startswith(_JOINED_PRESENT if named else ()) or (self.headline and low.startswith("ت"))
            return self._honoured_before(at) or not (with_noun or verb)
        if place > 1 and low.endswith("ة") and at + 1 < self.count and definite(self.tokens[at + 1]):
            return False  # "حكاية النول"
        if low.startswith("و") and len(low) > 3:
            second = place == 1 and bool(self.tokens[start].flags & lx.GIVEN) and self._strange(low)
            return (low.startswith(_JOINED_NAMES) or second) and self._bounded(at + 1)
        verb = low.startswith(_PRESENT) and len(low) > 3 and not low.startswith(_NAMES_WITH_YA)
        return not verb or self._bounded(at + 1)

    def _apart(self, at: int) -> bool:
        """Whether a noun can go with nothing before it, since that has the article: "الوزير حياة …"."""
        follows = at + 1 < self.count and self._name_word(at + 1, at, anchored=True)
        return follows and at > 0 and articled(self.tokens[at - 1]) and not self.tokens[at].flags & lx.ROLE

    def _trade(self, at: int) -> bool:
        """Whether a word for a trade is a family name: "رنا حداد"."""
        given, token = self.tokens[at - 1], self.tokens[at]
        sure = given.flags & lx.GIVEN and not given.flags & _STOP
        if not sure or given.flags & lx.FIRST_PERSON or token.low.endswith("ة") or " " in token.low:
            return False
        named = at + 1 < self.count and self.tokens[at + 1].flags & (lx.GIVEN | lx.PARTICLE)
        return not named and token.low not in _OFFICES if definite(token) else self._bounded(at + 1)

    def _strange(self, name: str) -> bool:
        """Whether nothing is known of a word without its "and": "ورتاني"."""
        return (
            name[1:] not in self.families and not name[1:].startswith(ARTICLE) and not self.lex.without_prefix(name)[1]
        )

    def _before_family(self, at: int) -> bool:
        """Whether a word that can be a role is a first name: "أمينة الودغيري،"."""
        if at + 1 < self.count and self.tokens[at + 1].low in _COMPOUNDS:
            return True
        return at + 1 < self.count and definite(self.tokens[at + 1]) and not self.tokens[at + 1].flags & ~lx.GIVEN and (
            self._bounded(at + 2)
        )  # fmt: skip

    def _common(self, name: str) -> bool:
        """Whether a word is a common noun with the ending of an object: "تقريرا", or of a possessor: "زملائها"."""
        if name.endswith("ا"):
            entry = self.lex.words.get(name[:-1])
            if entry is not None and entry.flags & (lx.NOT_NAME | lx.ROLE | lx.DOCUMENT | lx.ORGANIZATION | lx.TITLE):
                return True
        if len(name) > 5 and name.endswith(_OF_HIM):
            return True
        return len(name) > 4 and name.endswith(_OF_THEM) and not name.endswith(("انا", "ينا", "ونا"))

    def _honoured_before(self, at: int) -> bool:
        return at > 0 and bool(self.tokens[at - 1].flags & lx.HONORIFIC)

    def _family(self, at: int, start: int) -> bool:
        """Whether a word is the kind that closes a name: with the article, double, after "son of"."""
        token = self.tokens[at]
        before = self.tokens[at - 1].low if at > start else ""
        if token.low in _COMPOUNDS or before == _SERVANT or (before and token.flags & (lx.HONORIFIC | lx.PARTICLE)):
            return token.low in self.families  # "عبد الرسول اللواتي", "ولد الشيخ باباه"
        return definite(token) or "-" in token.low or (at > start and bool(self.tokens[at - 1].flags & lx.PARTICLE))

    def _continues(self, at: int) -> bool:
        """Whether a particle or a compound carries the name on."""
        if at >= self.count:
            return False
        token = self.tokens[at]
        return (
            (bool(token.flags & lx.PARTICLE) and (token.low not in {"لا", ARTICLE} or token.text == _HOUSE))
            or token.low in _COMPOUNDS
            or ("-" in token.low and len(token.low) > 5 and not token.flags & _STOP)
            or (definite(token) and token.low in self.families)
            or (definite(token) and not token.flags and token.low.endswith("ي") and self._ends(at + 1))
            or (at > 1 and definite(token) and not token.flags and bool(self.tokens[at - 2].flags & lx.PARTICLE))
        )

    def _bounded(self, at: int) -> bool:
        return self._ends(at) or bool(self.tokens[at].flags & (lx.CLOSED | lx.CUE | lx.PARTICIPLE))

    def _ends(self, at: int) -> bool:
        """Whether no word follows."""
        return at >= self.count or self.tokens[at].region >= 0 or not self.tokens[at].text[0].isalpha()

    def _surely(self, at: int, end: int) -> bool:
        """Whether the words can hardly be anything but a name, whatever stands around them."""
        words = self.tokens[at:end]
        if len(words) == 1:
            return words[0].low in self.families
        if words[0].low == _SERVANT:
            return True
        given = words[0].flags & lx.GIVEN and (not words[0].flags & _STOP or words[1].low in _COMPOUNDS)
        if given and (len(words) > 2 or not words[1].flags & lx.NOT_NAME):
            return True
        if any(word.low in self.families for word in words):
            return True
        return any("-" in word.low and len(word.low) > 5 for word in words) or any(
            word.flags & lx.PARTICLE and (word.low not in _WEAK_PARTICLES or word.text == _HOUSE)
            for word in words[1:-1]
        )


def articled(token: Token) -> bool:
    """The same of a word that cannot be a name."""
    return token.text.startswith((ARTICLE, f"و{ARTICLE}", f"ف{ARTICLE}")) and not token.flags & lx.GIVEN


def definite(token: Token) -> bool:
    """Whether a noun has the article, with "and" or "so" before it or not."""
    joined = token.text.startswith((f"و{ARTICLE}", f"ف{ARTICLE}")) and token.flags & ~lx.GIVEN
    return (token.text.startswith(ARTICLE) and len(token.low) > 3) or bool(joined)
