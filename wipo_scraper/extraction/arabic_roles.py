"""Roles in Arabic: a definite noun with its adjectives, or a noun in the construct state with what it belongs to."""

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.arabic_names import ARTICLE, COMMAS, ArabicNames, articled
from wipo_scraper.extraction.roles import Role
from wipo_scraper.extraction.tokens import Token

_LONGEST_CHAIN = 5
_LONGEST_COMPLEMENT = 12
_BREAKS = (
    lx.CUE | lx.WEAK | lx.ACT | lx.PARTICIPLE | lx.ACCORDING | lx.HONORIFIC | lx.CLOSED
)  # words that no noun phrase holds  # fmt: skip
_NOUNS = lx.NOT_NAME | lx.ORGANIZATION | lx.DOCUMENT
_THINGS = lx.PLURAL | lx.ORGANIZATION | lx.DOCUMENT  # no adjectives
_JOINTS = frozenset({"في", "لدى", "باسم"})
_UNITS = frozenset(
    {"شعبة", "قسم", "ادارة", "دائرة", "مديرية", "كلية", "فرع", "لجنة", "قطاع", "فريق", "وفد", "حكومة", "محكمة", "سجل"}
)
_PATRONS = frozenset(
    {"السلطان", "الملك", "الملكة", "الامير", "الاميرة", "الشيخ", "الامام", "القديس", "الرئيس"}
)  # of schools
_MUNICIPAL = ("عمد", "محافظ", "حاكم", "والي")


