"""Reading the run files back: valid records, the newest revision of each article or all of them.

Two passes. The first checks every line and keeps, for each article, where its newest revision stands (half a kilobyte
an article); the second reads the lines that were kept, in order of publication. A line that is no record is set down
with file and line, and stops nothing else.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pydantic import ValidationError

from wipo_scraper.article import SCHEMA_VERSION, Record
from wipo_scraper.warehouse.tables import publication_day

_MAJOR = SCHEMA_VERSION.partition(".")[0]
_UNDATED = "9999-99-99"
_OPEN_FILES = 64


class NoArticlesError(Exception):
    """A directory holds no run files of articles; the message names it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line that is no record of this schema, and why."""

    file: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class Place(NamedTuple):
    """Where a record stands, in the order in which records are read: undated ones last."""

    published: str
    id: str
    revision: int
    file: int
    offset: int


@dataclass
class Survey:
    """What the first pass found: the files, where the wanted records stand, and the lines that are none."""

    files: list[Path]
    places: list[Place] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    def lines(self) -> Iterator[bytes]:
        """Yield the wanted records' lines, in order of publication, id and revision."""
        opened: OrderedDict[int, BinaryIO] = OrderedDict()
        try:
            for place in self.places:
                if place.file not in opened:
                    if len(opened) == _OPEN_FILES:
                        opened.popitem(last=False)[1].close()
                    opened[place.file] = self.files[place.file].open("rb")
                opened.move_to_end(place.file)
                opened[place.file].seek(place.offset)
                yield opened[place.file].readline()
        finally:
            for stream in opened.values():
                stream.close()


def article_files(data_dir: Path) -> list[Path]:
    """Return the articles files of a DATA_DIR in order of run. Raises NoArticlesError."""
    directory = data_dir / "news" / "articles"
    if not directory.is_dir():
        raise NoArticlesError(f"{data_dir} holds no crawled news: {directory} is missing")
    return sorted(directory.glob("*.jsonl"))


def survey(files: list[Path], *, history: bool = False, advance: Callable[[int], None] | None = None) -> Survey:
    """Check every line of the files and find the newest revision of each article, or with `history` every revision.

    Of two lines with the same id and revision, the later one counts. `advance` is told the bytes of each file read.
    """
    found = Survey(files)
    kept: dict[str | tuple[str, int], Place] = {}
    for number, path in enumerate(files):
        offset = 0
        with path.open("rb") as stream:
            for line_number, line in enumerate(stream, start=1):
                record = check(line)
                if isinstance(record, Record):
                    key = (record.id, record.revision) if history else record.id
                    if key not in kept or record.revision >= kept[key].revision:
                        published = publication_day(record.date) or _UNDATED
                        kept[key] = Place(published, record.id, record.revision, number, offset)
                else:
                    found.refused.append(Refusal(path, line_number, record))
                offset += len(line)
        if advance is not None:
            advance(offset)
    found.places = sorted(kept.values())
    return found


def check(line: bytes) -> Record | str:
    """Return the record in a line, or the reason why it is none.

    Keys that a newer minor version of the schema has added are passed over.
    """
    try:
        record = Record.model_validate_json(line, extra="ignore")
        datetime.fromisoformat(record.fetched_at)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        return f"no record: {place}: {first['msg']}" if place else f"no record: {first['msg']}"
    except ValueError as error:
        return f"no record: fetched_at: {error}"
    if record.schema_version.partition(".")[0] != _MAJOR:
        return f"schema version {record.schema_version}: this program reads {_MAJOR}.x"
    return record
