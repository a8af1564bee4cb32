"""What readers marked as right or wrong, held against the records, and the precision that follows.

A mark counts only for what its reader saw: where the record has changed since, it is stale.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import ValidationError

from wipo_scraper.article import Model, Record
from wipo_scraper.warehouse.corpus import load

What = Literal["quote", "attribution", "speaker", "complete"]
WHAT: dict[What, str] = {
    "quote": "the words are a quote",
    "attribution": "the quote is theirs",
    "speaker": "they are a speaker",
    "complete": "nothing is missing",
}


class Mark(Model):
    """One judgement: on a quote's words, on who says them, on a speaker, or that an article's record is complete."""

    article: str
    what: What
    key: str  # the quote's id, the speaker's id, or the record's content hash
    words: str  # what the reader saw: the quote, the source, the speaker's name, the title
    right: bool


class Marks(Model):
    """The file that the report's review page saves."""

    format: Literal["wipo-scraper-marks"]
    version: Literal[1]
    marks: list[Mark]


class MarksError(Exception):
    """A file holds no marks, or marks that contradict each other; the message names file and place."""


class Group(NamedTuple):
    """A group of judgements: what is judged, and in which language or by which method; None for all."""

    what: What
    by: Literal["language", "method"] | None
    value: str | None


@dataclass
class Precision:
    """How many of the marked items are right."""

    right: int = 0
    marked: int = 0

    def add(self, *, right: bool) -> None:
        """Count one."""
        self.right += right
        self.marked += 1

    @property
    def interval(self) -> tuple[float, float]:
        """The precision's 95 % interval (Wilson), for marks that are a random sample."""
        z, n = 1.96, self.marked
        middle, spread = self.right + z * z / 2, z * sqrt(self.right * (n - self.right) / n + z * z / 4)
        return max(0.0, (middle - spread) / (n + z * z)), min(1.0, (middle + spread) / (n + z * z))


@dataclass
class Review:
    """The marks that hold for the present records, the precision by group, and the marks that are stale, with why."""

    records: dict[str, Record]
    right: dict[tuple[str, What, str], bool] = field(default_factory=dict)  # by article, what and key
    precision: dict[Group, Precision] = field(default_factory=lambda: defaultdict(Precision))
    stale: list[str] = field(default_factory=list)

    def add(self, mark: Mark) -> None:
        """Count a mark, or set it down as stale."""
        record = self.records.get(mark.article)
        if record is None:
            self.stale.append(f"{mark.article}: no such article")
        elif seen_words(record, mark.what, mark.key) != mark.words:
            self.stale.append(f"{mark.article}: {mark.what} {mark.key}: no longer {mark.words!r}")
        else:
            self.right[mark.article, mark.what, mark.key] = mark.right
            for group in _groups(record, mark):
                self.precision[group].add(right=mark.right)


def read_marks(path: Path) -> list[Mark]:
    """Return the marks in a file. Raises MarksError."""
    try:
        found = Marks.model_validate_json(path.read_bytes()).marks
    except OSError as error:
        raise MarksError(f"{path}: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise MarksError(f"{path}: no marks: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    seen: set[tuple[str, str, str]] = set()
    for mark in found:
        if (key := (mark.article, mark.what, mark.key)) in seen:
            raise MarksError(f"{path}: marked twice: {' '.join(key)}")
        seen.add(key)
    return found


def review(data_dir: Path, marks: Iterable[Mark]) -> Review:
    """Hold marks against the newest records of a DATA_DIR. Raises NoArticlesError."""
    marks = list(marks)
    marked = {mark.article for mark in marks}
    found = Review({record.id: record for record in load(data_dir) if record.id in marked})
    for mark in marks:
        found.add(mark)
    return found


def seen_words(record: Record, what: What, key: str) -> str | None:
    """Return what a reader of the record sees where a mark is set; None where there is nothing."""
    if what == "complete":
        return record.title or "" if key == record.content_hash else None
    if what == "speaker":
        return next((speaker.name for speaker in record.speakers if speaker.id == key), None)
    quote = next((quote for quote in record.quotes if quote.id == key), None)
    if quote is None:
        return None
    return quote.text if what == "quote" else quote.source or ""


def _groups(record: Record, mark: Mark) -> Iterator[Group]:
    yield Group(mark.what, None, None)
    yield Group(mark.what, "language", record.language)
    if mark.what in ("quote", "attribution"):
        yield Group(mark.what, "method", next(quote.method for quote in record.quotes if quote.id == mark.key))
