"""Who is named in a block of Chinese: persons with role, organization and honorific, roles alone, other sources.

What belongs to a name stands before it, from the larger to the smaller ("毛里求斯工业部长…"), a title of courtesy after
it. The words of a phrase are read back from its head.
"""

import re

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.cjk.chinese_names import DOTS, chinese_names
from wipo_scraper.extraction.cjk.chinese_roles import describe, names_organization
from wipo_scraper.extraction.lexicon import Lexicon
from wipo_scraper.extraction.mention import Kind, Mention
from wipo_scraper.extraction.tokens import Token

_COMPOUND = frozenset("组团会奖队席")
_PLURAL = "们"
_ACTING = "代表"  # before an organization it is a verb
_PHRASE_STOPS = (
    lx.CUE | lx.WEAK | lx.ACT | lx.PARTICIPLE | lx.AUXILIARY | lx.PREPOSITION | lx.FUNCTION | lx.HONORIFIC | lx.ARTICLE
    | lx.CONJUNCTION | lx.PRONOUN | lx.RELATIVE | lx.LINK | lx.ACCORDING
)  # fmt: skip
_PHRASE_WORDS = lx.ROLE | lx.MODIFIER | lx.ORGANIZATION | lx.PLACE | lx.DOCUMENT
_INDEFINITE = frozenset({"一位", "一名", "一个", "某", "另一位", "另一名", "一些", "两位", "几位", "多位", "多名"})
_JOINED = 3  # mentions up to the person whom the first of two roles describes
_LONGEST_LINK = 4  # signs of an unknown word between two nouns of a phrase
_ORIGIN = frozenset({"来自", "来自于", "出身"})
_BEFORE_OBJECT = frozenset({"了", "着", "过", "到"})
_AND = frozenset({"与", "和", "及"})
_NUMERAL = re.compile("^[一二三四五六七八九十百千万两几数多余0-9]+$")
_COPULAS = frozenset({"是", "为", "任", "担任", "现任", "出任"})


