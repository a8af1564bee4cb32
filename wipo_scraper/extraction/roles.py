"""Roles: what a person is, of which organization."""

from bisect import bisect_left
from dataclasses import dataclass

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.lexicon import Lexicon
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.names import Names
from wipo_scraper.extraction.tokens import Token


@dataclass(slots=True)
class Role:
    """A role with its complement. Word numbers are of the block."""

    last: int  # word number after the role and its complement
    start: int
    end: int
    head: str
    gender: str | None
    affiliation: str | None
    plural: bool
    bare_end: int  # word number after the head
    owner: str | None = None  # "company": the noun of "the company’s director"


_LONGEST_PREFIX = 6  # words before a role
_MOST_NOUNS = 3  # among them
_FARTHEST = 16  # words between the beginning of a role and its head
_HEAD = lx.ROLE | lx.PLURAL
# What a phrase in lower case can start with.
_STARTS = (
    lx.ARTICLE
    | lx.POSSESSIVE
    | lx.PRONOUN
    | lx.HONORIFIC
    | lx.PARTICLE
    | lx.ROLE
    | lx.PLURAL
    | lx.MODIFIER
    | lx.DEMONYM
    | lx.ORGANIZATION
    | lx.DOCUMENT
)


class Roles(Names):
    """Reads roles in the words of one block."""

    def __init__(self, text: str, tokens: list[Token], lex: Lexicon) -> None:
        super().__init__(text, tokens, lex)
        self._starts = self._where_phrases_start()
        self._heads = [at for at in self._starts if self._can_head(tokens[at])]

    def _where_phrases_start(self) -> list[int]:
        """The words with which a phrase that names a source can start, professions by their endings among them."""
        tokens, endings = self.tokens, self.lex.data.roles.endings or ("\n",)
        if not self.lex.cased:
            return list(range(self.count))
        return [
            at
            for at, token in enumerate(tokens)
            if token.cap or (token.flags & _STARTS if token.flags else token.low.endswith(endings))
        ]

    @staticmethod
    def _can_head(token: Token) -> bool:
        return bool(token.flags & _HEAD) if token.flags else token.first or not token.cap

    def _head_near(self, at: int) -> bool:
        """Whether a word that can head a role stands at a word or soon after it; most often none does."""
        return near(self._heads, at, _FARTHEST)

    def _role(self, at: int, *, determined: bool) -> Role | None:
        """A role with what stands before its head (organization, adjectives) and its complement after it."""
        if not self._head_near(at):
            return None
        tokens, count = self.tokens, self.count
        prefix_end, start = self._prefix(at)
        owned = self._owner(at) if determined and prefix_end == at else at
        start = max(start, owned)
        head = self._head(start, loose=determined or self._beside_speech(at) or start > at)
        if head is None or (prefix_end > at and tokens[at].first and tokens[at].flags & lx.CLOSED):
            return None
        plural = not tokens[head].flags & lx.ROLE
        end = head + 1
        while end < count and tokens[end].flags & lx.ROLE and tokens[end].region < 0:  # "minister counsellor"
            end += 1
        while end + 1 < count and tokens[end].flags & lx.CONJUNCTION and tokens[end + 1].flags & lx.ROLE and not plural:
            end += 2  # "founder and chief executive"
        token, prefix, owner = tokens[end - 1], None, None
        if prefix_end == at + 1 and tokens[at].flags & lx.ORGANIZATION and not tokens[at].text.isupper():
            if start > prefix_end:
                owner = tokens[at].low  # "the Center’s Director"
            else:
                start = at  # "City Clerk"
        elif prefix_end > at:
            prefix = self.text[tokens[at].start : tokens[prefix_end - 1].end]
        last, affiliation, stop = self._described_by(end, portfolio=token.low in self.lex.portfolios)
        name = affiliation or prefix
        owner = tokens[owned - 2].low if owned > at else owner
        return Role(last, tokens[start].start, stop, token.low, token.gender, name, plural, end, owner)

    def _prefix(self, at: int) -> tuple[int, int]:
        """An organization or place before the role, "WIPO", "Canada’s": its end and what follows."""
        head = at
        while (
            self.lex.script == "latin" and head < self.count and head - at < _LONGEST_PREFIX and self._prefix_word(head)
        ):
            head += 1
        if head > at and head < self.count and self.tokens[head].text in {"’s", "'s"}:
            return head, head + 1
        if head == at + 1 and self._adjective(at, head):
            return at, at
        return head, head

    def _adjective(self, at: int, head: int) -> bool:
        """Whether a word before a role is a party, a people or a field: "Conservative leader", "Transport minister"."""
        tokens = self.tokens
        if tokens[at].flags & lx.DEMONYM:
            return True
        field = tokens[at].first and not tokens[at].flags and not tokens[at].text.isupper() and head < self.count
        return bool(field) and tokens[head].low in self.lex.portfolios and not tokens[head].cap

    def _owner(self, at: int) -> int:
        """The word number after "company’s" in "the company’s director"; the same number if nothing owns the role."""
        end = at
        while end < self.count and end - at < _MOST_NOUNS and self._plain_word(end):
            end += 1
        return end + 1 if end > at and end < self.count and self.tokens[end].text in {"’s", "'s"} else at

    def _head(self, at: int, *, loose: bool) -> int | None:
        """The noun of the role, adjectives before it allowed; other nouns too where a noun phrase is sure to stand."""
        head, nouns = at, 0
        while head < self.count and not self.tokens[head].flags & (lx.ROLE | lx.PLURAL):
            if self._profession(head):
                return head
            adjective = self.tokens[head].flags & (lx.MODIFIER | lx.DEMONYM)
            if not adjective and not ((loose or head > at) and nouns < _MOST_NOUNS and self._plain_word(head)):
                return None
            nouns += not adjective
            head += 1
        return head if head < self.count else None

    def _described_by(self, end: int, *, portfolio: bool) -> tuple[int, str | None, int]:
        """After the head: the word number after the complement, the organization, where the role's words end."""
        tokens = self.tokens
        last, affiliation = self._complement(end)
        if affiliation and portfolio and not self._employing(affiliation[0]):
            places = [n for n in range(end, last) if tokens[n].flags & lx.PLACE]
            affiliation = (tokens[places[-1]].text, places[-1] + 1, True) if places else None
        stop = tokens[end - 1].end
        if affiliation is None or affiliation[2]:
            stop = tokens[last - 1].end if last > end else stop
        offices = self.lex.data.roles.offices
        if affiliation and offices and self._place(affiliation[0]) and not tokens[end - 1].low.startswith(offices):
            affiliation = None  # "a brewer from Barbados"
        if affiliation and portfolio and self._place(affiliation[0]):
            field = affiliation[1] - 1  # "ministre de la culture du Sénégal"
            while field > end and tokens[field].flags & (lx.PLACE | lx.LINK | lx.ARTICLE):
                field -= 1
            stop = tokens[max(field, end - 1)].end
        return last, affiliation[0] if affiliation else None, stop

    def _beside_speech(self, at: int) -> bool:
        """Whether the words stand where a source does: "said planetary geologist X", "“…,” lead researcher X said"."""
        before = self.tokens[at - 1] if at else None
        return before is not None and (before.region >= 0 or bool(before.flags & (lx.CUE | lx.WEAK)))

    def _profession(self, at: int) -> bool:
        """An unknown word with the ending of a profession before a name of two words: "краевед Зоя Лепихина"."""
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

    def _prefix_word(self, at: int) -> bool:
        token = self.tokens[at]
        if token.region >= 0 or not token.cap or not token.text[0].isalpha():
            return False
        if token.flags & (lx.ROLE | lx.HONORIFIC | lx.MODIFIER) or (token.flags & lx.PLURAL and token.first):
            return False
        return not token.flags & lx.CLOSED

    def _give_role(self, mention: Mention, role: Role) -> None:
        mention.role_key, mention.owner = role.head, role.owner
        if mention.kind == "person" and role.head in self.lex.family:  # "her daughter Rose": no role
            mention.explained = True
            return
        mention.role = self.text[role.start : role.end]
        mention.affiliation = role.affiliation


def near(places: list[int], at: int, reach: int) -> bool:
    """Whether one of the ascending word numbers is `at` or follows it within `reach` words."""
    following = bisect_left(places, at)
    return following < len(places) and places[following] - at <= reach
