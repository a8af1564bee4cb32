"""Mentions in Russian: complements in the genitive, names in any case given back in the nominative."""

import re

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.mentions import Reader
from wipo_scraper.extraction.phrases import Organization
from wipo_scraper.extraction.roles import Role

_LONGEST = 14  # words of a complement
_ADJECTIVE = ("ого", "его", "ой", "ей", "ых", "их", "ому", "ему", "ым", "им", "ыми", "ими")  # oblique endings
_GENITIVE = ("а", "я", "ы", "и", "у", "ю", "ов", "ев", "ей", "ой", "го", "ых", "их")
_SETTLEMENTS = frozenset({
    "села", "города", "деревни", "поселка", "станицы", "хутора", "района", "острова", "области", "края", "реки",
    "озера", "республики", "провинции", "штата", "аула", "кишлака", "улицы",
})  # fmt: skip
_FROM_WHERE = frozenset({"из", "с", "со", "от"})
_FROM = frozenset({"из", "с", "со", "в", "во", "на", "от"})
_GENERIC = ("верховн", "патентн", "конституционн", "государственн", "исполнительн", "научн", "генеральн", "федеральн")
_HONORIFICS = {
    "г-на": "г-н", "г-ну": "г-н", "г-ном": "г-н", "г-не": "г-н", "г-жи": "г-жа", "г-же": "г-жа", "г-жу": "г-жа",
    "г-жой": "г-жа", "господина": "господин", "госпожи": "госпожа", "госпожу": "госпожа", "д-ра": "д-р",
    "доктора": "доктор", "профессора": "профессор", "посла": "посол",
}  # fmt: skip
_FEMININE = ("овой", "евой", "иной", "ской", "цкой")  # of family names in the genitive
_DATIVE = ("у", "ю", "ому", "ему")
_OF_PLACES = frozenset({"мэр", "губернатор", "аким", "хаким", "посол", "консул", "префект", "депутат"})
_ABBREVIATED = re.compile(  # names of offices made of parts of words, in the genitive
    r"(?:рос|мин|гос|глав|мос|сбер|газ|внеш)\w+[аяи]$|\w+(?:патент|стандарт|пром|банк|надзор|культ|комстат)а$"
)
_INSTRUMENTAL = ("ом", "ем", "ым", "им", "ой", "ей")
_VOWELS = frozenset("аеёиоуыэюя")
_FINITE = ("лся", "лась", "лись", "ется", "ются", "ится", "ятся")


