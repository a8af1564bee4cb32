"""Phrases that name a source: persons with honorific, role and affiliation, roles alone, pronouns, other sources.

One pass over the words of a block. What a capital tells in one script, the neighbours tell in another: in Arabic a
name is what stands between an honorific, a role or a reporting verb and the next small word.
"""

from dataclasses import dataclass
from typing import Literal

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.lexicon import Lexicon
from wipo_scraper.extraction.tokens import Token

Kind = Literal["person", "role", "pronoun", "organization", "document", "group"]

_NEVER_NAME = lx.NOT_NAME | lx.PLACE | lx.ORGANIZATION | lx.DEMONYM | lx.HONORIFIC
_WORDY = lx.CUE | lx.WEAK | lx.PARTICIPLE | lx.ACCORDING | lx.AUXILIARY | lx.RELATIVE | lx.CONJUNCTION | lx.PRONOUN
_LONGEST_NAME = 7


@dataclass(slots=True)
class Mention:
    """A phrase that names a source. Offsets count in the block; `first` and `last` are word numbers, last excluded."""

    kind: Kind
    first: int
    last: int
    start: int
    end: int  # of the naming words, without what follows in apposition
    name: str | None = None
    name_start: int = -1
    honorific: str | None = None
    role: str | None = None
    role_key: str | None = None  # the head of the role, folded
    affiliation: str | None = None
    gender: str | None = None
    sentence: int = 0
    governed: bool = False  # stands after a preposition: not a subject
    possessor: str | None = None  # gender of "his", "her" before it
    definite: bool = True
    leads: str | None = None  # an organization that the person "runs"
    core: int = 0  # word number after the naming words, where something follows in apposition
    explained: bool = False  # what follows tells that it is a person: an age, "who"


@dataclass(slots=True)
class _Role:
    last: int  # word number after the role and its complement
    start: int
    end: int
    head: str
    gender: str | None
    affiliation: str | None
    plural: bool
    bare_end: int  # word number after the head


