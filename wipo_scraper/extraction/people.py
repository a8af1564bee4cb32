"""The people of one article: each mention joined to a person, names in their fullest form."""

import re

from wipo_scraper.extraction.families import Families
from wipo_scraper.extraction.lexicon import MODIFIER, ROLE, Lexicon, fold
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.persons import Person, last_before

_LATEST = 10**9
_LONGEST_FAMILY_NAME = 4
_GIVEN, _TWO_GIVEN = 2, 4  # signs of one given name, of two, where a people has no family names


class People:
    """The registry of an article: first all names are registered, then mentions are resolved in reading order."""

    def __init__(self, lex: Lexicon) -> None:
        self.lex = lex
        self.persons: list[Person] = []
        self._any: dict[str, list[Person]] = {}
        self._keys: dict[str, list[str]] = {}
        self._namesakes: dict[str, list[Person]] = {}  # by a name, all whom it can mean; emptied when one is entered
        self._families = Families()

    # Registering

    def register(self, mentions: list[tuple[int, Mention]]) -> None:
        """Enter the named persons of the article: (place in the text, mention), in reading order."""
        named = [(place, mention) for place, mention in mentions if mention.kind == "person"]
        employers = {fold(m.affiliation, self.lex.script) for _, m in named if m.affiliation}
        employers |= {fold(m.name, self.lex.script) for _, m in mentions if m.kind == "organization" and m.name}
        named = [
            (place, m)
            for place, m in named
            if m.honorific or m.role or fold(m.name or "", self.lex.script) not in employers
        ]
        alone = []
        for place, mention in named:
            titled = bool(mention.honorific or mention.role)
            if len(self._key(mention)) == 1 and (self.lex.cased or not titled) and self.lex.spaced:
                alone.append((place, mention))
            elif place >= 0 or titled or self.lex.script == "arabic":  # a headline's capitals tell nothing
                self._enter(place, mention)
        for place, mention in alone:
            self._enter_alone(place, mention)
        for person in self.persons:
            person.seen.sort()

    def _key(self, mention: Mention) -> list[str]:
        return self.key(mention.name or "")

    def key(self, name: str) -> list[str]:
        """The words of a name as they are compared."""
        if name not in self._keys:
            self._keys[name] = self._compared(name)
        return self._keys[name]

    def _compared(self, name: str) -> list[str]:
        if not self.lex.spaced:
            return [part for part in re.split("[·•・‧=＝ ]", name) if part]
        words = [fold(match.group(), self.lex.script) for match in self.lex.token.finditer(name)]
        return [self._stem(word) for word in words if word[0].isalnum()]

    def _stem(self, word: str) -> str:
        for ending in self.lex.data.names.endings:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                return word[: -len(ending)]
        return word

    def _enter(self, place: int, mention: Mention) -> None:
        key = self._key(mention)
        if not key:
            return
        person = self._match(key, mention) or self._overlong(key)
        if person is None:
            person = Person(key, mention.name or "")
            self.persons.append(person)
        elif self._fuller(mention, key, person) and not self._overlong(key):
            person.key, person.name = key, mention.name or ""
        self._index(person)
        self._namesakes.clear()
        person.seen.append(place)
        if len(key) > 1:
            person.full.append(place)
        self.describe(person, mention)

    def _enter_alone(self, place: int, mention: Mention) -> None:
        """A name of one word: somebody's family or given name; new if a title or an age tells that it is a person."""
        bearers = self._bearers(mention)
        if bearers and self.lex.cased:
            person = self._families.choose(self._key(mention)[0], bearers, place)
            self.describe(person, mention)
            person.seen.append(place)
            person.seen.sort()
        elif bearers:
            self._latest(mention, bearers, _LATEST).seen.append(place)
        elif mention.honorific or (place >= 0 and (mention.role or mention.explained)):
            self._enter(place, mention)

    def _owners(self, key: list[str]) -> list[Person]:
        signs = self._signs(key)
        words = dict.fromkeys((key[-1], signs[0], signs[-1]))
        return list(dict.fromkeys([person for word in words for person in self._any.get(word, ())]))

    def _overlong(self, key: list[str]) -> Person | None:
        """Without capitals a name can have run on: the person whose family name it begins with."""
        if self.lex.script != "arabic" or len(key) < 2:
            return None
        return next((p for p in self._any.get(key[0], []) if len(p.key) > 1 and p.key[-1] == key[0]), None)

    def _fuller(self, mention: Mention, key: list[str], person: Person) -> bool:
        if len(key) != len(person.key):
            return len(key) > len(person.key)
        if self.lex.spaced and _is_short(person.key) != _is_short(key):
            return _is_short(person.key)
        if not self.lex.spaced:
            return len(mention.name or "") > len(person.name)
        return bool(self.lex.data.names.endings) and not mention.governed and len(mention.name or "") < len(person.name)

    def _index(self, person: Person) -> None:
        for word in self._signs(person.key):
            if person not in (owners := self._any.setdefault(word, [])):
                owners.append(person)

    def _signs(self, key: list[str]) -> list[str]:
        """What a name is found by: its words, or where words are not spaced its first sign too."""
        if self.lex.spaced:
            return key
        return [*key, key[0][0], key[0][_GIVEN:]] if len(key[0]) == _TWO_GIVEN else [*key, key[0][0]]

    @staticmethod
    def describe(person: Person, mention: Mention) -> None:
        """Take over what a mention says of a person; the first statement stands."""
        person.honorific = person.honorific or mention.honorific
        if mention.role and not person.role:
            person.role, person.role_key = mention.role, mention.role_key
            person.affiliation = mention.affiliation or person.affiliation
        elif mention.role is None and mention.explained:
            person.kin = person.kin or mention.role_key
        person.affiliation = person.affiliation or mention.affiliation
        person.gender = person.gender or mention.gender
        person.other_role = person.other_role or mention.other_role
        person.leads = person.leads or mention.leads
        person.known = person.known or bool(mention.honorific or mention.role or mention.explained)

    def _match(self, key: list[str], mention: Mention) -> Person | None:
        """The person entered before whom the name can mean."""
        candidates = [
            person
            for person in self._owners(key)
            if (len(key) > 1 or mention.honorific or not self.lex.spaced or person in self._any.get(key[-1], []))
            and self.same(key, person.key, honoured=bool(mention.honorific))
            and not (mention.gender and person.gender and mention.gender != person.gender)
        ]
        return max(candidates, key=lambda person: (person.key == key, person.seen[-1:] or [0]), default=None)

    def same(self, short: list[str], full: list[str], *, honoured: bool) -> bool:
        """Whether two names can mean one person: equal, or the shorter one inside the other in order."""
        if len(short) > len(full):
            short, full = full, short
        if short == full:
            return True
        if not self.lex.spaced and len(short) == len(full) == 1:  # a family name alone
            one, other = sorted((short[0], full[0]), key=len)
            given = len(other) == _TWO_GIVEN and other[_GIVEN:] == one  # "仁青卓嘎", "卓嘎"
            return (other.startswith(one) and len(one) <= _LONGEST_FAMILY_NAME) or given
        if len(short) == 1:
            anywhere = honoured or not self.lex.spaced
            return short[0] == full[-1] or (anywhere and (short[0] == full[0] or short[0] in full[1:]))
        rest = iter(full)
        within = all(any(_stands_for(word, other) for other in rest) for word in short)
        return within and (short[-1] == full[-1] or _stands_for(short[0], full[0]))

    def complete(self, mentions: list[Mention]) -> None:
        """Take the fullest form from the headline for whom the text only names by family name or with initials."""
        for mention in mentions:
            key = self._key(mention)
            if mention.kind != "person" or len(key) < 2:
                continue
            bearers = dict.fromkeys(person for word in key for person in self._any.get(word, ()))
            fitting = [p for p in bearers if len(key) >= len(p.key) and self.same(p.key, key, honoured=False)]
            short = [person for person in fitting if _is_short(person.key)]
            if len(short) == 1:
                short[0].key, short[0].name = key, mention.name or ""
                self._index(short[0])
                self._namesakes.clear()

    # Resolving

    def find(self, mention: Mention, place: int = _LATEST) -> Person | None:
        """The person whom a mention with a name means."""
        if place in self._families.meant:
            return self._families.meant[place]
        bearers = self._bearers(mention)
        return self._latest(mention, bearers, place) if bearers else None

    def _bearers(self, mention: Mention) -> list[Person]:
        """Everybody whom a name can mean."""
        name = mention.name or ""
        found = self._namesakes.get(name)
        if found is None:
            key = self.key(name)
            owners = self._owners(key) if key else ()
            found = self._namesakes[name] = [p for p in owners if self.same(key, p.key, honoured=True)]
        gender = mention.gender
        return [p for p in found if not (gender and p.gender and gender != p.gender)]

    def _latest(self, mention: Mention, bearers: list[Person], place: int) -> Person:
        if len(bearers) == 1:
            return bearers[0]
        key = self._key(mention)
        return max(
            bearers, key=lambda person: (person.key == key, person.key[-1] == key[-1], last_before(person, place))
        )

    def by_family_name(self, word: str, place: int) -> Person | None:
        """The person whose family name a word is."""
        key = self.key(word)
        owners = (
            [person for person in self._any.get(key[0], ()) if len(person.key) > 1 and person.key[-1] == key[0]]
            if key
            else []
        )
        return max(owners, key=lambda person: last_before(person, place), default=None)

    def by_role(self, mention: Mention, place: int) -> Person | None:
        """The person who holds the role that stands alone: the last one named before, else the first one after."""
        head = mention.role_key or ""
        words = set(fold(mention.role or "", self.lex.script).split())
        leader = self._leader(mention)
        if leader is not None:
            return leader
        holders = [
            person
            for person in self.persons
            if (
                (person.role_key and (self._same_role(head, person.role_key) or person.other_role == head))
                or head == person.kin
                or head in self._titles(person)  # "Ambassador X … the Ambassador"
            )
            and not (mention.gender and person.gender and mention.gender != person.gender)
        ]
        if len(holders) > 1:
            exact = [
                p for p in holders if words <= set(fold(f"{p.role} {p.affiliation or ''}", self.lex.script).split())
            ]
            holders = exact or holders
        before = [person for person in holders if person.seen and person.seen[0] <= place]
        if before:
            return max(before, key=lambda person: last_before(person, place))
        return min(holders, key=lambda person: person.seen[0] if person.seen else _LATEST, default=None)

    def _titles(self, person: Person) -> list[str]:
        """The roles that the words of an honorific are or tell: "Sen." a senator."""
        words = fold(person.honorific or "", self.lex.script).split()
        return [self.lex.titles.get(word, word) for word in words]

    def relative(self, mention: Mention, owner: Person | None) -> Person | None:
        """ "his daughter": the only one who is said to be somebody's daughter, else the only other one of that name."""
        if mention.role_key not in self.lex.family:
            return None
        kin = [person for person in self.persons if person.kin == mention.role_key]
        if not kin and owner is not None and len(owner.key) > 1:
            family = (p for p in self._any.get(owner.key[-1], ()) if p is not owner and p.key[-1] == owner.key[-1])
            kin = [person for person in family if person.gender in {None, mention.gender}]
        return kin[0] if len(kin) == 1 else None

    def introduced(self, mention: Mention, place: int, soon: int, captions: int) -> Person | None:
        """The only person with an honorific but no role who is first named between `place` and `soon`, or in a caption.

        "…,” said the director. Ms. Roy then showed the form."
        """
        if mention.kind != "role" or not mention.definite or mention.possessor is not None:
            return None
        named = [
            person
            for person in self.persons
            if person.honorific
            and person.role is None
            and person.seen
            and (place < person.seen[0] <= soon or person.seen[0] > captions)
            and not (mention.gender and person.gender and mention.gender != person.gender)
        ]
        if len(named) != 1:
            return None
        self.describe(named[0], mention)
        return named[0]

    def _leader(self, mention: Mention) -> Person | None:
        """Who "runs" the organization of the role, where the role is not said of anybody."""
        words = set(fold(mention.affiliation or "", self.lex.script).split())
        for person in self.persons:
            if words and person.leads and set(fold(person.leads, self.lex.script).split()) <= words:
                if person.role is None:
                    person.role, person.role_key, person.affiliation = (
                        mention.role,
                        mention.role_key,
                        mention.affiliation,
                    )
                return person
        return None

    def _same_role(self, one: str, other: str) -> bool:
        one, other = self._bare(one), self._bare(other)
        short, full = sorted((one, other), key=len)
        named = full.endswith(f" {short}") and not self._lessened(full[: -len(short) - 1])
        if named or full.startswith(f"{short} ") or short == full or self._stem(one) == self._stem(other):
            return True
        return min(len(one), len(other)) > 4 and one[:-2] == other[: len(one) - 2] and abs(len(one) - len(other)) <= 3

    def _lessened(self, before: str) -> bool:
        """Whether the words before a role make it another one: "vice", "deputy"."""
        entries = [self.lex.find(word) for word in before.split()]
        return any(entry is not None and entry.flags & MODIFIER for entry in entries)

    def _bare(self, role: str) -> str:
        """A role without the article and prepositions that are written together with it."""
        if self.lex.script != "arabic":
            return role
        bare = " ".join(re.sub("^[وفلب]?(ال|لل)", "", word) or word for word in role.split())
        return self._unowned(bare)

    def _unowned(self, role: str) -> str:
        """A role of one word without whose it is: "رئيستها", "مديره"."""
        stem = re.sub("(?<=..)(ها|هم|ه)$", "", role)
        noun = f"{stem[:-1]}ة" if stem.endswith("ت") else stem
        entry = self.lex.words.get(noun) if stem != role else None
        return noun if entry is not None and entry.flags & ROLE else role


def _stands_for(word: str, other: str) -> bool:
    """Whether two words of names are the same, or one is the other's initial."""
    return word == other or (_is_initial(min(word, other, key=len)) and word[0] == other[0])


def _is_initial(word: str) -> bool:
    return len(word) == 1 or (len(word) == 2 and word.endswith("."))


def _is_short(key: list[str]) -> bool:
    """Whether a name is a family name alone, or has an initial for a given name."""
    return len(key) == 1 or any(_is_initial(word) for word in key[:-1])
