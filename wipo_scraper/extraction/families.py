"""People of one family: whom a name alone means, where several bear it."""

from dataclasses import dataclass, field
from itertools import pairwise

from wipo_scraper.extraction.persons import Person, last_before

_JUST_NAMED = 120  # characters between a full name and the same family name alone
_NAMED_AGAIN = 600  # between two full names of somebody whom a family name alone does not mean


@dataclass(slots=True)
class Families:
    """Decides in reading order, as a reader does: the one just named, else the one whom the name meant before.

    News that tells of relatives names one of them by the family name alone and the others in full.
    """

    meant: dict[int, Person] = field(default_factory=dict)  # by the place of a name alone
    last: dict[str, Person] = field(default_factory=dict)  # by family name

    def choose(self, word: str, bearers: list[Person], place: int) -> Person:
        """Whom of its bearers a name alone means at a place."""
        if len(bearers) > 1:
            bearers = [p for p in bearers if p.key[-1] == word] or bearers
            bearers = [p for p in bearers if p.seen and p.seen[0] <= place] or bearers
            bearers = [p for p in bearers if not named_in_full(p)] or bearers
        nearest = max(bearers, key=lambda person: last_before(person, place))
        known = next((person for person in bearers if person is self.last.get(word)), None)
        if known is not None and place - last_before(nearest, place) > _JUST_NAMED:
            nearest = known
        if nearest.key[-1] == word:
            self.last[word] = nearest
        self.meant[place] = nearest
        return nearest


def named_in_full(person: Person) -> bool:
    """Whether somebody is named in full again where the family name would do."""
    places = [place for place in person.full if place >= 0]
    return any(0 < after - before < _NAMED_AGAIN for before, after in pairwise(places))