class Reader:
    """Reads the mentions of one block."""

    def __init__(self, text: str, tokens: list[Token], lex: Lexicon, *, headline: bool = False) -> None:
        self.text = text
        self.tokens = tokens
        self.lex = lex
        self.count = len(tokens)
        self.headline = headline
        self.arabic = lex.script == "arabic"

    def mentions(self) -> list[Mention]:
        """All mentions in order, none inside another."""
        found: list[Mention] = []
        position = 0
        while position < self.count:
            mention = self._at(position)
            if mention is None:
                position += 1
            else:
                mention.sentence = self.tokens[mention.first].sentence
                mention.governed = self._governed(mention.first)
                found.append(mention)
                position = max(mention.last, position + 1)
        return found

    def _at(self, at: int) -> Mention | None:
        token = self.tokens[at]
        if token.region >= 0 or (token.flags & lx.ACCORDING and not token.flags & lx.ROLE):
            return None
        start, possessor = at, None
        if token.is_(lx.ARTICLE | lx.POSSESSIVE):
            possessor = token.gender if token.is_(lx.POSSESSIVE) else None
            at += 1
            if at >= self.count:
                return self._pronoun(start)
        return (
            self._honoured(start, at)
            or self._role_first(start, at, possessor)
            or (self._named(at) if at == start or self.lex.data.code in {"pt"} else None)
            or self._other(start, at)
            or self._pronoun(start)
        )

    # Persons

    def _honoured(self, start: int, at: int) -> Mention | None:
        """Honorific and name: "H.E. Prof. Muhammadou M.O. Kah"."""
        after = self._honorific(at)
        if after == at:
            return None
        name_at = after
        end = self._name(name_at, anchored=True, particle=True)
        if end == name_at:
            return None
        mention = self._person(start, at, name_at, end)
        mention.honorific = self.text[self.tokens[at].start : self.tokens[after - 1].end]
        mention.gender = next((t.gender for t in self.tokens[at:after] if t.gender), None)
        return self._apposition(mention)

    def _role_first(self, start: int, at: int, possessor: str | None) -> Mention | None:
        """Role and name, or role alone: "WIPO Deputy Director General Lisa Jorgenson"."""
        role = self._role(at, possessor is not None or start < at)
        if role is None:
            return None
        tokens = self.tokens
        follow = role.last
        comma = follow < self.count and tokens[follow].text in {",", "،"}
        name_at = follow + 1 if comma else follow
        after = self._honorific(name_at) if name_at < self.count else name_at
        end = self._name(after, anchored=True) if after < self.count else after
        if not comma and end == after and role.bare_end < role.last:
            end = after = self._honorific(role.bare_end)  # what looked like the complement was the name
            end = self._name(after, anchored=True)
            if end > after:
                role.affiliation = None
                role.end = tokens[role.bare_end - 1].end
                name_at = role.bare_end
        if end > after and (not comma or after > name_at or self._closes(end)):
            mention = self._person(start, name_at, after, end)
            mention.start = tokens[start].start
            if after > name_at:
                mention.honorific = self.text[tokens[name_at].start : tokens[after - 1].end]
            mention.gender = next((t.gender for t in tokens[name_at:after] if t.gender), None) or role.gender
            self._give_role(mention, role)
            mention.possessor = possessor
            return self._apposition(mention)
        if role.plural:
            return Mention("group", start, role.last, tokens[start].start, role.end)
        mention = Mention("role", start, role.last, tokens[start].start, role.end)
        self._give_role(mention, role)
        mention.gender, mention.possessor = role.gender, possessor
        mention.definite = start < at or not self.lex.cased or tokens[start].cap
        return mention

    def _named(self, at: int) -> Mention | None:
        """A name without anything before it: "Daren Tang", "Smith"."""
        end = self._name(at, anchored=False)
        if end == at:
            return None
        return self._apposition(self._person(at, at, at, end))

    def _person(self, start: int, first: int, name_at: int, end: int) -> Mention:
        tokens = self.tokens
        name = self.text[tokens[name_at].start : tokens[end - 1].end]
        return Mention(
            "person", start, end, tokens[first].start, tokens[end - 1].end, name=name, name_start=tokens[name_at].start
        )

    def _give_role(self, mention: Mention, role: _Role) -> None:
        mention.role = self.text[role.start : role.end]
        mention.role_key = role.head
        mention.affiliation = role.affiliation

    # Parts

    def _honorific(self, at: int) -> int:
        tokens = self.tokens
        while at < self.count and tokens[at].flags & lx.HONORIFIC:
            at += 1
            if at < self.count and tokens[at].text == "." and not tokens[at].first:
                at += 1
        return at

    def _name(self, at: int, *, anchored: bool, particle: bool = False) -> int:
        """The word number after the name that starts at a word; the same number if none does."""
        tokens, end, capitals = self.tokens, at, 0
        if at < self.count and tokens[at].first and _compound(tokens[at].text) and not anchored:
            return at
        while end < self.count and end - at < _LONGEST_NAME:
            token = tokens[end]
            if self.headline and end - at >= 2 and token.low.endswith(self.lex.data.names.headline_endings or ("\0",)):
                break
            if token.region >= 0:
                if not (capitals and token.end - token.start < 24 and self._cap(end + 1)):
                    break
            elif token.cap and token.text[0].isalpha():
                if not self._name_word(end, at, anchored=anchored):
                    break
                capitals += 1
            elif not (token.flags & lx.PARTICLE and self._cap(end + 1) and (capitals or particle)):
                break
            end += 1
        while end > at and not (tokens[end - 1].cap or tokens[end - 1].flags & lx.SUFFIX):
            end -= 1
        if not capitals:
            return at
        # A suffix set off by a comma: "Smith, Jr."
        if end + 1 < self.count and tokens[end].text == "," and tokens[end + 1].flags & lx.SUFFIX:
            end += 2
        if not anchored and self._organization_like(at, end):
            return at
        return end

    def _cap(self, at: int) -> bool:
        return at < self.count and self.tokens[at].cap and self.tokens[at].text[0].isalpha()

    def _name_word(self, at: int, start: int, *, anchored: bool) -> bool:
        """Whether a capitalised word can belong to a name."""
        token = self.tokens[at]
        if self.headline and token.flags & (lx.CLOSED | lx.CUE | lx.ACT):
            return False
        if token.first and at == start and token.flags and not token.flags & (lx.PARTICLE | lx.TITLE | lx.DOCUMENT):
            return bool(token.flags & lx.WEAK and self._cap(at + 1))
        if token.flags & _NEVER_NAME:
            return at > start and anchored and not token.flags & lx.HONORIFIC and not self._cap(at + 1)
        if token.flags & (lx.ROLE | lx.MODIFIER | lx.PLURAL):
            return at > start and not self._cap(at + 1) and not self._links(at + 1)
        return not (token.flags & (lx.PRONOUN | lx.ARTICLE) and token.text.lower() in {"i", "the"})

    def _links(self, at: int) -> bool:
        return at < self.count and bool(self.tokens[at].flags & lx.LINK)

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

    def _role(self, at: int, determined: bool) -> _Role | None:
        """A role with what stands before its head (organization, adjectives) and its complement after it."""
        tokens, count = self.tokens, self.count
        head = at
        prefix_end = at
        # An organization, place or demonym before the role: "WIPO", "Canada’s", "Liberal".
        while head < count and head - at < 6 and self._prefix_word(head):
            head += 1
        if head > at and head < count and tokens[head].text in {"’s", "'s"}:
            head += 1
            prefix_end = head - 1
        elif head > at:
            prefix_end = head
        role_at = head
        loose = 0
        while head < count and not tokens[head].flags & (lx.ROLE | lx.PLURAL):
            token = tokens[head]
            if self._profession(head):
                break
            adjective = token.flags & (lx.MODIFIER | lx.DEMONYM)
            noun = (determined or head > at) and loose < 3 and self._plain_word(head)
            if not (adjective or noun):
                return None
            loose += not adjective
            head += 1
        if head >= count:
            return None
        token = tokens[head]
        if prefix_end > at and tokens[at].first and tokens[at].flags & lx.CLOSED:
            return None
        plural = not token.flags & lx.ROLE
        end = head + 1
        while end < count and tokens[end].flags & lx.ROLE and tokens[end].region < 0:  # "minister counsellor"
            token, end = tokens[end], end + 1
        prefix = None
        if prefix_end == at + 1 and tokens[at].flags & lx.ORGANIZATION and not tokens[at].text.isupper():
            role_at = at  # "City Clerk"
        elif prefix_end > at:
            prefix = self.text[tokens[at].start : tokens[prefix_end - 1].end]
        last, affiliation = self._complement(end)
        if affiliation and token.low in self.lex.portfolios and not self._place(affiliation[0]):
            places = [n for n in range(end, last) if tokens[n].flags & lx.PLACE]
            affiliation = (tokens[places[-1]].text, places[-1] + 1, True) if places else None
        start = tokens[role_at].start
        stop = tokens[end - 1].end
        if affiliation is None or affiliation[2]:
            stop = tokens[last - 1].end if last > end else stop
        name = affiliation[0] if affiliation else prefix
        return _Role(last, start, stop, token.low, token.gender, name, plural, end)

    def _profession(self, at: int) -> bool:
        """An unknown word with the ending of a profession straight before a name of two words: "краевед Зоя Лепихина"."""
        token = self.tokens[at]
        endings = self.lex.data.roles.endings
        if (
            token.flags
            or not endings
            or len(token.low) < 6
            or not token.low.endswith(endings)
            or (token.cap and not token.first)
        ):
            return False
        return at + 2 < self.count and all(
            self._cap(n) and not self.tokens[n].flags & (lx.ROLE | lx.ORGANIZATION | lx.PLACE) for n in (at + 1, at + 2)
        )

    def _place(self, name: str) -> bool:
        entry = self.lex.find(name)
        return entry is not None and bool(entry.flags & lx.PLACE)

    def _prefix_word(self, at: int) -> bool:
        token = self.tokens[at]
        if token.region >= 0 or not token.cap or not token.text[0].isalpha():
            return False
        if token.flags & (lx.ROLE | lx.HONORIFIC | lx.MODIFIER | lx.PLURAL):
            return False
        return not token.flags & lx.CLOSED

    def _plain_word(self, at: int) -> bool:
        token = self.tokens[at]
        return (
            token.text[0].isalnum()
            and not token.cap
            and not token.flags & (_WORDY | lx.CLOSED | lx.ACT | lx.LINK | lx.HONORIFIC | lx.ROLE)
        )

    def _complement(self, at: int) -> tuple[int, tuple[str, int, bool] | None]:
        """The end of a role's complement, and its organization: name, word number, whether more follows it."""
        tokens, count = self.tokens, self.count
        organization: tuple[str, int, bool] | None = None
        end = at
        inflected = self.lex.script in {"cyrillic", "arabic"}
        employers, employed, distant = self.lex.employers, inflected or not self.lex.employers, False
        while end < count:
            token = tokens[end]
            if token.region >= 0:
                break
            if token.flags & (lx.LINK | lx.ARTICLE | lx.CONJUNCTION) and self._goes_on(end + 1, token):
                if token.flags & lx.LINK and employers and not distant:
                    employed = token.low in employers
                    distant = not employed
                end += 1
                continue
            if token.text in {"(", "&"} and end > at and end + 2 < count and tokens[end + 2].text == ")":
                if organization:
                    organization = (self.text[self._organization_start : tokens[end + 2].end], end + 3, False)
                end += 3
                continue
            if organization and organization[1] == end and self._plain_word(end) and not inflected:
                stop = end + 1  # "the Internet section"
                if token.flags & lx.ORGANIZATION or stop >= count or tokens[stop].text == ",":
                    organization = (self.text[self._organization_start : token.end], stop, False)
                    end = stop
                    continue
            linked = end > at and tokens[end - 1].flags & (lx.LINK | lx.ARTICLE | lx.CONJUNCTION)
            if inflected and token.cap and not token.flags & (lx.HONORIFIC | lx.ROLE):
                stop = self._genitive(end)
                if stop > end:
                    organization = organization or self._inflected(end, stop)
                    end = stop
                    continue
            if token.cap and token.text[0].isalpha():
                proper = token.text.isupper() and len(token.text) > 1 or token.flags & (lx.PLACE | lx.ORGANIZATION)
                if not (linked or proper) and not (organization and organization[1] == end and not inflected):
                    break
                if token.flags & lx.HONORIFIC:
                    break
                stop = self._organization(end)
                if not employed and organization is None:
                    pass
                elif organization is None:
                    self._organization_start = tokens[end].start
                    organization = (self.text[tokens[end].start : tokens[stop - 1].end], stop, False)
                else:
                    organization = (organization[0], organization[1], True)
                end = stop
                continue
            if (linked or self.lex.data.code != "en") and self._plain_word(end) and end - at < 12:
                end = self._noun_phrase(end)
                token = tokens[end - 1]
                follows = token.flags & lx.ORGANIZATION and self._cap(end) and not tokens[end].flags & lx.HONORIFIC
                if (
                    follows and organization is None and self.lex.script == "latin"
                ):  # "la jeune entreprise Néréide Optique"
                    stop = self._organization(end)
                    self._organization_start = tokens[end].start
                    organization, end = (self.text[tokens[end].start : tokens[stop - 1].end], stop, False), stop
                continue
            break
        while end > at and tokens[end - 1].flags & (lx.LINK | lx.ARTICLE | lx.CONJUNCTION) and not tokens[end - 1].cap:
            end -= 1
        if organization is not None and self._common(organization[0]):
            organization = None
        if organization is not None and organization[1] < end:
            organization = (organization[0], organization[1], True)
        return end, organization

    _organization_start = 0

    def _genitive(self, at: int) -> int:
        """The word number after a name in the genitive: "ВОИС", "Верховного суда", "Союза региональных телекомпаний"."""
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

    def _inflected(self, at: int, end: int) -> tuple[str, int, bool] | None:
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

    def _organization(self, at: int) -> int:
        """The word number after a proper name that starts at a word: "University of Akureyri"."""
        tokens, end = self.tokens, at
        while end < self.count:
            if (
                tokens[end].region < 0
                and self._cap(end)
                and (not tokens[end].flags & lx.HONORIFIC or end > at and tokens[end - 1].flags & lx.ORGANIZATION)
            ):
                end += 1
            elif tokens[end].text == "’s" and self._cap(end + 1):
                end += 1
            elif (
                end > at
                and len(tokens[end].text) < 4
                and tokens[end].text.islower()
                and not tokens[end].flags
                and self._cap(end + 1)
            ):
                end += 1  # "Zell am Moor"
            elif tokens[end].flags & (lx.LINK | lx.ARTICLE) and tokens[end].low in {"of", "de", "des", "du", "d’", "la", "del", "da", "do", "dos", "the"} and (
                self._cap(end + 1) or (end + 2 < self.count and tokens[end + 1].flags & lx.ARTICLE and self._cap(end + 2))
            ):  # fmt: skip
                end += 1
            else:
                break
        if end + 2 < self.count and tokens[end].text == "(" and tokens[end + 2].text == ")" and tokens[end + 1].cap:
            end += 3
        end = max(end, at + 1)
        if (
            end == at + 1
            and tokens[at].flags & lx.ORGANIZATION
            and self.lex.data.code != "en"
            and self.lex.script == "latin"
        ):
            return self._lower_name(end)
        return end

    def _lower_name(self, at: int) -> int:
        """The rest of a name of which only the first noun has a capital: "Union des crémiers"."""
        end = at
        while end < self.count and end - at < 8:
            token = self.tokens[end]
            if token.flags & (lx.LINK | lx.ARTICLE) and self._goes_on(end + 1, token):
                end += 1
            elif self._plain_word(end):
                end = self._noun_phrase(end)
            else:
                break
        while end > at and self.tokens[end - 1].flags & (lx.LINK | lx.ARTICLE | lx.CONJUNCTION):
            end -= 1
        after = self.tokens[end] if end < self.count else None
        return end if after is None or not after.text[0].isalpha() else at

    # What follows a name

    def _apposition(self, mention: Mention) -> Mention:
        """Role and organization after a name: ", Registrar General of Barbados,", "(Role, Org)", "of Padhai Labs"."""
        tokens, count, at = self.tokens, self.count, mention.last
        mention.core = at
        if at >= count:
            return mention
        mark = tokens[at].text
        if mark in {",", "،", "("} and at + 1 < count:
            inner = at + 1
            age = next((n for n in range(inner, min(inner + 5, count)) if tokens[n].text in {",", ")"}), inner)
            if age > inner and any(token.text.isdigit() for token in tokens[inner:age]) and age + 1 < count:
                mention.explained = True
                inner = age + 1
            elif tokens[inner].flags & lx.RELATIVE:
                mention.explained = tokens[inner].low in self.lex.persons_relative
                self._led(mention, inner + 1)
            if inner < count and tokens[inner].flags & lx.ARTICLE:
                inner += 1
            role = self._role(inner, determined=inner > at + 1) if inner < count else None
            if role is not None and not role.plural and self._ends_apposition(role.last):
                if mention.role is None:
                    self._give_role(mention, role)
                    mention.gender = mention.gender or role.gender
                mention.last = self._more_organizations(mention, role.last)
                return mention
            if (
                inner > at + 1
                and tokens[inner - 1].flags & lx.ARTICLE
                and mention.role is None
                and self._described(mention, inner)
            ):
                return mention
            if inner < count and tokens[inner].flags & (lx.LINK | lx.PREPOSITION):
                self._of_organization(mention, inner)
        elif tokens[at].flags & lx.LINK:
            self._of_organization(mention, at)
        return mention

    def _described(self, mention: Mention, at: int) -> bool:
        """A role that the lexicon does not know: ", a grant holder who …", ", an elder and composer from …"."""
        last = at
        while last < self.count and last - at < 6 and (
            self._plain_word(last) or (last > at and self.tokens[last].low in {"and", "et", "y", "e"} and self._goes_on(last + 1, self.tokens[last]))
        ):  # fmt: skip
            last += 1
        if (
            last == at
            or not self._ends_apposition(last)
            or self.tokens[last - 1].flags & (lx.ORGANIZATION | lx.DOCUMENT)
        ):
            return False
        end, organization = self._complement(last)
        mention.role = self.text[self.tokens[at].start : self.tokens[last - 1].end]
        mention.role_key = self.tokens[last - 1].low
        mention.affiliation = mention.affiliation or (organization[0] if organization else None)
        mention.last = max(end, last)
        return True

    def _led(self, mention: Mention, at: int) -> None:
        """ ", who runs the Sound Archive of Sumbawa"."""
        tokens = self.tokens
        if at + 1 < self.count and tokens[at].low in self.lex.leads:
            at += 2 if tokens[at + 1].flags & lx.ARTICLE else 1
            if self._cap(at) and mention.affiliation is None:
                mention.leads = mention.affiliation = self.text[
                    tokens[at].start : tokens[self._organization(at) - 1].end
                ]

    def _of_organization(self, mention: Mention, at: int) -> None:
        after = at + 1
        while after < self.count and self.tokens[after].flags & lx.ARTICLE:
            after += 1
        if not self._cap(after) or self.tokens[at].low not in {
            "of",
            "at",
            "de",
            "from",
            "with",
            "du",
            "da",
            "do",
            "del",
            "из",
        }:
            return
        end = self._organization(after)
        if self.tokens[at].low in {"of", "at", "with"} and mention.affiliation is None:
            mention.affiliation = self.text[self.tokens[after].start : self.tokens[end - 1].end]
        mention.last = end

    def _ends_apposition(self, at: int) -> bool:
        return (
            at >= self.count
            or not self.tokens[at].text[0].isalpha()
            or bool(self.tokens[at].flags & (_WORDY | lx.PREPOSITION | lx.CLOSED) or self.tokens[at].region >= 0)
        )

    def _more_organizations(self, mention: Mention, at: int) -> int:
        """Further parts between commas: ", Director, Copyright Division, WIPO,"."""
        tokens = self.tokens
        while at + 1 < self.count and tokens[at].text in {",", "،"} and self._cap(at + 1):
            if tokens[at + 1].flags & lx.PLACE:
                break
            end = self._organization(at + 1)
            if (
                not (end >= self.count or tokens[end].text in {",", ".", ";", ")", "،"})
                or tokens[at + 1].flags & lx.HONORIFIC
            ):
                break
            if self._name(at + 1, anchored=False) == end and not tokens[end - 1].text.isupper():
                break
            if mention.affiliation is None or tokens[end - 1].text.isupper():
                mention.affiliation = self.text[tokens[at + 1].start : tokens[end - 1].end]
            at = end
        return at

    def _closes(self, at: int) -> bool:
        """Whether a name set off by a comma is closed again, as an apposition is."""
        return (
            at >= self.count
            or self.tokens[at].text in {",", "،", ".", ";", ")", "(", ":"}
            or self.tokens[at].region >= 0
        )

    # Others

    def _other(self, start: int, at: int) -> Mention | None:
        """An organization or a document: "the company", "the report", "WIPO"."""
        tokens = self.tokens
        token = tokens[at]
        if token.region >= 0 or not token.text[0].isalpha():
            return None
        if (
            self._cap(at)
            and not (token.first and (token.flags & lx.CLOSED or _compound(token.text)))
            and not token.flags & (lx.PRONOUN | lx.NOT_NAME)
        ):
            end = self._organization(at)
            if (
                end - at == 1
                and token.first
                and start == at
                and not token.text.isupper()
                and not token.flags & (lx.PLACE | lx.ORGANIZATION | lx.DOCUMENT)
            ):
                return None
            words = tokens[at:end]
            kind: Kind = (
                "document"
                if any(t.flags & lx.DOCUMENT for t in words) and not any(t.flags & lx.ORGANIZATION for t in words)
                else "organization"
            )
            return Mention(kind, start, end, tokens[start].start, tokens[end - 1].end, name=None)
        head = at
        while head < self.count and head - at < 4:
            word = tokens[head]
            if word.flags & (lx.ORGANIZATION | lx.DOCUMENT) and not word.flags & lx.ROLE:
                if start == at and not self.arabic and not word.flags & lx.ORGANIZATION:
                    return None
                last, _ = self._complement(head + 1)
                kind = "organization" if word.flags & lx.ORGANIZATION else "document"
                return Mention(kind, start, last, tokens[start].start, tokens[last - 1].end)
            if not (self._plain_word(head) or word.flags & (lx.MODIFIER | lx.DEMONYM)) or start == at:
                return None
            head += 1
        return None

    def _pronoun(self, at: int) -> Mention | None:
        token = self.tokens[at]
        if not token.flags & lx.PRONOUN:
            return None
        return Mention("pronoun", at, at + 1, token.start, token.end, gender=token.gender)

    def _governed(self, first: int) -> bool:
        if not first:
            return False
        before = self.tokens[first - 1]
        return (
            bool(before.flags & (lx.PREPOSITION | lx.LINK)) and before.region < 0 and not before.flags & lx.CONJUNCTION
        )


def _compound(word: str) -> bool:
    """Whether a word with a capital goes on in lower case after a hyphen: "Eleven-year-old"."""
    return "-" in word and word.rsplit("-", 1)[1][:1].islower()
