"""Mentions in Arabic: roles in the construct state, small words written together with the next one."""

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.arabic_names import ARTICLE, COMMAS, ArabicNames, articled, definite
from wipo_scraper.extraction.lexicon import Lexicon
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.roles import Role
from wipo_scraper.extraction.tokens import Token

_SPEAKING = lx.CUE | lx.ACT | lx.WEAK | lx.ACCORDING | lx.PARTICIPLE
_STARTS = (
    lx.HONORIFIC | lx.ROLE | lx.PLURAL | lx.ORGANIZATION | lx.DOCUMENT | lx.PRONOUN | lx.ARTICLE | lx.POSSESSIVE
    | lx.GIVEN | lx.KIN
)  # fmt: skip
_LONGEST_CHAIN = 5
_LONGEST_COMPLEMENT = 12
_BREAKS = (
    lx.CUE | lx.WEAK | lx.ACT | lx.PARTICIPLE | lx.ACCORDING | lx.HONORIFIC | lx.CLOSED
)  # words that no noun phrase holds  # fmt: skip
_NOUNS = lx.NOT_NAME | lx.ORGANIZATION | lx.DOCUMENT
_THINGS = lx.PLURAL | lx.ORGANIZATION | lx.DOCUMENT  # no adjectives
_COPULAS = frozenset({"وهو", "وهي", "هو", "هي"})
_JOINTS = frozenset({"في", "لدى", "باسم"})
_UNITS = frozenset(
    {"شعبة", "قسم", "ادارة", "دائرة", "مديرية", "كلية", "فرع", "لجنة", "قطاع", "فريق", "وفد", "حكومة", "محكمة"}
)
_ONE_OF = frozenset({"احد", "احدى", "بعض", "عدد", "كثير"})
_LEADING = ("اختتم", "افتتح", "تراس", "ترأس", "ادار", "القى", "القت", "تلا", "تلت")  # verbs whose object is no person
_AS_FOR = frozenset({"اما", "واما"})  # "أما بيرادزه فقالت"
_PARENTS = frozenset({"ام", "ابو", "وام", "وابو"})
_MUNICIPAL = ("عمد", "محافظ", "حاكم", "والي")


