"""Who is meant: names, roles and pronouns resolved in reading order."""

from dataclasses import dataclass, field

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.mentions import Mention
from wipo_scraper.extraction.people import People, Person
from wipo_scraper.extraction.reading import Reading

_REMEMBERED = 6


@dataclass(slots=True)
class Discourse:
    """What a reader has in mind at a place of the text."""

    people: People
    salient: list[Person] = field(default_factory=list)  # the one spoken of last comes first
    speaker: Person | None = None  # of the last quotation
    speaker_known: bool = True  # whether the last quotation had a source that is a person of the page

    def read(self, reading: Reading) -> None:
        """Resolve the mentions of a block."""
        sentence, subject = -1, False
        for mention in reading.mentions:
            if mention.sentence != sentence:
                sentence, subject = mention.sentence, False
            person = self.resolve(mention, reading.start + mention.start)
            reading.persons[mention.first] = person
            if person is None:
                continue
            person.spans.append((reading.start + mention.start, reading.start + mention.end))
            front = not mention.governed and not subject
            subject = subject or not mention.governed
            self._remember(person, front=front)

    def resolve(self, mention: Mention, place: int) -> Person | None:
        """The person whom a mention means, if it is one of the page."""
        if mention.kind == "person":
            return self.people.find(mention, place)
        if mention.kind == "role":
            if mention.possessor in {"m", "f"} or not mention.definite:
                return None
            return self.people.by_role(mention, place)
        if mention.kind == "pronoun" and mention.gender in {"m", "f"}:
            return self.by_gender(mention.gender)
        return None

    def by_gender(self, gender: str | None) -> Person | None:
        """The person spoken of last whom a pronoun or a verb of this gender can mean."""
        for person in self.salient:
            if person.gender is None or gender is None or person.gender == gender:
                if gender is not None and person.gender is None:
                    person.gender = gender
                return person
        return None

    def spoke(self, person: Person | None) -> None:
        """Note the source of a quotation."""
        self.speaker = person
        self.speaker_known = person is not None
        if person is not None:
            self._remember(person, front=True)

    def _remember(self, person: Person, *, front: bool) -> None:
        if person in self.salient:
            if not front and self.salient.index(person) <= 1:
                return
            self.salient.remove(person)
        self.salient.insert(0 if front else min(1, len(self.salient)), person)
        del self.salient[_REMEMBERED:]


def learn_genders(readings: list[Reading], people: People) -> None:
    """ "Smith and her brother": the only person of a sentence so far has the gender of the possessive."""
    for reading in readings:
        for at, token in enumerate(reading.tokens):
            if not token.flags & lx.POSSESSIVE or token.gender not in {"m", "f"}:
                continue
            before = [
                m
                for m in reading.mentions
                if m.sentence == token.sentence and m.last <= at and m.kind in {"person", "role", "pronoun"}
            ]
            if len(before) == 1 and before[0].kind == "person" and not before[0].governed:
                person = people.find(before[0], reading.start + before[0].start)
                if person is not None and person.gender is None:
                    person.gender = token.gender
