"""Drafts and persons turned into the entries of the record."""

import hashlib

from wipo_scraper.article import Fragment, Quote, Span, Speaker
from wipo_scraper.extraction.drafts import Draft, Place
from wipo_scraper.extraction.people import People
from wipo_scraper.extraction.persons import Person

_CONFIDENCE = {
    "after": 0.98,
    "before": 0.95,
    "split": 0.96,
    "colon": 0.95,
    "according_to": 0.93,
    "participle": 0.9,
    "same_block": 0.75,
    "continuation": 0.85,
    "block_after": 0.92,
    "block_before": 0.85,
    "interview": 0.93,
    "caption": 0.9,
    "floating": 0.5,
    "none": 0.2,
}
_UNRESOLVED = 0.6  # share of the confidence that is left when nobody is found
_UNSURE = 0.85
_BROKEN_MARKS = 0.7


def speakers_of(people: People, length: int) -> tuple[list[Speaker], dict[int, str]]:
    """Everyone who speaks, in order of appearance, and the key of each person's entry by identity."""
    speaking = [person for person in people.persons if person.acts]
    speaking.sort(key=lambda person: min((start for start, _ in person.spans), default=length))
    ids = {id(person): f"s{number}" for number, person in enumerate(speaking, 1)}
    return [_speaker(person, ids[id(person)], length) for person in speaking], ids


def _speaker(person: Person, key: str, length: int) -> Speaker:
    spans = sorted({(start, end) for start, end in person.spans if start >= 0 and end <= length})
    return Speaker(
        id=key,
        person=person.office,
        name=person.name,
        honorific=person.honorific,
        role=person.role,
        affiliation=person.affiliation,
        acts=person.acts,
        mentions=[Span(start=start, end=end) for start, end in spans],
    )


def quotes_of(drafts: list[Draft], text: str, article_id: str, ids: dict[int, str]) -> list[Quote]:
    """The quotes in order of appearance."""
    counts: dict[str, int] = {}
    quotes = []
    for draft in drafts:
        words = draft.words or "\n\n".join(text[start:end] for start, end in draft.spans)
        if not words:  # marks with nothing between them
            continue
        counts[words] = counts.get(words, 0) + 1
        digest = hashlib.sha256(f"{article_id}\n{words}\n{counts[words]}".encode()).hexdigest()[:16]
        speaker_id = ids.get(id(draft.person))
        quotes.append(
            Quote(
                id=digest,
                text=words,
                spans=[Span(start=start, end=end) for start, end in draft.spans],
                speaker=draft.person.name if draft.person is not None and speaker_id else None,
                speaker_id=speaker_id,
                source=draft.source,
                source_kind=draft.source_kind,
                mention=_fragment(draft.mention, text),
                cue=_fragment(draft.cue, text),
                kind=draft.kind,
                method=draft.method,
                confidence=_confidence(draft),
                image=draft.image,
            )
        )
    return quotes


def _fragment(place: Place | None, text: str) -> Fragment | None:
    if place is None or place[0] < 0 or place[1] > len(text):
        return None
    return Fragment(start=place[0], end=place[1], text=text[place[0] : place[1]])


def _confidence(draft: Draft) -> float:
    value = _CONFIDENCE[draft.method]
    if draft.source is None:
        value *= _UNRESOLVED
    if not draft.sure:
        value *= _UNSURE
    if not draft.closed:
        value *= _BROKEN_MARKS
    return round(value, 2)