class ArabicReader(ArabicNames):
    """Reads the mentions of an Arabic block; `families` are the family names that the page gives."""

    def __init__(
        self,
        text: str,
        tokens: list[Token],
        lex: Lexicon,
        *,
        headline: bool = False,
        families: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(text, tokens, lex, headline=headline)
        self.families = families
        self._apposed = False  # whether the role being read stands after a name

    def _nothing(self, at: int) -> bool:
        """Whether no mention can start at a word: most words, so this is asked first."""
        token = self.tokens[at]
        if token.flags & _STARTS or token.first or "-" in token.low or token.low in self.families:
            return False
        before = self.tokens[at - 1]
        after = self.tokens[at + 1] if at + 1 < self.count else token
        named = "-" in after.low or after.flags & lx.PARTICLE or after.low in self.families
        return not (named or before.flags & _SPEAKING or before.low in _AS_FOR)

    def _at(self, at: int) -> Mention | None:
        token = self.tokens[at]
        if self._nothing(at):
            return None
        if token.low in _ONE_OF and token.region < 0:
            return self._one_of(at)
        if token.low in _PARENTS and self._parent(at):
            return self._apposition(self._person(at, at, at, self._name(at + 1, anchored=True)))
        if token.low in self.families and token.flags & lx.ROLE:  # a family name that is a trade too
            return self._apposition(self._person(at, at, at, at + 1))
        return super()._at(at)

    def _parent(self, at: int) -> bool:
        """Whether somebody is named by a child: "أم كلثوم"."""
        child = self.tokens[at + 1] if at + 1 < self.count else None
        return child is not None and bool(child.flags & lx.GIVEN) and self._name(at + 1, anchored=True) > at + 1

    def _one_of(self, at: int) -> Mention | None:
        """A source without a name: "أحد الصيادين"."""
        end = at + 1
        while end < self.count and end - at < _LONGEST_CHAIN and self._noun(end) and articled(self.tokens[end]):
            end += 1
        return Mention("group", at, end, self.tokens[at].start, self.tokens[end - 1].end) if end > at + 1 else None

    # Persons

    def _honoured(self, start: int, at: int) -> Mention | None:
        after = self._honorific(at)
        if after == at:
            return None
        title = self.tokens[after - 1]
        adjective = title.flags & lx.ROLE and after + 1 < self.count and definite(self.tokens[after])
        if (
            adjective
            and self.tokens[after].low not in self.families
            and self._name(after + 1, anchored=True) > after + 1
        ):
            return None  # "المعلمة المتقاعدة ليلى": a role with its adjective
        mention = super()._honoured(start, at)
        if mention is not None and mention.honorific:
            mention.honorific = self._printed(at, after)
        return mention

    def _role_first(self, start: int, at: int, possessor: str | None) -> Mention | None:
        """Role and name, or role alone: "وزير التجارة سامي الهاشمي", "المدير العام"."""
        role = self._role(at, determined=True)
        if role is None:
            return None
        tokens = self.tokens
        if role.plural:
            return Mention("group", start, role.last, tokens[start].start, role.end)
        comma = role.last < self.count and tokens[role.last].text in COMMAS
        copula = role.last < self.count and tokens[role.last].low in _COPULAS
        name_at = role.last + 1 if comma or copula else role.last
        after = self._honorific(name_at) if name_at < self.count else name_at
        end = self._name(after, anchored=True)
        if comma and end == after:
            name_at = after = self._second_role(after)  # "مبتكر التطبيق، الشاب رياض …"
            end = self._name(after, anchored=True)
        if not comma and self._met(at, role):
            end = after
        if end > after and (after > name_at or self._fits(after, end, comma=comma, copula=copula)):
            mention = self._person(start, name_at, after, end)
            mention.start = tokens[start].start
            if after > name_at:
                mention.honorific = self._printed(name_at, after)
            mention.gender = next((t.gender for t in tokens[name_at:after] if t.gender), None) or role.gender
            self._give_role(mention, role)
            return self._apposition(mention)
        mention = Mention("role", start, role.last, tokens[start].start, role.end)
        self._give_role(mention, role)
        mention.gender, mention.possessor = role.gender, possessor
        return mention

    def _second_role(self, at: int) -> int:
        """The word after a second role that stands before the name; the same word if there is none."""
        second = self._role(at, determined=True) if at < self.count and articled(self.tokens[at]) else None
        return at if second is None or second.plural else second.last

    def _met(self, at: int, role: Role) -> bool:
        """Whether another person stands after the role as the verb's object: "والتقى المدير العام السيد سامي نجم"."""
        verb = self.tokens[at - 1] if at else None
        if verb is not None and verb.low.lstrip("وف").startswith(_LEADING):
            return False
        bare = role.last == role.bare_end and articled(self.tokens[at]) and self.tokens[at].low not in self.lex.epithets
        return bare and verb is not None and not verb.flags & lx.CUE and self.lex.takes_object(verb.low)

    def _fits(self, at: int, end: int, *, comma: bool, copula: bool) -> bool:
        """Whether the words after a role are the name of its holder."""
        if self._surely(at, end):
            return not comma or self._closes(end)
        if self.headline or copula or definite(self.tokens[at]):
            return False
        if end - at < 2:  # one word only where more is said of it: "الشابة سكينة، وهي مبرمجة"
            follow = end + 1 if end < self.count and self.tokens[end].text in COMMAS else end
            explained = follow < self.count and (
                self.tokens[follow].low in _COPULAS or bool(self.tokens[follow].flags & lx.RELATIVE)
            )
            return not comma and explained
        return self._closes(end) if comma else self._bounded(end)

    def _named(self, at: int) -> Mention | None:
        """A name without honorific or role before it: sure by itself, a verb's subject, or with a role after it."""
        token = self.tokens[at]
        before = self.tokens[at - 1] if at else None
        unknown = token.low not in self.lex.words
        if unknown and before is not None and before.flags & lx.ACCORDING and token.low.startswith("ل"):
            return self._after_to(at)
        if unknown and token.low.startswith("و") and token.flags & lx.GIVEN:
            return None  # in a list
        end = self._name(at, anchored=True)
        if end == at:
            return None
        if before is not None and before.flags & lx.KIN and token.flags & lx.GIVEN:
            return self._apposition(self._person(at, at, at, end))
        subject = before is not None and not self.headline and self._subject_at(at, end, before)
        titled = end - at > 1 and token.first and self._titled(end)
        return self._apposition(self._person(at, at, at, end)) if subject or titled or self._surely(at, end) else None

    def _titled(self, at: int) -> bool:
        """Whether a role follows between commas."""
        return at + 1 < self.count and self.tokens[at].text in COMMAS and bool(self.tokens[at + 1].flags & lx.ROLE)

    def _subject_at(self, at: int, end: int, before: Token) -> bool:
        """Whether the words can be the subject of the verb before them."""
        if before.low in _AS_FOR and end < self.count:
            return bool(self.tokens[end].flags & lx.CUE) and self.tokens[end].low.startswith("ف")
        if not before.flags & (lx.CUE | lx.ACCORDING) or self.lex.takes_object(before.low):
            return False
        return end - at > 1 and self._bounded(end) and not definite(self.tokens[at])

    def _after_to(self, at: int) -> Mention | None:
        """A name written together with "to": "وفقاً لديزموند إيفل-تران"."""
        family = f"{ARTICLE}{self.tokens[at].low[2:]}"
        if family in self.families:
            mention = self._person(at, at, at, at + 1)
            mention.name = family
            return mention
        end = at + 1
        while end < self.count and end - at < 4 and self._name_word(end, at, anchored=True):
            end += 1
            if self._family(end - 1, at) and not self._continues(end):
                break
        if end - at < 2 or self.tokens[at].flags & ~lx.GIVEN:
            return None
        mention = self._person(at, at, at, end)
        mention.name_start = mention.start = self.tokens[at].start + 1
        mention.name = self.text[mention.start : mention.end]
        return self._apposition(mention)

    def _printed(self, at: int, end: int) -> str:
        """Words without the small words that are written together with the first of them."""
        text = self.text[self.tokens[at].start : self.tokens[end - 1].end]
        if text.startswith("لل"):
            return ARTICLE + text[2:]
        first = self.tokens[at].low.split(" ")[0]
        bare = self.lex.words.get(first) is None and first not in self.lex.phrases and text[:1] in "وفبل"
        return text[1:] if bare and len(first) > 3 else text

    # Roles

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
        fixed = articled(head) or articled(tokens[end - 1]) or f" {ARTICLE}" in head.low
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
        if token.low == "لدى" and at + 1 < self.count and self.tokens[at + 1].flags & lx.ROLE:
            return at, self._adjectives(self._chain(at + 2))  # "كاتبة الدولة لدى وزير الفلاحة"
        if token.low not in _JOINTS or at + 1 >= self.count or not self._organized(at + 1):
            return at, at
        last = self._adjectives(self._chain(at + 1))
        local = token.low == "في" and not (employed or self._apposed or self._names_follow(last))
        return (at, at) if local else (at + 1, last)

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
        while end < self.count and end - at < _LONGEST_CHAIN and (self._noun(end) or (joined and end == at)):
            token = tokens[end]
            name = self._name(end, anchored=True) if token.flags & lx.GIVEN or self._double(end + 1) else end
            if name > end + 1 and self._surely(end, name):
                break
            end += 1
            if articled(token) or token.flags & lx.PLACE or (joined and end == at + 1 and token.text.startswith("لل")):
                break
        return end

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

    # What follows a name

    def _apposition(self, mention: Mention) -> Mention:
        """Role and organization after a name: "، وزيرة الثقافة،", "، وهو مكفوف", "(أوروغواي)", "من معهد الحصاد"."""
        tokens, at = self.tokens, mention.last
        mention.core = at
        if at + 1 >= self.count:
            return mention
        token = tokens[at]
        if token.text == "(":
            self._bracketed(mention, at + 1)
        elif token.text in COMMAS or token.low in _COPULAS:
            inner = at + 1
            while inner < self.count and tokens[inner].low in _COPULAS:
                inner += 1
            mention.explained = inner < self.count and bool(tokens[inner].flags & lx.RELATIVE) and token.text in COMMAS
            self._explain(mention, inner)
        elif token.low == "من" and tokens[at + 1].flags & lx.ORGANIZATION:
            end = self._adjectives(self._chain(at + 1))
            mention.affiliation = mention.affiliation or self._printed(at + 1, end)
            mention.last = end
        return mention

    def _explain(self, mention: Mention, at: int) -> None:
        self._apposed = True
        role = self._role(at, determined=False)
        self._apposed = False
        if role is None or role.plural or not self._ends_apposition(role.last):
            return
        if mention.role is None:
            self._give_role(mention, role)
            mention.gender = mention.gender or role.gender
        mention.last = role.last

    def _bracketed(self, mention: Mention, at: int) -> None:
        """ "السيد X (أوروغواي)"."""
        close = next((n for n in range(at, min(at + 8, self.count)) if self.tokens[n].text == ")"), None)
        if close is None or close == at:
            return
        role = self._role(at, determined=False)
        if role is not None and not role.plural:
            self._explain(mention, at)
        elif mention.affiliation is None and (close - at == 1 or self._organized(at)):
            mention.affiliation = self.text[self.tokens[at].start : self.tokens[close - 1].end]
        mention.last = close + 1
