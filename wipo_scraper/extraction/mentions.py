"""Phrases that name a source: persons with honorific, role and affiliation, roles alone, pronouns, other sources.

One pass over the words of a block. What a capital tells in one script, the neighbours tell in others.
"""

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.appositions import Appositions
from wipo_scraper.extraction.lexicon import Lexicon
from wipo_scraper.extraction.mention import Kind, Mention
from wipo_scraper.extraction.names import compound
from wipo_scraper.extraction.roles import Role, near
from wipo_scraper.extraction.tokens import Token

_SPEAKING = lx.CUE | lx.WEAK
_NO_NAME = lx.CLOSED | lx.LINK | lx.CUE | lx.ACT  # at the beginning of a sentence, where every word has a capital
_LONGEST_ROLE = 3  # words of a role that the lexicon does not know
_LONGEST_PHRASE = 4  # words of a phrase up to the noun of an organization or document
_THING = lx.ORGANIZATION | lx.DOCUMENT


class Reader(Appositions):
    """Reads the mentions of one block."""

    def __init__(self, text: str, tokens: list[Token], lex: Lexicon, *, headline: bool = False) -> None:
        super().__init__(text, tokens, lex)
        self.headline = headline
        self._things = [at for at in self._starts if tokens[at].flags & _THING]
        self._capitals = [at for at in self._starts if tokens[at].cap]

    def mentions(self) -> list[Mention]:
        """All mentions in order, none inside another."""
        found: list[Mention] = []
        free = 0  # number of the word after the last mention
        for at in self._starts:
            if at < free or (mention := self._at(at)) is None:
                continue
            mention.sentence = self.tokens[mention.first].sentence
            if mention.kind == "person" and (mention.role is None or mention.possessor):
                self._copula(mention)
            mention.governed = self._governed(mention.first)
            found.append(mention)
            free = max(mention.last, at + 1)
        return found

    def _at(self, at: int) -> Mention | None:
        token = self.tokens[at]
        if token.region >= 0 or (token.flags & lx.ACCORDING and not token.flags & lx.ROLE) or self._verbal(at):
            return None
        start, possessor = at, None
        if token.is_(lx.ARTICLE | lx.POSSESSIVE) and not (token.flags & lx.RELATIVE and self._cap(at + 1)):
            possessor = token.gender if token.is_(lx.POSSESSIVE) else None
            at += 1
            if at >= self.count:
                return self._pronoun(start)
        # The checks before the readings only save time: what they rule out would be read as nothing.
        token, cased = self.tokens[at], self.lex.cased
        name = not cased or token.cap or token.flags & lx.PARTICLE
        bare = at == start or self.lex.data.code == "pt"
        unknown = start < at and (not cased or near(self._capitals, at, _LONGEST_ROLE + 1))
        other = not cased or token.cap or token.flags & lx.TITLE or near(self._things, at, _LONGEST_PHRASE)
        return (
            (self._honoured(start, at) if token.flags & lx.HONORIFIC else None)
            or (self._role_first(start, at, possessor) if self._head_near(at) else None)
            or (self._unknown_role(start, at) if unknown else None)
            or (self._of_people(start, at) if token.flags & lx.DEMONYM or token.low.endswith(self.lex.ages) else None)
            or (self._by_origin(start, at) if start < at and token.flags & lx.DEMONYM else None)
            or (self._named(at) if name and bare else None)
            or (self._other(start, at) if other else None)
            or self._pronoun(start)
        )

    def _verbal(self, at: int) -> bool:
        """Whether a role's noun is a verb: "l’Organisation mondiale juge que"."""
        token, before = self.tokens[at], self.tokens[at - 1] if at else None
        both = token.flags & lx.ROLE and token.flags & lx.CUE and not token.cap
        return bool(both and before is not None and before.region < 0 and before.text[0].isalpha() and not before.flags)

    # Persons

    def _honoured(self, start: int, at: int) -> Mention | None:
        """Honorific and name: "H.E. Prof. Muhammadou M.O. Kah"."""
        after = self._honorific(at)
        if after == at:
            return None
        name_at = after
        end = self._name(name_at, anchored=True, particle=True)
        if end == name_at or (self._of(name_at) and self.tokens[name_at + 1].flags & lx.PLACE):
            return None  # "embaixador de Cabo Verde": a role
        mention = self._person(start, at, name_at, end)
        mention.honorific = self.text[self.tokens[at].start : self.tokens[after - 1].end]
        mention.gender = next((t.gender for t in self.tokens[at:after] if t.gender), None)
        return self._apposition(mention)

    def _role_first(self, start: int, at: int, possessor: str | None) -> Mention | None:
        """Role and name, or role alone: "WIPO Deputy Director General Lisa Jorgenson"."""
        role = self._role(at, determined=possessor is not None or start < at)
        if role is None:
            return None
        tokens = self.tokens
        follow = role.last
        comma = follow < self.count and tokens[follow].text in {",", "،"}
        name_at = follow + 1 if comma else follow
        if comma and self._titled(name_at):  # "la presidenta, la Sra. Solís"
            name_at += 1
        after = self._honorific(name_at) if name_at < self.count else name_at
        end = self._name(after, anchored=True) if after < self.count else after
        if end == after and role.bare_end < role.last:
            end = after = self._honorific(role.bare_end)  # what looked like the complement was the name
            end = self._name(after, anchored=True)
            if end > after:
                comma = False
                role.affiliation = None
                role.end = tokens[role.bare_end - 1].end
                name_at = role.bare_end
        named = self._naming(role.last) if end == after else role.last
        if named > role.last:  # "the bride, who goes by Anna Roy"
            name_at = after = named
            end, comma = self._name(after, anchored=True), False
        if end > after and (not comma or after > name_at or self._closes(end)):
            mention = self._person(start, name_at, after, end)
            mention.start = tokens[start].start
            if after > name_at:
                mention.honorific = self.text[tokens[name_at].start : tokens[after - 1].end]
            mention.gender = next((t.gender for t in tokens[name_at:after] if t.gender), None) or role.gender
            mention.gender = mention.gender or self._article_gender(start)
            self._give_role(mention, role)
            mention.possessor = possessor
            return self._apposition(mention)
        second = self._two_roles(start, follow + 1, role) if comma and not (role.plural or possessor) else None
        if second is not None:
            return second
        if role.plural:
            return Mention("group", start, role.last, tokens[start].start, role.end)
        mention = Mention("role", start, role.last, tokens[start].start, role.end)
        self._give_role(mention, role)
        mention.gender, mention.possessor = role.gender or self._article_gender(start), possessor
        known = start < at or not self.lex.articles or tokens[start].cap
        mention.definite = known and tokens[start].low not in self.lex.indefinite and not self._one_of_many(start)
        mention.explained = comma and follow + 1 < self.count and tokens[follow + 1].text.isdigit()
        return mention

    def _two_roles(self, start: int, at: int, role: Role) -> Mention | None:
        """A second role and the name that explain the first: "la presidenta del comité, la abogada Ana Ruiz,"."""
        inner = at + 1 if at < self.count and self.tokens[at].flags & lx.ARTICLE else at
        if inner >= self.count or not self._head_near(inner):
            return None
        mention = self._role_first(at, inner, None)
        if mention is None or mention.kind != "person" or mention.role is None or not self._closes(mention.last):
            return None
        listed = mention.last + 1 < self.count and self.tokens[mention.last + 1].flags & (lx.ARTICLE | lx.HONORIFIC)
        if listed or (role.gender and mention.gender and role.gender != mention.gender):
            return None
        mention.first, mention.start = start, self.tokens[start].start
        mention.other_role, employer = mention.role_key, mention.affiliation
        self._give_role(mention, role)
        mention.affiliation = mention.affiliation or employer
        mention.gender = mention.gender or role.gender or self._article_gender(start)
        return mention

    def _one_of_many(self, at: int) -> bool:
        """Whether the words before a role say that it is anybody's: "one senior GOP aide"."""
        tokens, first = self.tokens, at
        while first and at - first < _LONGEST_ROLE and tokens[first - 1].flags & (lx.MODIFIER | lx.DEMONYM):
            first -= 1
        return bool(first) and tokens[first - 1].low in self.lex.indefinite and tokens[at].text not in {",", "("}

    def _unknown_role(self, start: int, at: int) -> Mention | None:
        """A noun that the lexicon does not know, and the name that explains it: "A provedora, Felismina Carrilho,"."""
        last = at
        while (
            last < self.count
            and last - at < _LONGEST_ROLE
            and self._plain_word(last)
            and (not self.tokens[last].flags or (last > at and self.tokens[last].flags & lx.DEMONYM))
        ):
            last += 1
        if last == at or last >= self.count:
            return None
        comma = self.tokens[last].text == ","
        name_at = last + 1 if comma else last
        end = self._name(name_at, anchored=True) if name_at < self.count else name_at
        named = not comma and last - at > 1 and not self.tokens[last - 1].flags & lx.DEMONYM
        if end - name_at < 2 or (comma and not self._closes(end)) or named:
            return None
        mention = self._person(start, name_at, name_at, end)
        mention.start = self.tokens[start].start
        mention.role = self.text[self.tokens[at].start : self.tokens[last - 1].end]
        mention.role_key = self.tokens[last - 1].low
        return self._apposition(mention)

    def _by_origin(self, start: int, at: int) -> Mention | None:
        """A people and a name: "la boliviana Rosa Quispe"; the article tells the gender."""
        end = self._name(at + 1, anchored=True) if self.tokens[at].gender is None else at + 1
        if end - at < 3:
            return None
        mention = self._person(start, at + 1, at + 1, end)
        mention.gender = self._article_gender(start)
        return self._apposition(mention)

    def _naming(self, at: int) -> int:
        """The word number after ", who goes by" or "identified as"; the same number if no name is announced."""
        tokens, end = self.tokens, at
        if end + 1 < self.count and tokens[end].text == "," and tokens[end + 1].low in self.lex.persons_relative:
            end += 1
        links = lx.RELATIVE | lx.AUXILIARY
        while end < self.count and tokens[end].flags & links and not tokens[end].flags & lx.NAMING:
            end += 1
        return end + 1 if end + 1 < self.count and tokens[end].flags & lx.NAMING and self._cap(end + 1) else at

    def _titled(self, at: int) -> bool:
        """Whether an article and an honorific start at a word."""
        tokens = self.tokens
        return at + 1 < self.count and bool(tokens[at].flags & lx.ARTICLE and tokens[at + 1].flags & lx.HONORIFIC)

    def _article_gender(self, at: int) -> str | None:
        """The gender that an article shows: "la glaciologue"."""
        token = self.tokens[at]
        return token.gender if token.flags & lx.ARTICLE and not token.flags & lx.POSSESSIVE else None

    def _named(self, at: int) -> Mention | None:
        """A name without anything before it: "Daren Tang", "Smith"."""
        end = self._name(at, anchored=False)
        if end == at:
            return None
        if end - at > 1 and self._of_thing(at):
            return self._thing(at, at, end)
        return self._apposition(self._person(at, at, at, end))

    def _of_people(self, start: int, at: int) -> Mention | None:
        """Somebody told by party, people or age: "Republican Rose Hill", "the Swede said", "the 42-year-old"."""
        tokens, token = self.tokens, self.tokens[at]
        aged = token.low.endswith(self.lex.ages)
        if not (aged or (token.cap and token.low in self.lex.epithets)) or at + 1 >= self.count:
            return None
        end = self._name(at + 1, anchored=False)
        if start == at and end - at > 2 and not any(word.flags for word in tokens[at + 1 : end]):
            mention = self._person(at, at + 1, at + 1, end)
            return self._apposition(mention)
        after = tokens[at + 1]
        if start == at or (after.text[0].isalpha() and not after.flags & (_SPEAKING | lx.AUXILIARY | lx.RELATIVE)):
            return None
        return Mention("role", start, at + 1, tokens[start].start, token.end, role=token.text, role_key=token.low)

    def _of_thing(self, at: int) -> bool:
        """Whether the noun before a name tells that it names no person: "the ferry Northern Grace"."""
        if at < 2 or self.lex.data.code != "en":
            return False
        noun = self.tokens[at - 1]
        thing = noun.flags & (lx.TITLE | lx.ORGANIZATION) and not noun.flags & (lx.ROLE | lx.CUE | lx.WEAK)
        before = self.tokens[at - 2].flags & (lx.ARTICLE | lx.MODIFIER | lx.DEMONYM)
        return bool(thing and before) and not noun.cap

    def _thing(self, start: int, name_at: int, end: int) -> Mention:
        name = self.text[self.tokens[name_at].start : self.tokens[end - 1].end]
        return Mention("organization", start, end, self.tokens[start].start, self.tokens[end - 1].end, name=name)

    def _person(self, start: int, first: int, name_at: int, end: int) -> Mention:
        tokens = self.tokens
        name = self.text[tokens[name_at].start : tokens[end - 1].end]
        return Mention(
            "person", start, end, tokens[first].start, tokens[end - 1].end, name=name, name_start=tokens[name_at].start
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
            and not (token.first and (token.flags & _NO_NAME or compound(token.text)))
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
            kind: Kind = "document" if is_document(words) else "organization"
            return Mention(kind, start, end, tokens[start].start, tokens[end - 1].end, name=None)
        head = at
        while head < self.count and head - at < _LONGEST_PHRASE:
            word = tokens[head]
            if word.flags & _THING and not word.flags & lx.ROLE:
                if start == at and self.lex.script != "arabic" and not word.flags & lx.ORGANIZATION:
                    return None
                last, _ = self._complement(head + 1)
                if last == head + 1 and self._cap(last) and not tokens[last].flags & lx.HONORIFIC:
                    last = self._organization(last)  # "l’université Cheikh Anta Diop"
                kind = "document" if word.flags & lx.DOCUMENT else "organization"
                if kind == "organization" and last == head + 1 and self._named_after(last):
                    return self._thing(start, last + 1, self._organization(last + 1))
                return Mention(kind, start, last, tokens[start].start, tokens[last - 1].end)
            if not (self._plain_word(head) or word.flags & (lx.MODIFIER | lx.DEMONYM)) or start == at:
                return None
            head += 1
            if tokens[at].flags & lx.TITLE and self._cap(head):  # "la marca colectiva Jatun Suma"
                last = self._organization(head)
                return Mention("organization", start, last, tokens[head].start, tokens[last - 1].end)
        return None

    def _named_after(self, at: int) -> bool:
        """ "the operator, Strait Lines,": whether the name of the organization follows, set off by commas."""
        if self.lex.data.code != "en" or self.tokens[at - 1].cap or at + 1 >= self.count or self.tokens[at].text != ",":
            return False
        if not self._cap(at + 1) or self.tokens[at + 1].flags & (lx.HONORIFIC | lx.ROLE | lx.PLACE):
            return False
        end = self._organization(at + 1)
        return end - at > 2 and end < self.count and self.tokens[end].text == ","

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


def is_document(words: list[Token]) -> bool:
    """Whether the words name a document rather than an organization: "the Act" can only be one."""
    papers = [word for word in words if word.flags & lx.DOCUMENT]
    return bool(papers) and not any(word.flags & lx.ORGANIZATION and not word.flags & lx.DOCUMENT for word in words)
