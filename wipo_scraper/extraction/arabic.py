"""Mentions in Arabic: no capitals, small words written together with the next one, roles in the construct state."""

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.lexicon import fold
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.mentions import Reader
from wipo_scraper.extraction.tokens import Token

_ARTICLE = "ال"
_LONGEST_NAME = 5
_USUAL_NAME = 2
_COMPOUNDS = frozenset({"الدين", "الله", "الهدى", "الرحمن", "الحق", "الاسلام", "الرحيم", "العزيز", "النور"})
_LONGEST_COMPLEMENT = 7
_STOP = (
    lx.CLOSED | lx.CUE | lx.WEAK | lx.PARTICIPLE | lx.ACCORDING | lx.ROLE | lx.NOT_NAME | lx.PLACE | lx.ORGANIZATION
    | lx.DOCUMENT | lx.ACT | lx.PLURAL | lx.DEMONYM | lx.HONORIFIC | lx.TITLE | lx.EVENT
)  # fmt: skip
_VERB_PREFIXES = ("ي", "سي", "ست", "سن", "سا")  # of the present and the future, after a name of two words


class ArabicReader(Reader):
    """Reads the mentions of an Arabic block."""

    def _at(self, at: int) -> Mention | None:
        return super()._at(at) or self._after_verb(at)

    def _after_verb(self, at: int) -> Mention | None:
        """A name without honorific or role straight after a verb of speaking: "وروت نور الهدى سليم، …"."""
        if not at or not self.tokens[at - 1].flags & (lx.CUE | lx.ACT | lx.WEAK | lx.ACCORDING | lx.PARTICIPLE):
            return None
        end = self._name(at, anchored=True)
        bounded = end >= self.count or self.tokens[end].region >= 0 or not self.tokens[end].text[0].isalpha() or (
            self.tokens[end].flags & (lx.CLOSED | lx.CUE | lx.ROLE)
        )  # fmt: skip
        if end - at < 2 or not bounded or _definite(self.tokens[at]) or self.tokens[at].low.endswith(("ها", "هم")):
            return None
        return self._apposition(self._person(at, at, at, end))

    def _honoured(self, start: int, at: int) -> Mention | None:
        after = self._honorific(at)
        if after > at and after + 1 < self.count and self._adjective(after) and not self._adjective(after + 1):
            return None  # "المعلمة المتقاعدة ليلى": a role with its adjective
        return super()._honoured(start, at)

    def _adjective(self, at: int) -> bool:
        return _definite(self.tokens[at])

    def _role_first(self, start: int, at: int, possessor: str | None) -> Mention | None:
        mention = super()._role_first(start, at, possessor)
        alone = (
            mention is not None
            and mention.kind == "person"
            and not mention.honorific
            and " " not in (mention.name or "")
        )
        if mention is not None and alone:  # one word after a role is rather its complement
            mention.kind, mention.last = "role", self._word_at(mention.name_start)
            mention.end = self.tokens[mention.last - 1].end
            mention.name = None
        return mention

    def _word_at(self, start: int) -> int:
        return next(n for n, token in enumerate(self.tokens) if token.start == start)

    def _name(self, at: int, *, anchored: bool, particle: bool = False) -> int:
        del particle
        if not anchored:
            return at
        end = at
        while end < self.count and end - at < _LONGEST_NAME and self._name_part(end, end - at):
            end += 1
            low = self.tokens[end - 1].low
            compound = low in _COMPOUNDS or (end - at > 1 and self.tokens[end - 2].flags & lx.PARTICLE)
            if end - at > 1 and ("-" in low or (_definite(self.tokens[end - 1]) and not compound)):
                break  # a family name
        if end - at > _USUAL_NAME and not self._bounded(end) and not self._family(end - 1):
            end = at + _USUAL_NAME  # the verb's object follows its subject without a sign
            while end < self.count and self.tokens[end].low in _COMPOUNDS:
                end += 1
        while end > at and self.tokens[end - 1].flags & lx.PARTICLE:
            end -= 1
        if end - at > 1 and all(_definite(token) for token in self.tokens[at : at + 2]):
            return at  # "الدراسات العليا"
        return end

    def _name_part(self, at: int, place: int) -> bool:
        token = self.tokens[at]
        if token.region >= 0 or not token.text[0].isalpha():
            return False
        if token.flags & lx.PARTICLE or token.low in _COMPOUNDS:
            return True
        if place and self.tokens[at - 1].flags & lx.PARTICLE:
            return not token.flags & (lx.CLOSED | lx.CUE)
        if self.headline and not place and token.low.startswith("ت") and not self.tokens[at - 1].flags & lx.HONORIFIC:
            return False
        verb = place >= 1 and token.low.startswith(_VERB_PREFIXES) and len(token.low) > 3 and not self._bounded(at + 1)
        return not token.flags & _STOP and not verb

    def _family(self, at: int) -> bool:
        return _definite(self.tokens[at]) or "-" in self.tokens[at].low or bool(self.tokens[at - 1].flags & lx.PARTICLE)

    def _bounded(self, at: int) -> bool:
        return at >= self.count or self.tokens[at].region >= 0 or not self.tokens[at].text[0].isalpha()

    def _complement(self, at: int) -> tuple[int, tuple[str, int, bool] | None]:
        """Definite words after a definite role; after a bare one its genitive, up to the name."""
        tokens = self.tokens
        definite = tokens[at - 1].low.lstrip("وف").startswith((_ARTICLE, "ل")) if at else False
        organization: tuple[str, int, bool] | None = None
        end = at
        while end < self.count and end - at < _LONGEST_COMPLEMENT:
            token = tokens[end]
            if token.region >= 0 or not token.text[0].isalpha() or token.flags & (lx.CUE | lx.HONORIFIC | lx.RELATIVE):
                break
            if token.flags & lx.PREPOSITION and not token.flags & lx.LINK:
                break
            word = token.low
            attached = word.startswith("لل") or (word.startswith("ل") and bool(token.flags))
            article = _definite(token)
            known = token.flags & (lx.ORGANIZATION | lx.PLACE | lx.DEMONYM | lx.LINK | lx.PLURAL)
            if not (article or attached or known) and (definite or end - at > 2):
                break
            if (
                token.flags & (lx.ORGANIZATION | lx.PLACE)
                and organization is None
                and (attached or token.flags & lx.PLACE or article)
            ):
                organization = (self._nominative(token.text), end + 1, False)
            elif organization is not None and organization[1] == end and article:
                organization = (f"{organization[0]} {token.text}", end + 1, False)
            definite = definite or article or attached or bool(token.flags & lx.PLACE)
            end += 1
        return end, organization

    @staticmethod
    def _nominative(word: str) -> str:
        """The noun without the preposition written before it."""
        if word.startswith("لل"):
            return _ARTICLE + word[2:]
        return word[1:] if word.startswith("ل") and fold(word, "arabic")[1:2] != "ا" else word


def _definite(token: Token) -> bool:
    return token.text.startswith((_ARTICLE, f"و{_ARTICLE}"))