class RussianReader(Reader):
    """Reads the mentions of a Russian block."""

    _apposed = False  # whether the role being read stands after a name

    def _complement(self, at: int) -> tuple[int, Organization | None]:
        """The end of a role's complement, and its organization in the nominative."""
        tokens, end, link = self.tokens, at, ""
        named: str | None = None
        while end < self.count and end - at < _LONGEST:
            token = tokens[end]
            if token.flags & (lx.LINK | lx.CONJUNCTION) and token.region < 0:
                if not self._goes_on(end + 1, token) or (tokens[end + 1].cap and not self._goes_into(end + 1)):
                    break
                link, end = token.low, end + 1
                continue
            stop = self._part(end)
            if stop == end:
                break
            origin = link in _FROM_WHERE and bool(token.flags & lx.PLACE)
            if named is None and self._proper(end, stop) and not origin:
                named = self._in_nominative(end, stop)
            end = stop
        while end > at and tokens[end - 1].flags & (lx.LINK | lx.CONJUNCTION) and tokens[end - 1].region < 0:
            end -= 1
        return end, (named, end, True) if named else None

    def _goes_into(self, at: int) -> bool:
        return self._part(at) > at

    def _part(self, at: int) -> int:
        """The word number after one noun phrase of the complement; the same number where none stands."""
        tokens, token = self.tokens, self.tokens[at]
        if token.region >= 0:
            before = tokens[at - 1]
            return at + 1 if before.flags & lx.ORGANIZATION and before.region < 0 else at
        if token.text == "(" and at + 2 < self.count and tokens[at + 2].text == ")" and tokens[at + 1].text.isupper():
            return at + 3
        if not token.text[0].isalpha() or token.flags & (lx.HONORIFIC | lx.NOT_NAME | lx.CUE | lx.PRONOUN):
            return at
        return self._capitalized(at) if token.cap else self._lower(at)

    def _capitalized(self, at: int) -> int:
        """The same of a phrase that begins with a capital: what belongs to the role, before the name of its holder."""
        tokens, token = self.tokens, self.tokens[at]
        run = self._run(at)
        if token.text.endswith("."):  # initials: the name follows
            return at
        led = at > 0 and tokens[at - 1].low in _OF_PLACES and token.low.endswith(("и", "о", "у", "е"))
        if led and run == at + 3:  # "мэр Батуми Анна Бек": a place that has no cases
            return at + 1
        if _ABBREVIATED.match(token.low) and run > at + 1:  # "глава Роспатента Юрий Зубов"
            return at + 1
        if token.text.isupper() and len(token.text) > 1:
            return at + 1
        if token.text.isascii():
            return next((n for n in range(at, run) if not tokens[n].text.isascii()), run)
        if token.flags & lx.PLACE or (token.flags & lx.ORGANIZATION and not token.flags & lx.ROLE):
            return self._lower_tail(at + 1)
        if run < self.count and tokens[run].flags & lx.HONORIFIC:
            return run
        before = tokens[at - 1].low if at else ""
        if before in _SETTLEMENTS or before in _FROM:
            return self._place_name(at, run, settled=before in _SETTLEMENTS)
        if run == at + 1:
            genitive = token.low.endswith(_GENITIVE)
            local = self._apposed and not tokens[at - 1].cap and self._plain_word(at - 1)
            owned = self._apposed and genitive and run < self.count and tokens[run].text in {",", ".", ")"}
            nouns = genitive and (self._noun(run) or token.flags & lx.ROLE)
            return self._lower_tail(run) if nouns or local or owned else at
        pair = token.low.endswith(_ADJECTIVE) and tokens[at + 1].low.endswith(_GENITIVE) and run - at != 3
        return at + 2 if pair and (run - at > 2 or not self._nominative_pair(at)) else at

    def _place_name(self, at: int, run: int, *, settled: bool) -> int:
        """The word number after a place: "села Нижние Пороги", "из Белена Таина Прадо": the name follows."""
        length = run - at
        if length > 2:
            return at + (2 if self.tokens[at].low.endswith(_ADJECTIVE) and length > 3 else 1)
        if length == 1 or (settled and self._apposed):
            return run
        return at

    def _lower(self, at: int) -> int:
        """A lower-case noun or adjective, if it is no verb."""
        token = self.tokens[at]
        return at + 1 if self._plain_word(at) and not token.low.endswith(_FINITE) else at

    def _noun(self, at: int) -> bool:
        return at < self.count and not self.tokens[at].cap and self._lower(at) > at

    def _lower_tail(self, at: int) -> int:
        while self._noun(at):
            at += 1
        if at + 2 < self.count and self.tokens[at].text == "(" and self.tokens[at + 2].text == ")":
            at += 3
        return at

    def _run(self, at: int) -> int:
        """The word number after words with capitals."""
        while self._cap(at) and self.tokens[at].region < 0 and not self.tokens[at].flags & lx.HONORIFIC:
            at += 1
        return at

    def _nominative_pair(self, at: int) -> bool:
        """Whether two words can be a name after all: "Анна Ковалева", "Андрей Белый"."""
        first, last = self.tokens[at].low, self.tokens[at + 1].low
        return not (first.endswith(("ого", "его", "ых", "их")) or last.endswith(("ы", "и", "ого", "его", "ов")))

    def _proper(self, at: int, end: int) -> bool:
        tokens = self.tokens
        if tokens[at].region >= 0 or tokens[at].text == "(":
            return tokens[at].text == "("
        if tokens[at].cap:
            return True
        return bool(tokens[at].flags & lx.ORGANIZATION) and end < self.count and (
            tokens[end].region >= 0 or tokens[end].cap
        )  # fmt: skip

    def _in_nominative(self, at: int, end: int) -> str | None:
        """The name of an organization or a place: its acronym, or its first words by the data of the language."""
        tokens = self.tokens
        while end < self.count and tokens[end].cap and tokens[end].flags & lx.PLACE and tokens[end - 1].region < 0:
            end += 1  # "Национальной фонотеки Камеруна"
        if end < self.count and tokens[at].cap and not tokens[at].text.isupper() and tokens[end].text.isupper():
            end += len(tokens[end].text) > 1  # "Регионального бюро ВОИС"
        first = tokens[at]
        if tokens[end - 1].text == ")":
            return tokens[end - 2].text
        if first.flags & lx.ORGANIZATION and not first.text.isupper():
            while self._follows(end):
                end += 1  # "компании Bagasse Blue", "фонда «Обитель»"
        whole = self.text[first.start : tokens[end - 1].end]
        if (first.text.isupper() and len(first.text) > 1) or first.text.isascii():
            return whole
        if end - at > 1 and first.low.endswith(_ADJECTIVE) and first.low not in self.lex.nominatives:
            return self._with_adjective(at, end)
        nominative = self.lex.nominatives.get(first.low) or (whole if first.flags & lx.PLACE else None)
        if nominative is None or (first.flags & lx.ORGANIZATION and end - at == 1):
            return None
        rest = self.text[first.end : tokens[end - 1].end]
        return (nominative[:1].upper() + nominative[1:] if first.cap else nominative) + rest

    def _follows(self, at: int) -> bool:
        """Whether a name in marks or in Latin letters belongs to the noun before it."""
        return at < self.count and (self.tokens[at].region >= 0 or (self._cap(at) and self.tokens[at].text.isascii()))

    def _with_adjective(self, at: int, end: int) -> str | None:
        """ "Мадридского реестра" → "Мадридский реестр"."""
        tokens = self.tokens
        noun_at = next(
            (n for n in range(at + 1, end) if not tokens[n].low.endswith(_ADJECTIVE) or n == end - 1), at + 1
        )
        placed = any(token.flags & lx.PLACE for token in tokens[at:end])
        if tokens[at].low.startswith(_GENERIC) and not placed:
            return None
        noun = self.lex.nominatives.get(tokens[noun_at].low) or nominative_noun(tokens[noun_at].low, tokens[at].low)
        adjectives = [agreeing(token.text, noun) for token in tokens[at:noun_at]]
        rest = self.text[tokens[noun_at].end : tokens[end - 1].end]
        if tokens[noun_at].cap:
            noun = noun[:1].upper() + noun[1:]
        return f"{' '.join(adjectives)} {noun}{rest}"

    def _role_first(self, start: int, at: int, possessor: str | None) -> Mention | None:
        mention = super()._role_first(start, at, possessor)
        if mention is None or mention.kind != "person" or mention.honorific:
            return mention
        if self._disagrees(mention):
            return self._role_alone(mention)
        if " " in (mention.name or ""):
            return mention
        if (mention.name or "").lower().endswith(("ого", "его", "ской", "ных", "ских")):  # no name: a complement
            mention.kind, mention.name = "role", None
        return mention

    def mentions(self) -> list[Mention]:
        """All mentions; a role alone in another case than the nominative is no subject: "на вопрос журналиста"."""
        found = super().mentions()
        for mention in found:
            if mention.kind == "role" and self.tokens[mention.first].flags & lx.OBLIQUE:
                mention.governed = True
        return found

    def _disagrees(self, mention: Mention) -> bool:
        """Whether a name stands in another case than the role: "на вопрос журналиста Анна Бек ответила"."""
        words = [token for token in self.tokens[mention.first : mention.last] if token.start >= mention.name_start]
        words = [word for word in words if word.end <= mention.end]
        head = next((t for t in self.tokens[mention.first : mention.last] if t.flags & lx.OBLIQUE), None)
        if head is None or len(words) < 2 or words[-1].low[-1] in _VOWELS | {"й"}:
            return False
        given = words[0].low
        told = head.low.endswith(("у", "ю")) and given[-1] not in _VOWELS and not given.endswith(_INSTRUMENTAL)
        return given.endswith(("а", "я")) or told  # "рассказал корреспонденту Марк Бек"

    def _role_alone(self, mention: Mention) -> Mention:
        last = next(n for n in range(mention.first, mention.last) if self.tokens[n].start >= mention.name_start)
        mention.kind, mention.name, mention.name_start = "role", None, -1
        mention.last, mention.end = last, self.tokens[last - 1].end
        return mention

    def _named(self, at: int) -> Mention | None:
        """A word alone after the noun of an organization is part of its name: "мастерская Тромсё"."""
        mention = super()._named(at)
        before = self.tokens[at - 1] if at else None
        alone = mention is not None and " " not in (mention.name or "")
        return None if alone and before is not None and before.flags & lx.ORGANIZATION and not before.cap else mention

    def _apposition(self, mention: Mention) -> Mention:
        self._apposed = True
        mention = super()._apposition(mention)
        self._apposed = False
        return mention

    def _of_organization(self, mention: Mention, at: int, *, apart: bool = False) -> None:
        """ "Обинна Эзе из Института неспешного урожая"."""
        del apart
        if self.tokens[at].low not in _FROM_WHERE or at + 1 >= self.count:
            return
        end = self._part(at + 1)
        if end > at + 1 and self._proper(at + 1, end):
            if not self.tokens[at + 1].flags & lx.PLACE:
                mention.affiliation = mention.affiliation or self._in_nominative(at + 1, end)
            mention.last = end

    def _person(self, start: int, first: int, name_at: int, end: int) -> Mention:
        mention = super()._person(start, first, name_at, end)
        if mention.name and self._oblique(name_at, start):
            dative = self.tokens[start].low.endswith(_DATIVE)
            mention.name = nominative_name(mention.name, dative=dative)
        return mention

    def _give_role(self, mention: Mention, role: Role) -> None:
        super()._give_role(mention, role)
        if mention.role and any(token.flags & lx.OBLIQUE for token in self.tokens[mention.first : role.bare_end]):
            mention.role = self._role_in_nominative(mention.role)

    def _role_in_nominative(self, role: str) -> str:
        """ "Генеральному директору ВОИС" → "Генеральный директор ВОИС"."""
        words = role.split(" ")
        for at, word in enumerate(words):
            noun = self._role_noun(word.lower())
            if noun is not None:
                adjectives = [agreeing(adjective, noun) for adjective in words[:at]]
                head = word[:1] + noun[1:] if word[:1].lower() == noun[:1] else noun
                return " ".join([*adjectives, head, *words[at + 1 :]])
            if not word.lower().endswith(_ADJECTIVE):
                break
        return role

    def _role_noun(self, word: str) -> str | None:
        """The nominative of a role's noun, by the lexicon."""
        for size in (3, 2, 1):
            for ending in ("", "ь", "й", "а", "я", "ий", "ая"):
                noun = word[:-size] + ending
                entry = self.lex.words.get(noun)
                if entry is not None and entry.flags & lx.ROLE and not entry.flags & lx.OBLIQUE:
                    return noun
        return None

    def _honoured(self, start: int, at: int) -> Mention | None:
        after = self._honorific(at)
        if after > at and self.tokens[after - 1].flags & lx.ROLE and after < self.count and self._part(after) > after:
            return None  # "профессор Ереванского университета": a role with its complement
        mention = super()._honoured(start, at)
        if mention is not None and mention.honorific:
            mention.honorific = _HONORIFICS.get(mention.honorific, mention.honorific)
        return mention

    def _oblique(self, name_at: int, start: int) -> bool:
        """Whether the name stands in another case: after "по словам", "г-на", "директора"."""
        before = self.tokens[name_at - 1] if name_at else None
        if before is not None and before.flags & lx.HONORIFIC:
            return before.low in _HONORIFICS
        leader = self.tokens[start - 1] if start else None
        head = next((token for token in self.tokens[start:name_at] if token.flags & lx.ROLE), self.tokens[start])
        governed = leader is not None and bool(leader.flags & lx.ACCORDING) and not leader.low.startswith("как ")
        return governed or (bool(head.flags & lx.OBLIQUE) and start < name_at)


