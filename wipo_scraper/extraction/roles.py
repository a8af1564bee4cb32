"""Roles: what a person is, of which organization."""

from dataclasses import dataclass

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.names import Names


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


class Roles(Names):
    """Reads roles in the words of one block."""

    def _role(self, at: int, *, determined: bool) -> Role | None:
        """A role with what stands before its head (organization, adjectives) and its complement after it."""
        tokens, count = self.tokens, self.count
        determined = determined or self._beside_speech(at)
        head = at
        prefix_end = at
        # An organization, place or demonym before the role: "WIPO", "Canada’s", "Liberal".
        prefixed = self.lex.script == "latin"
        while prefixed and head < count and head - at < 6 and self._prefix_word(head):
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
        if affiliation and token.low in self.lex.portfolios and not self._employing(affiliation[0]):
            places = [n for n in range(end, last) if tokens[n].flags & lx.PLACE]
            affiliation = (tokens[places[-1]].text, places[-1] + 1, True) if places else None
        start = tokens[role_at].start
        stop = tokens[end - 1].end
        if affiliation is None or affiliation[2]:
            stop = tokens[last - 1].end if last > end else stop
        offices = self.lex.data.roles.offices
        if affiliation and offices and self._place(affiliation[0]) and not token.low.startswith(offices):
            affiliation = None  # "a brewer from Barbados"
        if affiliation and token.low in self.lex.portfolios and self._place(affiliation[0]):
            field = affiliation[1] - 1  # "ministre de la culture du Sénégal"
            while field > end and tokens[field].flags & (lx.PLACE | lx.LINK | lx.ARTICLE):
                field -= 1
            stop = tokens[max(field, end - 1)].end
        name = affiliation[0] if affiliation else prefix
        return Role(last, start, stop, token.low, token.gender, name, plural, end)

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
        if token.flags & (lx.ROLE | lx.HONORIFIC | lx.MODIFIER | lx.PLURAL):
            return False
        return not token.flags & lx.CLOSED

    def _give_role(self, mention: Mention, role: Role) -> None:
        mention.role = self.text[role.start : role.end]
        mention.role_key = role.head
        mention.affiliation = role.affiliation
