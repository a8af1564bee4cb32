"""Names of persons, where the script writes them with a capital."""

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.complements import Complements

_NEVER_NAME = lx.NOT_NAME | lx.PLACE | lx.ORGANIZATION | lx.DEMONYM | lx.HONORIFIC
_LONGEST_NAME = 7
_AND = frozenset({"y", "e", "и"})  # can be inside a name too
_LONGEST_NICKNAME = 24  # characters of words in marks inside a name


class Names(Complements):
    """Reads honorifics and names in the words of one block."""

    headline = False  # every word may have a capital

    def _honorific(self, at: int) -> int:
        tokens = self.tokens
        while at < self.count and tokens[at].flags & lx.HONORIFIC and self._addressing(at):
            at += 1
            if at < self.count and tokens[at].text == "." and not tokens[at].first:
                at += 1
        return at

    def _addressing(self, at: int) -> bool:
        """Whether a word that can be a role too is written as a title: "Judge Roy", "her brother"."""
        token = self.tokens[at]
        return token.cap or self.lex.data.code != "en" or not token.flags & lx.ROLE

    def _name(self, at: int, *, anchored: bool, particle: bool = False) -> int:
        """The word number after the name that starts at a word; the same number if none does."""
        tokens, end, capitals = self.tokens, at, 0
        if at < self.count and tokens[at].first and compound(tokens[at].text) and not anchored:
            return at
        while (
            end < self.count
            and end - at < _LONGEST_NAME
            and self._name_goes_on(end, at, capitals, anchored=anchored, particle=particle)
        ):
            capitals += tokens[end].cap and tokens[end].region < 0
            end += 1
        while end > at and not (tokens[end - 1].cap or tokens[end - 1].flags & lx.SUFFIX):
            end -= 1
        end = self._one_name(at, end)
        if not capitals or (end == at + 1 and tokens[at].flags & lx.PARTICLE):
            return at
        # A suffix set off by a comma: "Smith, Jr."
        if end + 1 < self.count and tokens[end].text == "," and tokens[end + 1].flags & lx.SUFFIX:
            end += 2
        return at if not anchored and self._organization_like(at, end) else end

    def _one_name(self, at: int, end: int) -> int:
        """The end of the first of two full names: "Ana Prado y Luis Rivas", but "José Ortega y Gasset"."""
        for number in range(at + 2, end - 2):
            joins = self.tokens[number].flags & lx.PARTICLE and self.tokens[number].low in _AND
            if joins and self._cap(number - 2) and self._cap(number + 1) and self._cap(number + 2):
                return number
        return end

    def _name_goes_on(self, at: int, start: int, capitals: int, *, anchored: bool, particle: bool) -> bool:
        """Whether a word belongs to the name that was begun: a capital, a particle before one, a nickname in marks."""
        token = self.tokens[at]
        endings = self.lex.data.names.headline_endings
        if self.headline and at - start > 1 and endings and token.low.endswith(endings):
            return False
        if token.region >= 0:
            return bool(capitals) and token.end - token.start < _LONGEST_NICKNAME and self._cap(at + 1)
        if token.cap and token.text[0].isalpha():
            return self._name_word(at, start, anchored=anchored)
        return bool(token.flags & lx.PARTICLE and self._leads_on(at + 1) and (capitals or particle))

    def _name_word(self, at: int, start: int, *, anchored: bool) -> bool:
        """Whether a capitalised word can belong to a name."""
        token = self.tokens[at]
        if self.headline and token.flags & (lx.CLOSED | lx.CUE | lx.ACT):
            return False
        given = token.flags & lx.PLACE and at == start and (anchored or token.flags & lx.GIVEN)
        if given and self._plainly_named(at + 1):
            return True  # "Minister Rosario Ibarra", "Florence Dubosc"
        if (
            token.first
            and at == start
            and token.flags
            and not token.flags & (lx.PARTICLE | lx.TITLE | lx.DOCUMENT | lx.GIVEN)
        ):
            return bool(token.flags & lx.WEAK and self._cap(at + 1))
        if token.flags & lx.PLACE and at == start and self._courteous(at):
            return True  # "Mrs. Palau"
        if token.flags & lx.PLACE and at == start and self._aged(at):
            return True  # "17-year-old Virginia Giuffre"
        if token.flags & _NEVER_NAME == lx.DEMONYM and at > start and self.lex.data.code != "en":
            return True  # "Lozano Inglés": as an adjective it has no capital
        if token.flags & lx.PLACE and at > start and self._plainly_named(at - 1) and self._plainly_named(at + 1):
            return self.lex.data.code != "en"  # "Annelies Coimbra Reis"
        if token.flags & _NEVER_NAME:
            return at > start and anchored and not token.flags & lx.HONORIFIC and not self._cap(at + 1)
        if token.flags & (lx.ROLE | lx.MODIFIER | lx.PLURAL):
            if at == start and at and self.tokens[at - 1].flags & lx.HONORIFIC and anchored:
                return self._plainly_named(at + 1)  # "Sgt. Dean Roy"
            return at > start and not self._cap(at + 1) and not self._of(at + 1)
        return not (token.flags & (lx.PRONOUN | lx.ARTICLE) and token.text.lower() in {"i", "the"})

    def _leads_on(self, at: int) -> bool:
        """Whether a name goes on after a particle: "de la Cruz"."""
        return self._cap(at) or (at < self.count and bool(self.tokens[at].flags & lx.PARTICLE) and self._cap(at + 1))

    def _courteous(self, at: int) -> bool:
        """Whether a form of address that tells the gender stands before a single word: no place has one."""
        before = self.tokens[at - 1] if at else None
        courteous = before is not None and before.flags & lx.HONORIFIC and before.gender and not before.flags & lx.ROLE
        return bool(courteous) and not self._cap(at + 1)

    def _aged(self, at: int) -> bool:
        """Whether an age stands before a word."""
        return bool(at) and self.tokens[at - 1].low.endswith("-old") and self._cap(at + 1)

    def _of(self, at: int) -> bool:
        return at < self.count and self.tokens[at].low in {"of", "de", "du", "des", "da", "do", "del"}

    def _plainly_named(self, at: int) -> bool:
        """Whether a word with a capital follows that is nothing else than a name."""
        return self._cap(at) and not self.tokens[at].flags

    def _organization_like(self, at: int, end: int) -> bool:
        """Whether a run of capitalised words without an anchor is rather an organization or a place."""
        tokens = self.tokens
        if at and tokens[at - 1].is_(lx.ARTICLE) and not tokens[at - 1].is_(lx.POSSESSIVE):
            return self.lex.data.code != "pt"
        word = tokens[at].text
        if end - at == 1:
            return word.isupper() and len(word) > 1
        return any(
            (t.text.isupper() and len(t.text) > 2 and "." not in t.text) or t.text[0].isdigit() for t in tokens[at:end]
        )


def compound(word: str) -> bool:
    """Whether a word with a capital goes on in lower case after a hyphen: "Eleven-year-old"."""
    return "-" in word and word.rsplit("-", 1)[1][:1].islower()