def nominative_noun(noun: str, adjective: str) -> str:
    """A noun in the genitive singular by its adjective's gender: "реестра" → "реестр", "мастерской" → "мастерская"."""
    if adjective.endswith(("ой", "ей")):  # feminine
        if noun.endswith("ой"):
            return f"{noun[:-2]}ая"
        return (
            f"{noun[:-1]}{'а' if noun.endswith('ы') or noun[-2:-1] in 'гкхжшч' else 'я'}" if noun[-1] in "ыи" else noun
        )
    if noun.endswith("а"):
        return noun[:-1]
    return f"{noun[:-1]}ь" if noun.endswith("я") else noun


def agreeing(adjective: str, noun: str) -> str:
    """An adjective in the nominative with a noun in the nominative."""
    for ending in ("ого", "его", "ому", "ему", "ой", "ей", "ых", "их", "ым", "им", "ую", "юю"):
        if adjective.endswith(ending):
            stem = adjective[: -len(ending)]
            break
    else:
        return adjective
    if noun.endswith(("а", "я")):
        return f"{stem}ая"
    if noun.endswith(("о", "е")):
        return f"{stem}ое"
    return f"{stem}{'ий' if stem[-1:] in 'гкх' else 'ый'}"


def nominative_name(name: str, *, dative: bool = False) -> str:
    """A name in another case given back in the nominative, where its endings tell: "Десмонда Айфилла-Трана"."""
    words = name.split(" ")
    feminine = words[0].endswith(("ы", "и") if dative else ("ы", "и", "у", "ю")) or words[-1].endswith(_FEMININE)
    change = _feminine if feminine else _masculine
    return " ".join("-".join(change(part) for part in word.split("-")) for word in words)


