"""Who is meant: names, roles and pronouns resolved in reading order."""

from dataclasses import dataclass, field

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.mention import Mention
from wipo_scraper.extraction.people import People
from wipo_scraper.extraction.persons import Person, last_before
from wipo_scraper.extraction.reading import Reading
from wipo_scraper.extraction.report import Report

_REMEMBERED = 6
_TO = frozenset({"à", "au", "aux", "a", "al", "ao", "aos"})  # open a sentence before the person spoken to
_PERSONAL = frozenset({"person", "role", "pronoun"})
_REFERRING = _PERSONAL | {"group", "organization"}
_FRONTED = lx.CUE | lx.WEAK | lx.PARTICIPLE | lx.PREPOSITION | lx.CONJUNCTION  # open a clause before the main one


@dataclass(slots=True)
class Discourse:
    """What a reader has in mind at a place of the text."""

    people: People
    salient: list[Person] = field(default_factory=list)  # the one spoken of last comes first
    strangers: list[Person] = field(default_factory=list)  # people without a name, of the block before and this one
    organization: str | None = None  # the one spoken of last, if by its name
    organizations: dict[str, str] = field(default_factory=dict)  # names by their first noun: "university"
    speaker: Person | None = None  # of the last quotation
    replied: Person | None = None  # the speaker before that, if another one
    speaker_known: bool = True  # whether the last quotation had a source that is a person of the page

    def read(self, reading: Reading) -> None:
        """Resolve the mentions of a block."""
        self._forget_strangers()
        sentence, subject = -1, False
        sources = {r.subject.first for r in reading.reports if r.subject is not None and r.strength == "according"}
        for at, token in enumerate(reading.tokens):
            if token.flags & lx.POSSESSIVE:
                self._company(reading, at)
        heads = main_subjects(reading)
        reported = {report.subject.first for report in reading.reports if report.subject is not None}
        speaking = {r.subject.first for r in reading.reports if r.subject is not None and r.strength == "speaking"}
        for mention in reading.mentions:
            if mention.sentence != sentence:
                sentence, subject = mention.sentence, False
            if mention.kind == "organization":
                self._organization(reading, mention)
            person = self._resolved(reading, mention)
            if (
                person is not None
                and person.affiliation is None
                and mention.kind in {"person", "role"}
                and mention.role
            ):
                person.affiliation = mention.affiliation or self._employer(mention)
            reading.persons[mention.first] = person
            if person is None:
                opens = reading.tokens[mention.first].first or mention.first in reported
                if opens and not subject and self._stranger(mention):
                    subject = True
                continue
            person.spans.append((reading.start + mention.start, reading.start + mention.end))
            free = not mention.governed or mention.first in sources
            front = free and (not subject or mention.first in heads or mention.first in speaking)
            subject = subject or free
            self._remember(person, front=front)

    def _resolved(self, reading: Reading, mention: Mention) -> Person | None:
        """The person whom a mention of a block means; who asks something about "her" does not mean herself."""
        place = reading.start + mention.start
        if mention.kind == "pronoun" and mention.gender in {"m", "f"} and (told := self._told(reading, mention)):
            return self.by_gender(mention.gender, but=told)
        if mention.kind == "pronoun" and mention.gender in {"m", "f"} and self.people.lex.asking:
            for report in reading.reports:
                after = report.sentence == mention.sentence and report.cue_first < mention.first
                if after and report.subject and self._asks(reading, report):
                    return self.by_gender(mention.gender, but=reading.persons.get(report.subject.first))
        return self.resolve(mention, place)

    @staticmethod
    def _told(reading: Reading, mention: Mention) -> Person | None:
        """Whom the head of the sentence addresses: "À l’un des apprentis, Moussa Fall, elle a dit"."""
        head = next(token for token in reading.tokens if token.sentence == mention.sentence)
        if head.low not in _TO:
            return None
        named = (m for m in reading.mentions if m.sentence == mention.sentence and m.first < mention.first)
        return next((reading.persons.get(m.first) for m in named if m.kind == "person"), None)

    def _asks(self, reading: Reading, report: Report) -> bool:
        """Whether a clause asks a question: "asked whether she …", not "asked that her name …"."""
        lex, tokens, after = self.people.lex, reading.tokens, report.cue_last
        asked_for = after < len(tokens) and tokens[after].low in lex.complementizers
        return tokens[report.cue_first].low in lex.asking and not asked_for

    def _stranger(self, mention: Mention) -> bool:
        """Note that "one woman" is spoken of, whom the page does not name."""
        if mention.kind != "role" or not self.people.lex.family:
            return False
        if mention.definite and mention.possessor in {None, "n", mention.gender}:
            return False  # "her mother": "she" can be either
        stranger = Person([], "", gender=mention.gender, known=True)
        self.strangers.append(stranger)
        self._remember(stranger, front=True)
        return True

    def _forget_strangers(self) -> None:
        """Whoever has no name is in mind for a block more."""
        forgotten = [stranger for stranger in self.strangers if stranger.seen]
        self.salient = [person for person in self.salient if person not in forgotten]
        self.strangers = [stranger for stranger in self.strangers if stranger not in forgotten]
        for stranger in self.strangers:
            stranger.seen.append(0)

    def _organization(self, reading: Reading, mention: Mention) -> None:
        words = reading.tokens[mention.first : mention.last]
        while words and words[0].flags & lx.ARTICLE:
            words = words[1:]
        if not words:
            return
        named = any(word.cap for word in words)
        text = reading.text[words[0].start : mention.end]
        if named:
            self.organization = text
        elif reading.tokens[mention.first].first and not mention.governed:
            self.organization = self.organizations.get(words[-1].low)  # "The jury …": not the one before
        if named and len(words) > 1 and words[0].flags & lx.ORGANIZATION:
            self.organizations[words[0].low] = text
        elif named and len(words) > 1 and words[-1].flags & lx.ORGANIZATION:
            self.organizations[words[-1].low] = text

    def _employer(self, mention: Mention) -> str | None:
        """The organization of "its director", or of "the university" that was named in full before."""
        if mention.possessor == "n" and mention.kind == "person" and not self._kin(mention):
            return self.organization if self._employs(mention) else None
        if mention.owner is not None:
            return self.organizations.get(mention.owner)
        words = [match.group().lower() for match in self.people.lex.token.finditer(mention.role or "")]
        return next((self.organizations[word] for word in words[1:] if word in self.organizations), None)

    def _company(self, reading: Reading, at: int) -> None:
        """ "Her company, Indlu Yamazwi": the organization of the person spoken of."""
        tokens = reading.tokens
        if at + 3 >= len(tokens) or tokens[at].gender not in {"m", "f"} or not tokens[at + 1].flags & lx.ORGANIZATION:
            return
        owner = self.by_gender(tokens[at].gender)
        if owner is not None and owner.affiliation is None and tokens[at + 2].text == "," and tokens[at + 3].cap:
            last = at + 3
            while last + 1 < len(tokens) and tokens[last + 1].cap:
                last += 1
            owner.affiliation = reading.text[tokens[at + 3].start : tokens[last].end]

    def _employs(self, mention: Mention) -> bool:
        """Whether what was spoken of last can have the role: a place has offices, but no authors."""
        lex = self.people.lex
        entry = lex.find(self.organization or "")
        place = entry is not None and entry.flags & lx.PLACE
        return not place or not lex.data.roles.offices or (mention.role_key or "").startswith(lex.data.roles.offices)

    def _kin(self, mention: Mention) -> bool:
        entry = self.people.lex.words.get(mention.role_key or "")
        return entry is not None and bool(entry.flags & lx.KIN)

    def resolve(self, mention: Mention, place: int) -> Person | None:
        """The person whom a mention means, if it is one of the page."""
        if mention.kind == "person":
            return self.people.find(mention, place)
        if mention.kind == "role":
            if mention.possessor in {"m", "f"}:
                owner = next((p for p in self.salient if p.gender in {None, mention.possessor}), None)
                return self.people.relative(mention, owner)
            if not mention.definite:
                return None
            named = self._by_trade(mention, place)
            return named or self.people.by_role(mention, place) or self._by_epithet(mention, place)
        if mention.kind == "group" and mention.name:
            return self.people.by_family_name(mention.name, place)
        if mention.kind == "pronoun" and mention.gender == "same":
            return self.by_gender(None)
        if mention.kind == "pronoun" and mention.gender in {"m", "f"}:
            return self.by_gender(mention.gender)
        if mention.kind == "pronoun" and mention.gender == "p":
            return self._singular()
        return None

    def _singular(self) -> Person | None:
        """ "they" of one person: only if the one spoken of last was said to have something of "their" own."""
        person = next(iter(self.salient), None)
        return person if person is not None and person.they and person.gender is None else None

    def _by_trade(self, mention: Mention, place: int) -> Person | None:
        """A family name that is a trade too: "Cook", "Baker"."""
        word = mention.role or ""
        if not self.people.lex.cased or " " in word or not word[:1].isupper() or mention.affiliation is not None:
            return None
        return self.people.by_family_name(word, place)

    def _by_epithet(self, mention: Mention, place: int) -> Person | None:
        """ "the official", "the 42-year-old": whoever was spoken of last, if it is known to be a person."""
        key, lex = mention.role_key or "", self.people.lex
        if mention.explained:  # "The hunter, 71, …"
            person = self.latest(mention.gender, place)
            if person is not None and person.role is None:
                self.people.describe(person, mention)
            return person
        names = {key, (mention.role or "").lower()}
        aged = any(word.endswith(lex.ages) for word in (mention.role or "").split())
        if not (names & (lex.epithets | lex.posts) or aged) or mention.affiliation is not None:
            return None
        if key in lex.anyone:
            return self.latest(mention.gender, place)
        fitting = (p for p in self.salient if mention.gender is None or p.gender in {None, mention.gender})
        person = next(fitting, None)
        if person is not None and person.role_key not in {None, key} and not (names & lex.epithets or aged):
            return None  # "the minister" is not the chief
        if person is None or not person.name or last_before(person, place) < 0:
            return None
        if not (person.known or person.voiced):
            return person if aged and self._in_front(person) else None
        if person.role_key in {None, key}:
            return person if person.voiced or names & lex.epithets else None
        return person if person.gender in {None, mention.gender} or mention.gender is None else None

    def latest(self, gender: str | None, place: int) -> Person | None:
        """The person named last before a place, whether or not as the subject of a sentence."""
        named = [p for p in self.salient if p.name and (p.known or p.voiced)]
        fitting = [p for p in named if gender is None or p.gender in {None, gender}]
        return max(fitting, key=lambda person: last_before(person, place), default=None)

    def by_gender(self, gender: str | None, *, but: Person | None = None) -> Person | None:
        """The person spoken of last whom a pronoun or a verb of this gender can mean, `but` this one."""
        if gender == "p":
            return None
        fitting = [p for p in self.salient if p is not but and (gender is None or p.gender in {None, gender})]
        fitting = [p for p in fitting if p.known or p.voiced or self._in_front(p)] or fitting
        if gender is not None and any(p.name and gender in {p.gender, p.hint} for p in fitting):
            fitting = [p for p in fitting if p.name or p.gender is not None]  # "an examiner" may be either
        person = next((p for p in fitting if gender is None or p.gender or p.hint in {None, gender}), None)
        person = person or next(iter(fitting), None)
        if person is not None and gender is not None and person.gender is None and person.hint is None:
            person.gender = gender
        return person if person is not None and person.name else None

    def _in_front(self, person: Person) -> bool:
        """Whether the sentence before was about somebody with a name of several words."""
        return person is self.salient[0] and len(person.key) > 1

    def other(self, gender: str | None) -> Person | None:
        """Whoever was spoken of before the last speaker: the one who answers."""
        speaker = self.speaker
        if speaker is None or (speaker.gender is not None and speaker.gender == gender):
            known = speaker is not None and speaker.gender == gender
            if not known:
                return None
        named = [p for p in self.salient if p.name and (p.known or p.voiced)]
        rest = [p for p in named if p is not speaker and p.gender in {None, gender}]
        if rest and gender is not None and rest[0].gender is None:
            rest[0].gender = gender
        return rest[0] if rest else None

    def partner(self) -> Person | None:
        """Whoever spoke before the last speaker, if that was somebody else."""
        return self.replied if self.replied is not self.speaker else None

    def spoke(self, person: Person | None) -> None:
        """Note the source of a quotation."""
        if person is not self.speaker:
            self.replied = self.speaker
        self.speaker = person
        self.speaker_known = person is not None
        if person is not None:
            person.voiced = True
            self._remember(person, front=True)

    def _remember(self, person: Person, *, front: bool) -> None:
        if person in self.salient:
            if not front and self.salient.index(person) <= 1:
                return
            self.salient.remove(person)
        self.salient.insert(0 if front else min(1, len(self.salient)), person)
        del self.salient[_REMEMBERED:]


def main_subjects(reading: Reading) -> set[int]:
    """First words of the subjects that follow a fronted clause: "Asked whether Roy agreed, Smith shook his head"."""
    opener, found, closed = None, set(), set()
    for at, token in enumerate(reading.tokens):
        if token.first:
            opener = token
        elif token.text == "," and opener is not None and opener.flags & _FRONTED and token.sentence not in closed:
            mention = next((m for m in reading.mentions if m.first == at + 1 and m.kind in _PERSONAL), None)
            if mention is None or mention.last >= len(reading.tokens):
                continue
            verb = reading.tokens[mention.last]
            if verb.text[0].isalpha() and not verb.flags & lx.CONJUNCTION:
                found.add(mention.first)
                closed.add(token.sentence)
    return found


def learn_voices(readings: list[Reading], people: People) -> None:
    """Who is the subject of a reporting verb anywhere is a person rather than a place."""
    for reading in readings:
        for report in reading.reports:
            if (
                report.subject is not None
                and report.subject.kind == "person"
                and report.strength in {"speaking", "according", "act"}
            ):
                person = people.find(report.subject, reading.start + report.subject.start)
                if person is not None:
                    person.voiced = True
