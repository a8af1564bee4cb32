"""Noun phrases: the complements of roles and the names of organizations."""

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.lexicon import Lexicon, fold
from wipo_scraper.extraction.tokens import Token

WORDY = lx.CUE | lx.WEAK | lx.PARTICIPLE | lx.ACCORDING | lx.AUXILIARY | lx.RELATIVE | lx.CONJUNCTION | lx.PRONOUN

OF = frozenset({"de", "du", "des", "d’", "del", "da", "do", "dos", "das"})
_INSIDE = OF | {"et", "y", "e", "pour", "para", "sur", "sobre"}  # join the words of a name
_LONGEST_NAME = 10  # words in lower case
_NOUN = lx.TITLE | lx.EVENT | lx.DOCUMENT | lx.STATEMENT

Organization = tuple[str, int, bool]  # name, word number after it, whether the complement goes on

_OF_NAMES = OF | {"of", "la", "the"}  # inside a name, before its next capital


class Phrases:
    """Reads noun phrases in the words of one block."""

    def __init__(self, text: str, tokens: list[Token], lex: Lexicon) -> None:
        self.text = text
        self.tokens = tokens
        self.lex = lex
        self.count = len(tokens)

    def _cap(self, at: int) -> bool:
        return at < self.count and self.tokens[at].cap and self.tokens[at].text[0].isalpha()

    def _links(self, at: int) -> bool:
        return at < self.count and bool(self.tokens[at].flags & lx.LINK)

    def _place(self, name: str) -> bool:
        entry = self.lex.find(name)
        return entry is not None and bool(entry.flags & lx.PLACE)

    def _employing(self, name: str) -> bool:
        """Whether a name is a place, or has the noun of an organization: "Universidade da Ria"."""
        entries = (self.lex.words.get(fold(word, self.lex.script)) for word in name.split())
        return self._place(name) or any(entry is not None and entry.flags & lx.ORGANIZATION for entry in entries)

    def _plain_word(self, at: int) -> bool:
        token = self.tokens[at]
        return (
            token.text[0].isalnum()
            and not token.cap
            and not token.flags & (WORDY | lx.CLOSED | lx.ACT | lx.LINK | lx.HONORIFIC | lx.ROLE)
        )

    def _goes_on(self, at: int, link: Token) -> bool:
        """Whether the complement can go on after a link word."""
        if at >= self.count:
            return False
        token = self.tokens[at]
        if token.region >= 0 or not token.text[0].isalpha() or token.flags & (lx.CUE | lx.PRONOUN | lx.RELATIVE):
            return False
        if link.flags & lx.CONJUNCTION:
            return not token.flags & (lx.HONORIFIC | lx.CLOSED) or bool(token.flags & lx.ARTICLE)
        return True

    def _genitive(self, at: int) -> int:
        """The word number after a name in the genitive: "ВОИС", "Верховного суда", "Союза телекомпаний"."""
        tokens = self.tokens
        token = tokens[at]
        lower = (
            at + 1 < self.count and tokens[at + 1].region < 0 and not tokens[at + 1].cap and self._plain_word(at + 1)
        )
        proper = token.flags & (lx.ORGANIZATION | lx.PLACE) or (token.text.isupper() and len(token.text) > 1)
        if not proper and not lower:
            return at
        end = at + 1
        if not token.text.isupper() and not token.flags & lx.PLACE:
            while end < self.count and end - at < 6 and not tokens[end].cap and self._plain_word(end):
                end += 1
        if end + 2 < self.count and tokens[end].text == "(" and tokens[end + 2].text == ")":
            end += 3
        return end

    def _inflected(self, at: int, end: int) -> Organization | None:
        """The name of an organization in the nominative: its acronym, or its first noun by the data of the language."""
        words = self.tokens[at:end]
        if words[-1].text == ")":
            return words[-2].text, end, False
        first = words[0]
        if first.text.isupper() and len(first.text) > 1:
            return first.text, end, False
        nominative = self.lex.nominatives.get(first.low)
        if nominative is None or (first.flags & lx.ORGANIZATION and len(words) == 1):
            return None
        rest = self.text[first.end : words[-1].end]
        return nominative[:1].upper() + nominative[1:] + rest, end, False

    def _common(self, name: str) -> bool:
        """Whether a name is only a noun with a capital: "the Office"."""
        entry = self.lex.find(name)
        return entry is not None and bool(entry.flags & lx.ORGANIZATION) and not name.isupper() and " " not in name

    def _noun_phrase(self, at: int) -> int:
        """The word number after the plain nouns of a complement: "plant variety working group"; no verb after them."""
        last = at
        while last < self.count and last - at < 5 and self._plain_word(last):
            last += 1
            if self.tokens[last - 1].flags & lx.ORGANIZATION and last > at + 1:
                return last
        after = self.tokens[last] if last < self.count else None
        closed = (
            after is None or not after.text[0].isalpha() or after.flags & (lx.PREPOSITION | lx.LINK | lx.CONJUNCTION)
        )
        return last if closed else at + 1

    def _organization(self, at: int, *, employer: bool = False) -> int:
        """The word number after a proper name that starts at a word: "University of Akureyri"."""
        tokens, end = self.tokens, at
        linked = at > 0 and tokens[at - 1].flags & lx.LINK
        if linked and tokens[at].flags & lx.PLACE and self._cap(at + 1) and not self._owned(at + 1):
            return at + 1  # "ambassador to Britain Liu Xiaming"
        if self._acronym_before_name(at):
            return at + 1  # "la consultante de l’OMPI Anne Roy"
        while end < self.count:
            if (
                tokens[end].region < 0
                and self._cap(end)
                and (not tokens[end].flags & lx.HONORIFIC or (end > at and tokens[end - 1].flags & lx.ORGANIZATION))
            ) or (tokens[end].low == "’s" and self._owned(end + 1)):
                end += 1
            elif (
                end > at
                and len(tokens[end].text) < 4
                and tokens[end].text.isalpha()
                and tokens[end].text.islower()
                and not tokens[end].flags
                and self._cap(end + 1)
            ):
                end += 1  # "Zell am Moor"
            elif tokens[end].low in _OF_NAMES and self._leads_to_name(end + 1):
                end += 1
            else:
                break
        if end + 2 < self.count and tokens[end].text == "(" and tokens[end + 2].text == ")" and tokens[end + 1].cap:
            end += 3
        end = max(end, at + 1)
        if self.lex.data.code != "en" and self.lex.script == "latin":
            unknown = employer and end == at + 1 and not tokens[at].flags & ~_NOUN and not tokens[at].text.isupper()
            if any(token.flags & lx.ORGANIZATION for token in tokens[at:end]) or (unknown and self._of_noun(end)):
                return self._lower_name(end)
        return end

    def _acronym_before_name(self, at: int) -> bool:
        """Whether an acronym and two words that are nothing but names stand at a word."""
        token = self.tokens[at]
        if self.lex.data.code == "en" or not token.text.isupper() or len(token.text) < len("OMC"):
            return False
        names = self.tokens[at + 1 : at + 3]
        return len(names) > 1 and all(t.cap and not t.flags & ~lx.PARTICLE and not t.text.isupper() for t in names)

    def _leads_to_name(self, at: int) -> bool:
        """Whether a capital follows, an article before it allowed: "of the Ministry"."""
        return self._cap(at) or (at < self.count and bool(self.tokens[at].flags & lx.ARTICLE) and self._cap(at + 1))

    def _of_noun(self, at: int) -> bool:
        """Whether an adjective or "of" and a noun follow in lower case: "Atelier de cartographie"."""
        if at + 1 >= self.count:
            return False
        if self.tokens[at].low not in OF:
            return self._plain_word(at) and (self.tokens[at + 1].low in OF or self.tokens[at + 1].text in {",", "."})
        return self._plain_word(at + 1 + bool(self.tokens[at + 1].flags & lx.ARTICLE and at + 2 < self.count))

    def _owned(self, at: int) -> bool:
        """Whether an organization follows the possessive: "Cambodia’s Ministry", not "NASA’s Steve Clarke"."""
        last = at
        while self._cap(last):
            if self.tokens[last].flags & lx.ORGANIZATION:
                return True
            last += 1
        return False

    def _lower_name(self, at: int) -> int:
        """The rest of a name of which only the first noun has a capital: "Union des crémiers d’Albanie"."""
        tokens, end, links = self.tokens, at, 0
        while end < self.count and end - at < _LONGEST_NAME:
            token = tokens[end]
            linked = end > at and tokens[end - 1].flags & (lx.LINK | lx.ARTICLE)
            if token.low in _INSIDE and self._goes_on(end + 1, token) and not linked:
                end, links = end + 1, links + 1
            elif token.flags & lx.ARTICLE and linked and self._goes_on(end + 1, token):
                end += 1
            elif linked and self._cap(end) and not token.flags & lx.HONORIFIC:
                while self._cap(end):
                    end += 1
            elif self._plain_word(end) and (linked or end == at):
                end = self._noun_phrase(end)
            else:
                break
        while end > at and tokens[end - 1].flags & (lx.LINK | lx.ARTICLE | lx.CONJUNCTION):
            end -= 1
        after = tokens[end] if end < self.count else None
        closed = after is None or not after.text[0].isalpha() or after.flags & (WORDY | lx.PREPOSITION)
        return end if closed or links else at
