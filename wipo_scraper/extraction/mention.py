"""A phrase that names a source."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["person", "role", "pronoun", "organization", "document", "group"]


@dataclass(slots=True)
class Mention:
    """A phrase that names a source. Offsets count in the block; `first` and `last` are word numbers, last excluded."""

    kind: Kind
    first: int
    last: int
    start: int
    end: int  # of the naming words, without what follows in apposition
    name: str | None = None
    name_start: int = -1
    honorific: str | None = None
    role: str | None = None
    role_key: str | None = None  # the head of the role, folded
    other_role: str | None = None  # the head of a second role
    affiliation: str | None = None
    gender: str | None = None
    sentence: int = 0
    governed: bool = False  # stands after a preposition: not a subject
    possessor: str | None = None  # gender of "his", "her" before it
    definite: bool = True
    owner: str | None = None  # the noun of whom the role belongs to: "company" in "the company’s director"
    leads: str | None = None  # an organization that the person "runs"
    core: int = 0  # word number after the naming words, where something follows in apposition
    explained: bool = False  # what follows tells that it is a person: an age, "who"
