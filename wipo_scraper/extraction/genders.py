"""Whether the page speaks of somebody as "he", "she" or "they": the words near the names vote, before any is resolved.

No list of first names is used: what the page does not show stays unknown.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from wipo_scraper.extraction import lexicon as lx
from wipo_scraper.extraction.people import People
from wipo_scraper.extraction.persons import Person
from wipo_scraper.extraction.reading import Reading
from wipo_scraper.extraction.tokens import Token

_SAME_SENTENCE = 2  # votes of a word in the sentence of the name
_NEXT_SENTENCE = 1
_PERSONAL = frozenset({"person", "role", "pronoun"})
_REFERRING = _PERSONAL | {"group", "organization"}


def learn_genders(readings: list[Reading], people: People) -> None:
    """Give each person the gender, as a hint, for which most of the words vote that can mean nobody else."""
    votes: defaultdict[Person, Counter[str]] = defaultdict(Counter)
    named: list[tuple[int, Person | None]] = []  # sentence and person; None: somebody else, or not the subject
    first = 0  # number of the block's first sentence
    for reading in readings:
        for at, gender, person in _events(reading, people):
            sentence = first + at
            if gender is None:
                named.append((sentence, person))
                continue
            near = {someone: place for place, someone in named if sentence - place <= 1}
            if len(near) == 1 and (only := next(iter(near))) is not None:
                votes[only][gender] += _SAME_SENTENCE if near[only] == sentence else _NEXT_SENTENCE
        first += 1 + (reading.tokens[-1].sentence if reading.tokens else 0)
        named = [entry for entry in named if first - entry[0] <= 1]
    for person, counted in votes.items():
        (gender, most), *others = counted.most_common()
        if not others or most > others[0][1]:
            person.hint = gender
    _learn_plurals(readings, people)


def _events(reading: Reading, people: People) -> Iterator[tuple[int, str | None, Person | None]]:
    """In reading order, by sentence: who is named or spoken of (no gender), and the words that tell a gender."""
    tokens = reading.tokens
    spoken: list[tuple[int, int, str | None, Person | None]] = [
        (token.start, token.sentence, token.gender, None)
        for token, after in pairwise(tokens)
        if token.flags & lx.POSSESSIVE and token.gender in {"m", "f"} and _is_noun(after)
    ]
    for mention in reading.mentions:
        if mention.kind == "pronoun" and mention.gender in {"m", "f"}:
            spoken.append((mention.start, mention.sentence, mention.gender, None))
        elif mention.kind == "person":
            person = people.find(mention, reading.start + mention.start)
            spoken.append((mention.start, mention.sentence, None, None if mention.governed else person))
        elif mention.kind == "role":
            spoken.append((mention.end, mention.sentence, None, None))
    for _, sentence, gender, person in sorted(spoken, key=lambda event: event[0]):
        yield sentence, gender, person


def _is_noun(token: Token) -> bool:
    """Whether a word can be what is possessed: "her book", not "told her that"."""
    return token.text[0].isalnum() and token.region < 0 and not token.flags & (lx.CLOSED | lx.CUE)


def _learn_plurals(readings: list[Reading], people: People) -> None:
    """ "Smith and their brother": somebody who is spoken of as "they"."""
    for reading in readings:
        for at, token in enumerate(reading.tokens):
            if not token.flags & lx.POSSESSIVE or token.gender != "p":
                continue
            sentence = token.sentence
            before = [m for m in reading.mentions if m.sentence == sentence and m.last <= at and m.kind in _REFERRING]
            if before and any(word.low.endswith("s") for word in reading.tokens[before[0].last : at]):
                continue  # "carried three guests to their rooms"
            if len(before) == 1 and before[0].kind == "person" and not before[0].governed:
                person = people.find(before[0], reading.start + before[0].start)
                if person is not None:
                    person.they = True
