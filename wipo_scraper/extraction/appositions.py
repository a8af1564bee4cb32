"""What follows a name: its role, organization, age."""

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.phrases import OF, WORDY
from wipo_scraper.extraction.roles import Roles

_SHORTEST_ACRONYM = 3
_VERBAL = ("ndo", "ant", "mente", "é", "ée", "ado", "ada", "ido", "ida")  # endings of participles and adverbs

_SHORT = 3  # words before "of"
_LONGEST = 6  # words of a role that the lexicon does not know


class Appositions(Roles):
    """Reads the appositions of one block."""

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
            if age > inner and self._tells_age(inner, age) and age + 1 < count:
                mention.explained = True
                inner = age + 1
            elif tokens[inner].flags & lx.RELATIVE:
                mention.explained = tokens[inner].low in self.lex.persons_relative
                self._led(mention, inner + 1)
                self._said_to_be(mention, inner + 1)
            opening = inner
            if inner < count and tokens[inner].flags & lx.ARTICLE:
                inner += 1
            role = self._role(inner, determined=inner > at + 1 or self.lex.data.code == "en") if inner < count else None
            if role is not None and not role.plural and self._ends_apposition(role.last):
                related = self._relation(mention)
                employed = mention.affiliation is None and role.affiliation is not None and mention.possessor is None
                if mention.role is None or related or employed:
                    self._give_role(mention, role)
                    mention.possessor = None if related else mention.possessor
                    mention.gender = mention.gender or role.gender
                mention.last = self._more_organizations(mention, role.last, bracketed=mark == "(")
                return mention
            if (
                inner < count
                and ((inner > at + 1 and tokens[inner - 1].flags & lx.ARTICLE) or self._bare_noun(inner))
                and mention.role is None
                and self._described(mention, inner)
            ):
                return mention
            if mark == "(":
                self._in_brackets(mention, inner)
                self._after_brackets(mention, inner)
            elif opening < count and tokens[opening].flags & (lx.LINK | lx.PREPOSITION):
                self._of_organization(mention, opening, apart=True)
        elif tokens[at].flags & lx.LINK:
            self._of_organization(mention, at)
        return mention

    def _relation(self, mention: Mention) -> bool:
        """Whether the role says what somebody is to another: "sa voisine, Mme Roy, chercheuse"."""
        entry = self.lex.words.get(mention.role_key or "")
        return mention.possessor is not None and entry is not None and bool(entry.flags & lx.KIN)

    def _tells_age(self, at: int, end: int) -> bool:
        """ ", 54,", ", de 54 ans,"; but ", head coach since 1996,"."""
        words = self.tokens[at:end]
        return any(token.text.isdigit() for token in words) and not any(token.flags & lx.ROLE for token in words)

    def _bare_noun(self, at: int) -> bool:
        """In languages that set no article there: ", cartero de la sierra,"."""
        if self.lex.data.code == "en" or self.lex.script != "latin" or not self._plain_word(at):
            return False
        if self.tokens[at].low.endswith(_VERBAL) or at + 1 >= self.count:
            return False
        after = self.tokens[at + 1]
        return bool(after.flags & lx.LINK and not after.flags & lx.CONJUNCTION) or not after.text[0].isalnum()

    def _joined(self, at: int, start: int) -> bool:
        """Whether "and" joins a second noun: "an elder and composer"."""
        return at > start and self.tokens[at].low in {"and", "et", "y", "e"} and self._goes_on(at + 1, self.tokens[at])

    def _describing(self, at: int, start: int) -> bool:
        """Whether a word can belong to a role that the lexicon does not know."""
        return self._plain_word(at) or self._joined(at, start) or bool(self.tokens[at].flags & lx.MODIFIER)

    def _described(self, mention: Mention, at: int) -> bool:
        """A role that the lexicon does not know: ", a grant holder who …", ", an elder and composer from …"."""
        last = at
        while last < self.count and last - at < _LONGEST and self._describing(last, at):
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
        """ ", who runs the Sound Archive of Sumbawa", ", who heads the library of the Kelp Institute"."""
        tokens = self.tokens
        if at + 1 >= self.count or tokens[at].low not in self.lex.leads or mention.affiliation is not None:
            return
        at += 2 if tokens[at + 1].flags & lx.ARTICLE else 1
        if not self._cap(at):
            at = self._part_of(at)
        if self._cap(at):
            mention.leads = mention.affiliation = self.text[tokens[at].start : tokens[self._organization(at) - 1].end]

    def _part_of(self, at: int) -> int:
        """The word number after "library of the" and the like; the same number if no organization is named so."""
        noun = at
        while noun < self.count and noun - at < _SHORT and self._plain_word(noun):
            noun += 1
        if noun == at or noun + 1 >= self.count or self.tokens[noun].low not in OF | {"of"}:
            return at
        return noun + 1 + bool(self.tokens[noun + 1].flags & lx.ARTICLE)

    def _said_to_be(self, mention: Mention, at: int) -> None:
        """ ", who is president of the league,"."""
        tokens, passives = self.tokens, self.lex.passives
        copula = at
        while copula < self.count and (tokens[copula].flags & lx.AUXILIARY or tokens[copula].low in passives):
            copula += 1
        if copula == at or copula >= self.count or tokens[copula - 1].low not in passives or mention.role is not None:
            return
        inner = copula + bool(tokens[copula].flags & lx.ARTICLE)
        role = self._role(inner, determined=inner > copula) if inner < self.count else None
        if role is not None and not role.plural and self._ends_apposition(role.last):
            self._give_role(mention, role)
            mention.gender = mention.gender or role.gender
            mention.last = role.last

    def _in_brackets(self, mention: Mention, at: int) -> None:
        """ "Ms. Hélène Roy (France)", "M. Roy (CNRS)"."""
        token = self.tokens[at]
        acronym = token.text.isupper() and len(token.text) >= _SHORTEST_ACRONYM
        if not (acronym or token.flags & lx.PLACE) or not self._cap(at):
            return
        end = self._organization(at)
        if end < self.count and self.tokens[end].text == ")":
            mention.affiliation = mention.affiliation or self.text[token.start : self.tokens[end - 1].end]
            mention.last = end + 1

    def _after_brackets(self, mention: Mention, at: int) -> None:
        """ "Rep. Rose Hill (D-Ohio), chair of the committee,": what stands between commas after the brackets."""
        tokens, count = self.tokens, self.count
        close = next((n for n in range(at, min(at + _LONGEST, count)) if tokens[n].text == ")"), count)
        if close + 2 >= count or tokens[close + 1].text != ",":
            return
        inner = close + 2
        inner += bool(tokens[inner].flags & lx.ARTICLE)
        role = self._role(inner, determined=True) if inner < count else None
        if role is not None and not role.plural and self._ends_apposition(role.last):
            if mention.role is None:
                self._give_role(mention, role)
            mention.last = role.last

    def _copula(self, mention: Mention) -> None:
        """ "Ms. Roy is head of the workshop": the role that a sentence says of its subject."""
        at = mention.last
        at += at + 1 < self.count and self.tokens[at].text == ","
        if at + 1 >= self.count or self.tokens[at].low not in self.lex.passives:
            return
        inner = at + 1 + bool(self.tokens[at + 1].flags & lx.ARTICLE)
        role = (
            self._role(inner, determined=inner > at + 1 or self.lex.data.code == "en") if inner < self.count else None
        )
        if role is not None and not role.plural and self._ends_apposition(role.last):
            self._give_role(mention, role)
            mention.gender = mention.gender or role.gender

    def _of_organization(self, mention: Mention, at: int, *, apart: bool = False) -> None:
        after = at + 1
        while after < self.count and self.tokens[after].flags & lx.ARTICLE:
            after += 1
        if apart and self.tokens[at].low in OF and after < self.count and not self._cap(after):
            if self.tokens[after].flags & lx.ORGANIZATION:  # ", du ministère de la culture,"
                end, _ = self._complement(after + 1)
                mention.affiliation = (
                    mention.affiliation or self.text[self.tokens[after].start : self.tokens[end - 1].end]
                )
                mention.last = end
            return
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
        end = self._organization(after, employer=apart)
        named = any(t.flags & lx.ORGANIZATION or (t.text.isupper() and len(t.text) > 1) for t in self.tokens[after:end])
        if (self.tokens[at].low in {"of", "at", "with"} or named) and mention.affiliation is None:
            mention.affiliation = self.text[self.tokens[after].start : self.tokens[end - 1].end]
        mention.last = end

    def _ends_apposition(self, at: int) -> bool:
        return (
            at >= self.count
            or not self.tokens[at].text[0].isalpha()
            or bool(self.tokens[at].flags & (WORDY | lx.PREPOSITION | lx.CLOSED) or self.tokens[at].region >= 0)
        )

    def _more_organizations(self, mention: Mention, at: int, *, bracketed: bool) -> int:
        """Further parts between commas: ", Director, Copyright Division, WIPO,"."""
        tokens = self.tokens
        while at + 1 < self.count and tokens[at].text in {",", "،"} and self._cap(at + 1):
            end = self._organization(at + 1)
            if tokens[at + 1].flags & lx.PLACE and not any(t.flags & lx.ORGANIZATION for t in tokens[at + 2 : end]):
                break
            if (
                not (end >= self.count or tokens[end].text in {",", ".", ";", ")", "،"})
                or tokens[at + 1].flags & lx.HONORIFIC
            ):
                break
            named = self._name(at + 1, anchored=False) == end and not tokens[end - 1].text.isupper()
            if named and not (bracketed and end < self.count and tokens[end].text == ")"):
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
