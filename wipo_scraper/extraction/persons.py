"""Somebody whom the page names."""

from dataclasses import dataclass, field

from wipo_scraper.article import Act


@dataclass(slots=True, eq=False)
class Person:
    """Somebody whom the page names."""

    key: list[str]  # the words of the name, folded, case endings off
    name: str
    honorific: str | None = None
    role: str | None = None
    role_key: str | None = None
    other_role: str | None = None
    kin: str | None = None  # "daughter": what the person is to somebody else
    affiliation: str | None = None
    gender: str | None = None
    leads: str | None = None  # an organization that the person "runs"
    hint: str | None = None  # a gender that is only likely
    they: bool = False  # spoken of as "they"
    voiced: bool = False  # the subject of a reporting verb
    known: bool = False  # something beside the shape of the name says that it is a person
    acts: list[Act] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)  # mentions, in the article's text
    seen: list[int] = field(default_factory=list)  # places where the person is named, in reading order
    full: list[int] = field(default_factory=list)  # places of the full name
    office: str | None = None

    def add_act(self, act: Act) -> None:
        """Note an act once."""
        if act not in self.acts:
            self.acts.append(act)


def last_before(person: Person, place: int) -> int:
    """The last place before a place where the person is named; -1 if none."""
    return max((seen for seen in person.seen if seen <= place), default=-1)
