"""Reporting clauses in Arabic: the verb first, its subject left out or after it, its gender in its form."""

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.lexicon import Lexicon
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.report import Report
from wipo_scraper.extraction.reports import Finder
from wipo_scraper.extraction.tokens import Token

_NO_VERB_AFTER = frozenset({"ان", "عدم", "دون", "غير", "بدون", "وسط"})  # what follows is a noun
_COPULAS = frozenset({"وهو", "وهي"})  # "وهو يعرض لوحة": the subject stands before
_DOUBLED = "\u0651"  # tells the verb "بيّن" from the preposition "بين"
_PHRASE = 8  # words of a source without a name
_CLAUSE = 10  # words between a verb and its "that"
_MEETING = 16  # words between a verb of leading and the meeting that is led
_RELAYING = ("نقل", "نقلت", "ينقل", "تنقل")  # "reported, from X, his words"
_FROM = "عن"
_MEETINGS = (
    "جلس", "نقاش", "حوار", "ندو", "حلق", "دور", "اجتماع", "موتمر", "مؤتمر", "منتدى", "لقاء", "مناقش", "اعمال", "ورش",
    "محاضر",
)  # fmt: skip
_NO_SUBJECT = lx.PREPOSITION | lx.CONJUNCTION | lx.RELATIVE | lx.PARTICIPLE | lx.CUE | lx.AUXILIARY | lx.FUNCTION
_OBJECTS = ("ها", "هم", "هما", "ه", "نا", "ني")  # pronouns written together with the verb
_MASCULINE = frozenset({"لفت", "اثبت", "سكت", "صمت"})  # "ت" belongs to the root


class ArabicFinder(Finder):
    """Finds the reporting clauses of one Arabic block."""

    def _is_cue(self, at: int, token: Token) -> bool:
        if not super()._is_cue(at, token) or (token.act in {"chaired", "moderated"} and not self._of_meeting(at)):
            return False
        if token.flags & (lx.ACCORDING | lx.OWN_WORDS) or not at:
            return True
        if token.flags & lx.PARTICIPLE and not token.flags & lx.CUE and self._manner(at):
            return False
        before = self.tokens[at - 1]
        if token.flags & lx.PREPOSITION and _DOUBLED not in token.text:
            return at + 1 < len(self.tokens) and self.tokens[at + 1].low in self.lex.complementizers
        noun = before.flags & lx.PREPOSITION and not before.flags & lx.CONJUNCTION
        return before.region >= 0 or not (noun or before.low in _NO_VERB_AFTER)

    def _manner(self, at: int) -> bool:
        """Whether a participle only tells how the verb before it speaks: "وختمت بالقول", "تقول ليلى ضاحكة، …"."""
        if self.tokens[at - 1].flags & lx.CUE:
            return True
        after = self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
        return after in {"،", ","} and self.owner[at - 1] is not None

    def _of_meeting(self, at: int) -> bool:
        """Whether a meeting is what is led: nobody speaks who "runs a factory"."""
        words = (token.low.split(" ") for token in self.tokens[at : at + _MEETING])
        return any(word.startswith(_MEETINGS) for part in words for word in (w.removeprefix("ال") for w in part))

    def _report(self, at: int, token: Token, found: list[Report]) -> Report | None:
        if token.low.lstrip("وف") in _RELAYING:
            source = self._relayed(at)
            if source is not None:
                return self._make("according", at, source)
        return super()._report(at, token, found)

    def _relayed(self, at: int) -> Mention | None:
        """The person after "from": "ونقلت الوكالة عن الوزير قوله"."""
        for position in range(at + 1, min(at + _CLAUSE, len(self.tokens) - 1)):
            if self.tokens[position].low == _FROM:
                return self._mention_at(position + 1)
        return None

    def _after(self, at: int, reach: int) -> Mention | None:
        if at and self.tokens[at - 1].flags & lx.RELATIVE and self.tokens[at - 1].low.startswith("ال"):
            return None  # "التي تدير الورشة": object
        found = super()._after(at, reach)
        if found is None or found.kind not in {"organization", "document"} or not self.lex.takes_object(self._verb(at)):
            return found
        feminine = self.tokens[found.first].low.endswith(("ة", "ات"))
        return found if feminine == (self._verb_gender(self.tokens[at]) == "f") else None  # "ودعا هيئات البث": object

    def _main_subject(self, at: int, found: list[Report]) -> Mention | None:
        """Whom the clause of the participle describes: "بالفائزة ريم، التي … قائلة"; else the sentence's subject."""
        gender = self._verb_gender(self.tokens[at])
        for position in range(at - 1, max(at - _CLAUSE, 1), -1):
            token = self.tokens[position]
            if token.region >= 0 or token.sentence != self.tokens[at].sentence or token.flags & lx.CUE:
                break
            if token.flags & lx.RELATIVE and token.low.startswith("ال"):
                owner = self.owner[position - 1] or self.owner[position - 2]
                described = owner is not None and owner.kind == "person" and owner.gender in {None, gender}
                return owner if described else super()._main_subject(at, found)
        return super()._main_subject(at, found)

    def _document_after(self, at: int) -> Mention | None:
        """A document after a preposition is where somebody writes: "وكتبت في مقدمة الكتاب"."""
        del at
        return None

    def _noun_after(self, at: int) -> Mention | None:
        """A subject that nothing is known of: "وقال اتحاد الصيادين", or a family name alone."""
        tokens, first = self.tokens, at + 1
        last = first
        while last < len(tokens) and last - first < _PHRASE and tokens[last].text[0].isalpha():
            if tokens[last].flags & _NO_SUBJECT or tokens[last].region >= 0:
                break
            last += 1
        if last == first or self._addressed(tokens[first]) or (at and tokens[at - 1].low in _COPULAS):
            return None
        if self.lex.takes_object(self._verb(at)) and not self._leads_to_that(last):
            return None
        mention = Mention("group", first, last, tokens[first].start, tokens[last - 1].end, sentence=tokens[at].sentence)
        mention.name = tokens[first].text
        return mention

    def _addressed(self, token: Token) -> bool:
        """Whether "to" or "with" is written together with the word: "للمندوبين", "بهدوء"."""
        known = token.low in self.lex.words
        return not known and (token.low.startswith("لل") or (token.low[:1] in "لب" and not token.flags & lx.GIVEN))

    def _leads_to_that(self, at: int) -> bool:
        """Whether what is said follows: then the noun before it is no object."""
        for token in self.tokens[at : at + _CLAUSE]:
            if token.region >= 0 or token.text in {"،", ",", ".", "؛"}:
                return False
            if token.low in self.lex.complementizers or token.text == ":":
                return True
        return False

    def _verb(self, at: int) -> str:
        return self.tokens[at].low

    def _verb_gender(self, token: Token) -> str | None:
        return verb_gender(token.low, self.lex)


def verb_gender(verb: str, lex: Lexicon) -> str | None:
    """The gender that a verb shows: "قالت", "تقول", "مضيفة"; what shows no feminine is masculine."""
    word = verb.split(" ", maxsplit=1)[0]
    word = word if word in lex.words or word in lex.phrases else lex.without_prefix(word)[0]
    for ending in _OBJECTS:
        if word.endswith(ending) and len(word) - len(ending) > 3 and word[-len(ending) - 1] == "ت":
            return "f"
    if word.endswith("وا"):
        return None
    if word.endswith(("ت", "ة")) and word not in _MASCULINE:
        return "f"
    return "f" if word.startswith("ت") and f"ي{word[1:]}" in lex.words else "m"
