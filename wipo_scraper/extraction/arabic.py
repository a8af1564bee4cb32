"""Mentions in Arabic: roles in the construct state, small words written together with the next one."""

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.arabic_names import ARTICLE, COMMAS, articled, definite
from wipo_scraper.extraction.arabic_roles import ArabicRoles
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
_LONGEST_APPOSITION = 8  # words about a role that are no part of it
_COPULAS = frozenset({"وهو", "وهي", "هو", "هي"})
_ONE_OF = frozenset({"احد", "احدى", "بعض", "عدد", "كثير"})
_LEADING = ("اختتم", "افتتح", "تراس", "ترأس", "ادار", "القى", "القت", "تلا", "تلت")  # verbs whose object is no person
_AS_FOR = frozenset({"اما", "واما"})  # "أما بيرادزه فقالت"
_RELATIVES = frozenset(
    {"ابن", "ابنة", "اب", "ام", "والد", "والدة", "اخ", "اخت", "زوج", "زوجة", "جد", "جدة", "عم", "عمة", "خال", "خالة",
     "حفيد", "حفيدة", "صديق", "صديقة", "جار", "جارة"}
)  # fmt: skip
_PARENTS = frozenset({"ام", "ابو", "وام", "وابو"})


class ArabicReader(ArabicRoles):
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
        head = self.tokens[at]
        verb = head.first and head.flags & lx.CUE and self._asks(at)
        role = None if verb else self._role(at, determined=True)
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
            name_at = after = self._after_second_role(after)  # "مبتكر التطبيق، الشاب رياض …"
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
            if (mention.role_key or "").lstrip("وف").removeprefix(
                ARTICLE
            ) in _RELATIVES:  # "الابن نزار": what somebody is to others
                mention.role = mention.affiliation = None
                mention.explained = True
            return self._apposition(mention)
        if self._describes(at, role):
            return None
        mention = Mention("role", start, role.last, tokens[start].start, role.end)
        self._give_role(mention, role)
        mention.gender, mention.possessor = role.gender, possessor
        return mention

    def _describes(self, at: int, role: Role) -> bool:
        """Whether an indefinite noun alone goes with the noun before it: "عود قديم معلق"."""
        before = self.tokens[at - 1] if at else None
        bare = role.last == at + 1 and not articled(self.tokens[at])
        return bool(bare and before is not None and before.region < 0 and before.flags & lx.NOT_NAME)

    def _asks(self, at: int) -> bool:
        """Whether a word that can be a role is the verb of a sentence: "وطالب ممثل الجمعية بأن …"."""
        token = self.tokens[at]
        after = self.tokens[at + 1] if at + 1 < self.count else token
        subject = after.flags & (lx.ROLE | lx.HONORIFIC | lx.GIVEN | lx.PLURAL)
        return bool(subject and not articled(token))

    def _after_second_role(self, at: int) -> int:
        """The word after a second role that stands before the name; the same word if there is none."""
        head = self.tokens[at] if at < self.count else None
        known = head is not None and (articled(head) or f" {ARTICLE}" in head.low)
        second = self._role(at, determined=True) if known else None
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
        return self._closes(end) if comma else self._bounded(end) or self._strangers(at, end)

    def _strangers(self, at: int, end: int) -> bool:
        """Whether nothing is known of two words without an article after a definite role that is a verb's subject."""
        role = self.tokens[at - 1]
        verb = self.tokens[at - 2] if at > 1 else role
        words = self.tokens[at:end]
        unknown = all(
            not word.flags and word.low[:1] not in "بلكسفو" and not word.low.endswith("ا") for word in words[1:]
        )
        return bool(articled(role) and verb.flags & lx.CUE and unknown and not words[0].flags)

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
        alone = end - at == 1 and self.tokens[at].flags & lx.GIVEN and not self.tokens[at].flags & ~lx.GIVEN
        if alone and before.flags & (lx.CUE | lx.WEAK):  # somebody's given name: "تقول ليلى إن …"
            return self._bounded(end) and (not self.lex.takes_object(before.low) or self._leads(end))
        if not before.flags & (lx.CUE | lx.ACCORDING) or self.lex.takes_object(before.low):
            return False
        return end - at > 1 and self._bounded(end) and not definite(self.tokens[at])

    def _leads(self, at: int) -> bool:
        """Whether what is said follows a verb's subject at once."""
        token = self.tokens[at] if at < self.count else None
        return token is not None and (token.region >= 0 or token.text == ":" or token.low in self.lex.complementizers)

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
        if role is None or role.plural:
            return
        if not self._ends_apposition(role.last):
            role.last = self._set_off(role.last)
            if not role.last:
                return
        if mention.role is None:
            self._give_role(mention, role)
            mention.gender = mention.gender or role.gender
        mention.last = role.last

    def _set_off(self, at: int) -> int:
        """Where the comma stands that ends more words about a role: "، صاحبة ورشة للخزف في آسفي، "; 0 for none."""
        for position in range(at, min(at + _LONGEST_APPOSITION, self.count - 1)):
            token = self.tokens[position]
            if token.text in COMMAS:
                return position
            if token.region >= 0 or not token.text[0].isalnum() or token.flags & (lx.CUE | lx.RELATIVE | lx.WEAK):
                return 0
        return 0

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