def _feminine(word: str) -> str:
    """ "Анны Ковалевой", "Сабину Рахматуллину"."""
    if len(word) < 4:
        return word
    if word.endswith(("овой", "евой", "иной", "ыной", "ову", "еву", "ину", "ыну")):
        return f"{word[:-2] if word.endswith('й') else word[:-1]}а"
    if word.endswith(("ской", "цкой", "ной", "скую", "цкую")):
        return f"{word[:-2]}ая"
    if word.endswith(("ии", "ию")):
        return f"{word[:-1]}я"
    return f"{word[:-1]}а" if word.endswith(("ы", "у", "ги", "ки", "хи", "жи", "ши", "чи")) else word


def _masculine(word: str) -> str:
    """ "Икрома Саидахмедова", "Сергея Островского"."""
    if len(word) < 4:
        return word
    if word.endswith(("ского", "цкого")):
        return f"{word[:-3]}ий"
    if word.endswith("ого"):
        return f"{word[:-3]}ый"
    if word.endswith(("ы", "ги", "ки")):
        return f"{word[:-1]}а"
    if word.endswith(("овым", "евым", "иным", "ыным", "ом")):
        return word[:-2]
    if word.endswith("ем") and word[-3] in _VOWELS:
        return f"{word[:-2]}й"
    vowel = word[-2] in _VOWELS
    if word.endswith(("а", "у")):
        return word if vowel else word[:-1]
    return f"{word[:-1]}{'й' if vowel else 'ь'}" if word.endswith(("я", "ю")) else word
