"""WIPO's heads by date: joins a person of the page to a key, and a bare role to its holder where the page names one."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from wipo_scraper.extraction.lexicon import fold, lexicon
from wipo_scraper.extraction.people import People
from wipo_scraper.extraction.persons import Person


@dataclass(frozen=True, slots=True)
class Head:
    """One head of the organization and the days of the term."""

    key: str
    names: tuple[str, ...]
    since: str
    until: str = "9999"


@dataclass(frozen=True, slots=True)
class Offices:
    """The data file."""

    heads: tuple[Head, ...]
    head_roles: frozenset[str]
    self_names: tuple[str, ...]


@cache
def offices() -> Offices:
    """The office holders, read once."""
    path = resources.files("wipo_scraper.extraction.languages").joinpath("office_holders.toml")
    data = tomllib.loads(path.read_text("utf-8"))
    return Offices(
        heads=tuple(Head(**{**head, "names": tuple(head["names"])}) for head in data["heads"]),
        head_roles=frozenset(role.casefold() for role in data["head_roles"]),
        self_names=tuple(data["self_names"]),
    )


def join_holders(people: People, date: str | None, text: str) -> None:
    """Set the key of known office holders, and the office and its organization where the page leaves them open."""
    script = people.lex.script
    keys, roles = _keys(people.lex.data.code), _roles(script)
    heads = [person for person in people.persons if person.role_key and fold(person.role or "", script) in roles]
    for person in people.persons:
        for head, known in keys:
            if _is(person, head, known, date, heading=person in heads):
                person.office = head.key
                if not heads and person.role is None and _in_office(head, date):
                    person.role_key = next((role for role in roles if role in fold(text, script)), None)
    organization = next((name for name in offices().self_names if name in text), None)
    for person in heads:
        person.affiliation = person.affiliation or organization


@cache
def _keys(code: str) -> tuple[tuple[Head, tuple[list[str], ...]], ...]:
    """The heads with their names as a language compares them."""
    people = People(lexicon(code))
    return tuple((head, tuple(people.key(name) for name in head.names)) for head in offices().heads)


@cache
def _roles(script: str) -> frozenset[str]:
    return frozenset(fold(role, script) for role in offices().head_roles)


def _is(person: Person, head: Head, known: tuple[list[str], ...], date: str | None, *, heading: bool) -> bool:
    for key in known:
        if person.key == key:
            return True
        if len(person.key) == 1 and person.key[0] == key[-1] and heading and _in_office(head, date):
            return True
    return False


def _in_office(head: Head, date: str | None) -> bool:
    return date is None or head.since[: len(date)] <= date <= head.until
