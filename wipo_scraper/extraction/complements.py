"""What follows a role: its complement, and the organization named in it."""

from dataclasses import dataclass

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.phrases import OF, Organization, Phrases
from wipo_scraper.extraction.tokens import Token

_DATED = frozenset({"in", "on", "since"})  # before a month or a day
_JOINING = lx.LINK | lx.ARTICLE | lx.CONJUNCTION
_LONGEST = 12  # words
_QUALIFIERS = 2  # words before a second role


@dataclass(slots=True)
class _Reading:
    """How far a complement has been read."""

    start: int
    end: int  # word number reached
    employed: bool  # the words that led here can lead to an employer
    distant: bool = False  # they have led elsewhere: "from", "in"
    link: str = ""  # the last of them
    noun: int | None = None  # the noun in lower case that opens a name
    opening: int = 0  # where the organization's name starts in the text
    organization: Organization | None = None


class Complements(Phrases):
    """Reads the complements of roles in the words of one block."""

    def _complement(self, at: int) -> tuple[int, Organization | None]:
        """The end of a role's complement, and its organization: name, word number, whether more follows it."""
        inflected = self.lex.script in {"cyrillic", "arabic"}
        reading = _Reading(at, at, employed=inflected or not self.lex.employers)
        steps = (
            self._through_joining, self._through_brackets, self._through_section, self._through_genitive,
            self._through_name, self._through_body, self._through_nouns,
        )  # fmt: skip
        while reading.end < self.count and not self._stops(reading):
            if not any(step(reading, self.tokens[reading.end]) for step in steps):
                break
        end, organization = reading.end, reading.organization
        while end > at and self.tokens[end - 1].flags & _JOINING and not self.tokens[end - 1].cap:
            end -= 1
        if organization is not None and organization[0][0].isupper() and self._common(organization[0]):
            organization = None
        if organization is not None and organization[1] < end:
            organization = (organization[0], organization[1], True)
        return end, organization

    def _stops(self, reading: _Reading) -> bool:
        token, end = self.tokens[reading.end], reading.end
        dated = token.flags & lx.NOT_NAME and end > reading.start and self.tokens[end - 1].low in _DATED
        return token.region >= 0 or bool(dated)

    def _linked(self, reading: _Reading) -> bool:
        return reading.end > reading.start and bool(self.tokens[reading.end - 1].flags & _JOINING)

    # Each step takes what it can read at the place reached, and tells whether it took anything.

    def _through_joining(self, reading: _Reading, token: Token) -> bool:
        """ "of the": the word tells whether an employer can follow."""
        if not token.flags & _JOINING or not self._goes_on(reading.end + 1, token):
            return False
        if token.flags & lx.CONJUNCTION and self._second_role(reading.end + 1):
            return False
        if token.flags & lx.LINK:
            reading.link = token.low
            if self.lex.employers and not reading.distant:
                reading.employed = token.low in self.lex.employers
                reading.distant = not reading.employed
        reading.end += 1
        return True

    def _second_role(self, at: int) -> bool:
        """Whether "and" joins another role: "and lead author of the paper"."""
        head = at
        while head < self.count and head - at < _QUALIFIERS and self._plain_word(head):
            head += 1
        english = self.lex.data.code == "en"
        return english and head > at and head < self.count and bool(self.tokens[head].flags & lx.ROLE)

    def _through_brackets(self, reading: _Reading, token: Token) -> bool:
        """An acronym: "(GFMA)"."""
        end = reading.end
        if token.text not in {"(", "&"} or end == reading.start or end + 2 >= self.count:
            return False
        if self.tokens[end + 2].text != ")":
            return False
        if reading.organization:
            reading.organization = (self.text[reading.opening : self.tokens[end + 2].end], end + 3, False)
        reading.end += 3
        return True

    def _through_section(self, reading: _Reading, token: Token) -> bool:
        """A noun in lower case that closes a name: "the Internet section"."""
        end = reading.end
        inflected = self.lex.script in {"cyrillic", "arabic"}
        if not reading.organization or reading.organization[1] != end or inflected or not self._plain_word(end):
            return False
        if not token.flags & lx.ORGANIZATION and end + 1 < self.count and self.tokens[end + 1].text != ",":
            return False
        reading.organization = (self.text[reading.opening : token.end], end + 1, False)
        reading.end += 1
        return True

    def _through_genitive(self, reading: _Reading, token: Token) -> bool:
        """A name in the genitive, where nouns are inflected."""
        if self.lex.script not in {"cyrillic", "arabic"} or not token.cap or token.flags & (lx.HONORIFIC | lx.ROLE):
            return False
        stop = self._genitive(reading.end)
        if stop == reading.end:
            return False
        if reading.organization is None and reading.employed:
            reading.organization = self._inflected(reading.end, stop)
        reading.end = stop
        return True

    def _through_name(self, reading: _Reading, token: Token) -> bool:
        """A name with capitals: "University of Akureyri"."""
        if not token.cap or not token.text[0].isalpha() or token.flags & lx.HONORIFIC:
            return False
        end, organization, linked = reading.end, reading.organization, self._linked(reading)
        proper = (token.text.isupper() and len(token.text) > 1) or token.flags & (lx.PLACE | lx.ORGANIZATION)
        inflected = self.lex.script in {"cyrillic", "arabic"}
        if not (linked or proper) and not (organization and organization[1] == end and not inflected):
            return False
        stop = self._organization(end, employer=linked and reading.employed)
        if reading.link in self.lex.sections and any(t.flags & lx.ORGANIZATION for t in self.tokens[end:stop]):
            reading.employed = linked  # "in the Madrid Operations Division", not "in Geneva"
        if organization is not None and self._one_acronym(reading, stop):
            reading.organization = (self.text[reading.opening : self.tokens[stop - 1].end], stop, False)
        elif organization is not None:
            reading.organization = (organization[0], organization[1], True)
        elif reading.employed and not self._away(reading, token):
            named = reading.noun is not None and not token.text.isupper()
            opening = reading.noun if named and reading.noun is not None else end
            reading.opening = self.tokens[opening].start
            reading.organization = (self.text[reading.opening : self.tokens[stop - 1].end], stop, False)
        reading.end = stop
        return True

    def _one_acronym(self, reading: _Reading, stop: int) -> bool:
        """Whether an acronym in brackets tells that "and" joined parts of one name: "Film and Radio Guild (FRG)"."""
        tokens, at = self.tokens, reading.end
        joined = reading.organization is not None and reading.organization[1] == at - 1
        if not joined or not tokens[at - 1].flags & lx.CONJUNCTION:
            return False
        bracketed = tokens[stop - 1].text == ")" and tokens[stop - 3].text == "("
        return bracketed and tokens[stop - 2].text[0] == self.text[reading.opening]

    def _away(self, reading: _Reading, token: Token) -> bool:
        """A place that the role is not of: "à Genève"."""
        foreign = self.lex.script == "latin" and self.lex.data.code != "en"
        town = reading.link == "à" and self.tokens[reading.end - 1].low == "à" and not token.flags & lx.ORGANIZATION
        named = token.flags & lx.PLACE or (town and not token.text.isupper())
        return bool(named) and foreign and reading.link not in OF

    def _through_body(self, reading: _Reading, token: Token) -> bool:
        """A body in lower case: "présidente du comité"."""
        if token.low not in self.lex.bodies or not self._linked(reading) or reading.organization is not None:
            return False
        stop = self._lower_name(reading.end + 1)
        reading.organization = (self.text[token.start : self.tokens[stop - 1].end], stop, False)
        reading.end = stop
        return True

    def _through_nouns(self, reading: _Reading, token: Token) -> bool:
        """Nouns in lower case, and the name that they can lead to: "la jeune entreprise Néréide Optique"."""
        english, linked = self.lex.data.code == "en", self._linked(reading)
        if token.flags & lx.ORGANIZATION and linked and reading.employed and not english:
            reading.noun = reading.end  # "professeure à l’université de Lausanne"
        if not (linked or not english) or not self._plain_word(reading.end) or reading.end - reading.start >= _LONGEST:
            return False
        end = self._noun_phrase(reading.end)
        follows = self.tokens[end - 1].flags & lx.ORGANIZATION and self._cap(end)
        named = follows and not self.tokens[end].flags & lx.HONORIFIC and self.lex.script == "latin"
        if named and reading.organization is None:
            stop = self._organization(end)
            reading.opening = self.tokens[end].start
            reading.organization = (self.text[reading.opening : self.tokens[stop - 1].end], stop, False)
            end = stop
        reading.end = end
        return True