class ArabicRoles(ArabicNames):
    """Reads roles and what they belong to."""

    _apposed = False  # whether the role being read stands after a name

    def _printed(self, at: int, end: int) -> str:
        """Words without the small words that are written together with the first of them."""
        text = self.text[self.tokens[at].start : self.tokens[end - 1].end]
        if text.startswith("لل"):
            return ARTICLE + text[2:]
        first = self.tokens[at].low.split(" ")[0]
        bare = self.lex.words.get(first) is None and first not in self.lex.phrases and text[:1] in "وفبل"
        return text[1:] if bare and len(first) > 3 else text

    def _role(self, at: int, *, determined: bool) -> Role | None:
        """A role: a definite noun with its adjectives, or a noun in the construct state with what it belongs to."""
        del determined
        tokens = self.tokens
        if at >= self.count or tokens[at].region >= 0:
            return None
        head = tokens[at]
        if not head.flags & (lx.ROLE | lx.PLURAL):
            return None
        end = at + 1
        while end < self.count and tokens[end].flags & lx.ROLE and not tokens[end].flags & (lx.GIVEN | lx.HONORIFIC):
            end += 1
        fixed = (
            articled(head)
            or self._printed(at, end).startswith(ARTICLE)
            or articled(tokens[end - 1])
            or f" {ARTICLE}" in head.low
        )
        last, employer = self._belongings(end, closed=fixed)
        name = self._printed(*employer) if employer else None
        if name and name.endswith(")") and "(" in name:
            name = name[name.rindex("(") + 1 : -1]
        role_end = employer[0] if employer else last
        if employer and tokens[employer[0] - 1].low in _JOINTS and employer[0] - 1 > at:
            role_end -= 1
        start = tokens[at].start + (len(head.text) - len(self._printed(at, at + 1)))
        stop = tokens[role_end - 1].end
        plural = not head.flags & lx.ROLE
        key = self.lex.without_prefix(head.low)[0] if head.low not in self.lex.words else head.low
        return Role(last, start, stop, key, head.gender, name, plural, end)

    def _belongings(self, at: int, *, closed: bool) -> tuple[int, tuple[int, int] | None]:
        """The end of what a role belongs to, and the words that name an organization or a place in it."""
        employer: tuple[int, int] | None = None
        end = at
        if not closed:
            end = self._chain(at)
            employer = (at, end) if end > at and self._is_employer(at, end) else None
        end = self._adjectives(end)
        if employer:
            employer = (at, end)
        while end < self.count and end - at < _LONGEST_COMPLEMENT:
            first, last = self._further(end, employed=employer is not None)
            if last <= first:
                break
            if employer and employer[1] == end and (first == end or self.tokens[end].low == "في"):
                employer = (employer[0], last)
            elif employer is None and self._organized(first):
                employer = (first, last)
            end = last
        return self._acronym(end, employer)

    def _further(self, at: int, *, employed: bool) -> tuple[int, int]:
        """What "for", "at", "in" or "on behalf of" adds to a complement: its first word, and the word after it."""
        token = self.tokens[at]
        if self._attached(token):
            return at, self._adjectives(self._chain(at, joined=True))
        if token.low.startswith("ب") and token.flags & lx.ORGANIZATION and self._prefixed(token):
            return at, self._adjectives(self._chain(at, joined=True))  # "الأستاذة بجامعة قطر"
        if token.low.startswith("بال") and self._then_named(at + 1):
            return at, at + 1  # "الفائز بالجائزة، المخترع …"
        if token.low == "لدى" and at + 1 < self.count and self.tokens[at + 1].flags & lx.ROLE:
            return at, self._adjectives(self._chain(at + 2))  # "كاتبة الدولة لدى وزير الفلاحة"
        if token.low not in _JOINTS or at + 1 >= self.count or not self._organized(at + 1):
            return at, at
        last = self._adjectives(self._chain(at + 1))
        local = token.low == "في" and not (employed or self._apposed or self._names_follow(last))
        return (at, at) if local else (at + 1, last)

    def _then_named(self, at: int) -> bool:
        """Whether a comma follows, and then another role or an honorific."""
        if at + 1 >= self.count or self.tokens[at].text not in COMMAS:
            return False
        return bool(self.tokens[at + 1].flags & (lx.ROLE | lx.HONORIFIC))

    def _acronym(self, at: int, employer: tuple[int, int] | None) -> tuple[int, tuple[int, int] | None]:
        """The short name in brackets: "(الويبو)"."""
        tokens = self.tokens
        if at + 2 >= self.count or tokens[at].text != "(" or tokens[at + 2].text != ")":
            return at, employer
        if not tokens[at + 1].flags & lx.ORGANIZATION:
            return at, employer
        return at + 3, (employer[0] if employer else at + 1, at + 3)

    def _chain(self, at: int, *, joined: bool = False) -> int:
        """The word number after nouns in the construct state: up to the first definite one or a place."""
        tokens, end = self.tokens, at
        while end < self.count and end - at < _LONGEST_CHAIN and self._in_chain(end, opens=joined and end == at):
            token = tokens[end]
            if token.low in _PATRONS and end > at:
                return max(self._name(end + 1, anchored=True), end + 1)
            name = self._name(end, anchored=True) if token.flags & lx.GIVEN or self._double(end + 1) else end
            if name > end + 1 and self._surely(end, name):
                break
            end += 1
            if articled(token) or token.flags & lx.PLACE or (joined and end == at + 1 and token.text.startswith("لل")):
                break
        return end

    def _in_chain(self, at: int, *, opens: bool) -> bool:
        token = self.tokens[at]
        return opens or self._noun(at) or (token.low in _PATRONS and bool(self.tokens[at - 1].flags & lx.ORGANIZATION))

    def _double(self, at: int) -> bool:
        return at < self.count and "-" in self.tokens[at].low

    def _complement(self, at: int) -> tuple[int, None]:
        """The end of what an organization or a document belongs to."""
        return self._belongings(at, closed=articled(self.tokens[at - 1]))[0], None

    def _adjectives(self, at: int) -> int:
        while at < self.count and articled(self.tokens[at]) and self._noun(at):
            token = self.tokens[at]
            trade = token.flags & lx.ROLE and not token.low.endswith("ية")
            if trade or token.low in self.families or token.flags & _THINGS:
                break
            at += 1
        return at

    def _noun(self, at: int) -> bool:
        token = self.tokens[at]
        return token.region < 0 and token.text[0].isalpha() and not token.flags & _BREAKS

    def _attached(self, token: Token) -> bool:
        """Whether "for" is written together with a noun: "للويبو", "لمالي", "لشؤون"."""
        known = token.low in _JOINTS or (token.low in self.lex.words and not token.flags & lx.LINK)
        if token.region >= 0 or known or token.flags & (_BREAKS & ~lx.CLOSED):
            return False
        return token.low.startswith("لل") or (token.low.startswith("ل") and bool(token.flags & ~lx.GIVEN))

    def _organized(self, at: int) -> bool:
        token = self.tokens[at]
        return bool(token.flags & (lx.ORGANIZATION | lx.PLACE)) or (token.text.isascii() and token.cap)

    def _is_employer(self, at: int, end: int) -> bool:
        """Whether the words name one organization or place, rather than a field or "the ministry"."""
        tokens = self.tokens
        first = tokens[at]
        if first.flags & lx.PLACE and end == at + 1:
            return True
        if first.flags & lx.ORGANIZATION and first.low not in _UNITS:
            return end > at + 1 or (self._adjectives(end) > end) or first.text.isascii()
        head = tokens[at - 1]
        return (
            end == at + 1 and not first.flags and not articled(first) and head.low.lstrip("وف").startswith(_MUNICIPAL)
        )

    def _names_follow(self, at: int) -> bool:
        """Whether a name follows, set off by a comma or an honorific."""
        if at >= self.count:
            return False
        comma = self.tokens[at].text in COMMAS
        inner = at + 1 if comma else at
        if inner < self.count and self.tokens[inner].flags & lx.HONORIFIC:
            return True
        end = self._name(inner, anchored=True)
        organized = bool(self.tokens[at - 1].flags & lx.ORGANIZATION) and not comma  # "في الويبو كارستن فينك إلى"
        return end > inner and (self._surely(inner, end) or (organized and end - inner > 1 and self._bounded(end)))

    def _governed(self, first: int) -> bool:
        """After a preposition; what is no person, after any noun: in the construct state."""
        if not first or super()._governed(first):
            return bool(first)
        before, token = self.tokens[first - 1], self.tokens[first]
        if token.text.startswith("لل") or self._prefixed(token):
            return True
        thing = not token.flags & (lx.ROLE | lx.HONORIFIC | lx.PRONOUN | lx.GIVEN) and token.low not in self.families
        return thing and before.region < 0 and bool(before.flags & _NOUNS)

    def _prefixed(self, token: Token) -> bool:
        """Whether a preposition is written together with a word: "بالوفود"."""
        cut = self.lex.without_prefix(token.low)[1] if token.low not in self.lex.words else 0
        return bool(cut) and token.low[:cut].removeprefix("و").startswith(("ب", "ل", "ك"))