class ChineseReader:
    """Reads the mentions of one block."""

    def __init__(self, text: str, tokens: list[Token], lex: Lexicon, *, headline: bool = False) -> None:
        del headline
        self.text = text
        self.tokens = tokens
        self.count = len(tokens)
        self.portfolios = lex.portfolios
        self.names = chinese_names(lex.data.code)

    def mentions(self) -> list[Mention]:
        """All mentions in order, none inside another."""
        found: list[Mention] = []
        position = 0
        while position < self.count:
            mention = self._at(position, found[-1].last if found else 0)
            if mention is None:
                position += 1
                continue
            mention.sentence = self.tokens[mention.first].sentence
            mention.governed = mention.governed or self._governed(mention.first)
            found.append(mention)
            position = max(mention.last, position + 1)
        self._complete(found)
        return found

    def _at(self, at: int, free: int) -> Mention | None:
        token = self.tokens[at]
        if token.region >= 0:
            return None
        if token.cap:
            return self._named(at, free)
        if token.flags & lx.ROLE:
            return self._role(at, free)
        if token.flags & lx.HONORIFIC:
            return self._honoured(at, free)
        if token.flags & lx.PRONOUN:
            if self._joined(at) and self.tokens[at - 1].text in _BEFORE_OBJECT:
                return None  # "想起了她"
            mention = Mention("pronoun", at, at + 1, token.start, token.end, gender=token.gender)
            mention.governed = at + 1 < self.count and bool(self.tokens[at + 1].flags & lx.RELATIVE)
            return mention
        if token.text == "《":
            end = next((n for n in range(at, self.count) if self.tokens[n].text == "》"), at)
            while end + 1 < self.count and self._of_document(end + 1):
                end += 1
            return Mention("document", at, end + 1, token.start, self.tokens[end].end)
        if token.flags & (lx.ORGANIZATION | lx.DOCUMENT | lx.PLURAL):
            counted = len(token.text) == 1 and at > 0 and _NUMERAL.match(self.tokens[at - 1].text)
            verb = token.flags & lx.CUE and at == free and self._joined(at)  # "文件规定"
            return None if counted or verb else self._other(at, free)
        return None

    def _of_document(self, at: int) -> bool:
        """Whether a word goes on with a title in brackets: "《…》报告", "《…》第三条"."""
        token = self.tokens[at]
        return bool(token.flags & lx.DOCUMENT) and not token.flags & lx.CUE and token.start == self.tokens[at - 1].end

    # The words of a phrase

    def _joined(self, at: int) -> bool:
        """Whether a word follows the one before it without punctuation."""
        if not 0 < at < self.count:
            return False
        token, before = self.tokens[at], self.tokens[at - 1]
        if token.region >= 0 or before.region >= 0 or token.start - before.end > 1:
            return False
        return _wordy(token) and _wordy(before)

    def _in_phrase(self, at: int) -> bool:
        token = self.tokens[at]
        return (
            not token.cap
            and not token.text[0].isdigit()
            and (bool(token.flags & _PHRASE_WORDS) or not token.flags & _PHRASE_STOPS)
        )

    def _back(self, at: int, free: int) -> int:
        """The first word of the noun phrase that ends at a word; an organization may be joined to it by 的."""
        first, crossed = at, False
        while first > free and self._joined(first):
            if self._in_phrase(first - 1):
                if self.tokens[first - 1].text == _ACTING and not self.tokens[first].flags & lx.ROLE:
                    break
                first -= 1
            elif not crossed and first - 2 >= free and self._crosses(first - 1, at):
                first, crossed = first - 2, True
            else:
                break
        return first

    def _crosses(self, link: int, head: int) -> bool:
        """Whether the phrase goes on before a link word: "产权组织的…", "创新与技术部…"."""
        if self.tokens[link].text == "的":
            return self._possessor(link - 1)
        if self.tokens[link].text not in _AND or not self._joined(link):
            return False
        before, after = self.tokens[link - 1], self.tokens[link + 1 : head]
        joined = any(token.flags & lx.ORGANIZATION for token in after)
        return (
            joined
            and not before.flags & (_PHRASE_STOPS | _PHRASE_WORDS)
            and not before.cap
            and len(before.text) <= _LONGEST_LINK
        )

    def _possessor(self, at: int) -> bool:
        token = self.tokens[at]
        if not self._joined(at + 1) or token.cap or (at and self.tokens[at - 1].text in _ORIGIN):
            return False
        return bool(token.flags & (lx.ORGANIZATION | lx.PLACE)) or (
            not token.flags and (token.text[0].isascii() or names_organization(token.text))
        )

    # Roles

    def _role(self, at: int, free: int) -> Mention | None:
        tokens = self.tokens
        last = at + 1
        while self._joined(last) and tokens[last].flags & lx.ROLE and not tokens[last].cap:
            last += 1
        if self._joined(last) and not tokens[last].cap and self._compound(tokens[last]):
            return None
        first = self._back(at, free)
        if self._joined(last) and tokens[last].text == _PLURAL:
            return Mention("group", first, last + 1, tokens[first].start, tokens[last].end)
        role, affiliation = self._described(first, at, last)
        head = tokens[last - 1]
        if self._joined(last) and tokens[last].cap:
            mention = self._person(first, last)
            mention.role, mention.role_key, mention.affiliation = role, head.text, affiliation
            mention.gender = mention.gender or head.gender
            if head.flags & lx.KIN and head.gender:
                mention.role = mention.affiliation = None
                mention.explained = True
            if head.flags & lx.HONORIFIC and role == head.text and (affiliation or "").endswith("团"):
                mention.honorific, mention.role = mention.honorific or head.text, None
            self._after_name(mention)
            return mention
        mention = Mention("role", first, last, tokens[first].start, head.end, gender=head.gender)
        mention.role, mention.role_key, mention.affiliation = role, head.text, affiliation
        mention.definite = not (first and tokens[first - 1].text in _INDEFINITE)
        return mention

    @staticmethod
    def _compound(after: Token) -> bool:
        """Whether a role is only part of a longer noun: "专家组", "读者联盟"."""
        if after.flags:
            return bool(after.flags & (lx.ORGANIZATION | lx.DOCUMENT) and not after.flags & lx.CUE)
        return after.text[0] in _COMPOUND

    def _described(self, first: int, head: int, last: int) -> tuple[str, str | None]:
        """Role and organization of a phrase: words `first` to `head` stand before the head of the role."""
        tokens = self.tokens
        start = head
        while start > first and tokens[start - 1].flags & lx.MODIFIER:
            start -= 1
        role = self._words(start, last)
        link = next((n for n in range(first, start) if tokens[n].text == "的"), None)
        owner = None
        if link is not None:
            owner, first = self._words(first, link), link + 1
        before = self._words(first, start)
        role, affiliation = describe(before, role, tokens[first], self.portfolios)
        return role, affiliation or owner

    def _words(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""

    # Persons

    def _person(self, first: int, at: int) -> Mention:
        """A person by the name at a word."""
        token = self.tokens[at]
        return Mention(
            "person", first, at + 1, self.tokens[first].start, token.end, name=token.text, name_start=token.start
        )

    def _named(self, at: int, free: int) -> Mention:
        """A name without a role before it; an organization can stand there."""
        first, affiliation = at, None
        if at - 1 > free and self.tokens[at - 1].text == "的" and self._joined(at) and self._possessor(at - 2):
            first = self._back(at - 2, free)
            affiliation = self._words(first, at - 1)
        elif at > free and self._joined(at) and self.tokens[at - 1].flags & lx.ORGANIZATION:
            first = self._back(at - 1, free)
            affiliation = self._words(first, at)
        mention = self._person(first, at)
        mention.affiliation = affiliation
        self._after_name(mention)
        after = mention.last
        while after < self.count and self.tokens[after].flags & lx.AUXILIARY:
            after += 1
        reported = after < self.count and bool(self.tokens[after].flags & (lx.CUE | lx.ACT | lx.WEAK))
        full = any(dot in self.tokens[at].text for dot in DOTS) or self._full(self.tokens[at].text)
        mention.explained = mention.explained or (full and (reported or any(d in self.tokens[at].text for d in DOTS)))
        return mention

    def _full(self, name: str) -> bool:
        family = self.names.family(name, 0)
        return bool(family) and family < len(name) <= family + 2

    def _honoured(self, at: int, free: int) -> Mention | None:
        """An honorific before the name: "代表团大使吉列尔梅·…"."""
        if not (self._joined(at + 1) and self.tokens[at + 1].cap):
            return None
        first = self._back(at, free)
        mention = self._person(first, at + 1)
        mention.honorific, mention.gender = self.tokens[at].text, self.tokens[at].gender
        mention.affiliation = describe(
            self._words(first, at), self.tokens[at].text, self.tokens[first], self.portfolios
        )[1]
        self._after_name(mention)
        return mention

    def _after_name(self, mention: Mention) -> None:
        """Honorific, role or brackets after a name: "先生", "总干事", "（乌拉圭）"."""
        tokens, at = self.tokens, mention.last
        name = mention.name or ""
        whole = any(dot in name for dot in DOTS) or self._full(name)
        while self._joined(at) and tokens[at].flags & (lx.HONORIFIC | lx.ROLE) and not tokens[at].cap:
            token = tokens[at]
            if token.flags & lx.HONORIFIC and (whole or not token.flags & lx.ROLE):
                mention.honorific = mention.honorific or self._words(mention.last, at + 1)
            else:
                mention.role_key = mention.role_key or token.text
                mention.role = mention.role or (None if token.flags & lx.HONORIFIC else token.text)
                mention.explained = True
            mention.gender = mention.gender or token.gender
            at += 1
        if at > mention.last:
            mention.last, mention.end = at, tokens[at - 1].end
        mention.core = at
        if at + 2 < self.count and tokens[at].text in {"(", "（"}:
            close = next((n for n in range(at + 1, min(at + 12, self.count)) if tokens[n].text in {")", "）"}), None)
            if close is not None:
                self._bracketed(mention, at + 1, close)
                mention.last = close + 1

    def _bracketed(self, mention: Mention, first: int, last: int) -> None:
        head = self.tokens[last - 1] if last > first else None
        if head is None:
            return
        if head.flags & lx.ROLE and mention.role is None:
            at = last - 1
            while at > first and self.tokens[at - 1].flags & lx.ROLE:
                at -= 1
            mention.role, affiliation = self._described(first, at, last)
            mention.role_key, mention.affiliation = head.text, mention.affiliation or affiliation
        elif head.flags & (lx.PLACE | lx.ORGANIZATION) and mention.affiliation is None:
            mention.affiliation = self._words(first, last)

    # Other sources

    def _other(self, at: int, free: int) -> Mention | None:
        """An organization, a document or a group; None where the phrase goes on to a role or a name."""
        tokens = self.tokens
        last, head = at + 1, at
        near = True  # no long unknown word since the head: it can be a verb
        while self._joined(last) and self._in_phrase(last) and not tokens[last].flags & (lx.ROLE | lx.CUE):
            if near and tokens[last].flags & (lx.ORGANIZATION | lx.DOCUMENT | lx.PLURAL):
                head = last
            near = near and (bool(tokens[last].flags) or len(tokens[last].text) <= _LONGEST_LINK)
            last += 1
        if self._joined(last) and (tokens[last].cap or (tokens[last].flags & lx.ROLE and self._in_phrase(last))):
            return None
        if self._joined(last) and tokens[last].text == "的" and self._leads_to_role(last + 1):
            return None
        if last > at + 1 and self._joined(last) and tokens[last].text in _AND and self._leads_to_role(last + 1):
            return None
        token = tokens[head]
        kind: Kind = "document" if token.flags & lx.DOCUMENT else "group" if token.flags & lx.PLURAL else "organization"
        first = self._back(at, free)
        return Mention(kind, first, head + 1, tokens[first].start, token.end)

    def _leads_to_role(self, at: int) -> bool:
        """Whether the phrase that starts at a word ends in a role or is a name."""
        while at < self.count and self._joined(at) and self._in_phrase(at):
            if self.tokens[at].flags & lx.ROLE:
                return True
            at += 1
        return at < self.count and self._joined(at) and (self.tokens[at].cap or bool(self.tokens[at].flags & lx.ROLE))

    def _governed(self, first: int) -> bool:
        if not first:
            return False
        before = self.tokens[first - 1]
        if before.flags & lx.ARTICLE and first > 1:
            before = self.tokens[first - 2]
        return bool(before.flags & lx.PREPOSITION) and before.region < 0

    # Roles that stand apart from the name

    def _complete(self, found: list[Mention]) -> None:
        for number, mention in enumerate(found[:-1]):
            following = found[number + 1]
            if mention.sentence != following.sentence:
                continue
            kinds = (mention.kind, following.kind)
            link = self.tokens[mention.last].text
            if mention.kind == "role" and link == "、":
                self._apposed(mention, found[number + 1 : number + 1 + _JOINED])
            elif kinds == ("person", "role") and link in {"，", ","} and following.first == mention.last + 1:
                after = following.last
                if after < self.count and self.tokens[after].text in {"，", ",", "。"}:
                    self._give(mention, following)
                    following.governed = True
            elif link in _COPULAS and set(kinds) == {"role", "person"} and self._near(mention, following):
                person, role = (following, mention) if kinds[0] == "role" else (mention, following)
                self._give(person, role)
                role.governed = True

    def _apposed(self, role: Mention, following: list[Mention]) -> None:
        """The role before 、 is that of the person after it: at once, or after a clause that ends in 的."""
        person = next((m for m in following if m.kind == "person" and m.sentence == role.sentence), None)
        if person is None or not self._near(role, person):
            return
        between = self.tokens[role.last + 1 : person.first]
        if not between or between[-1].text in {"的", "一位", "一名"}:
            self._give(person, role)
            if not between:
                person.first = role.last + 1
            role.governed = True

    def _give(self, person: Mention, role: Mention) -> None:
        if person.role is None:
            person.role, person.role_key = role.role, role.role_key
            person.affiliation = person.affiliation or role.affiliation
        else:
            person.other_role = role.role_key
        person.gender = person.gender or role.gender
        person.explained = True

    def _near(self, mention: Mention, following: Mention) -> bool:
        between = self.tokens[mention.last + 1 : following.first]
        return all(_wordy(token) and token.region < 0 for token in between)


def _wordy(token: Token) -> bool:
    return token.text[0].isalnum() or token.text[0] in DOTS
