"""Reading web archives: WARC files, plain or compressed, WACZ packages, and folders of either.

The index keeps where each page's newest successful capture stands and nothing of its content. A capture that says
"unchanged" (revisit) leads to the content that it confirms.
"""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import SEEK_CUR, BytesIO
from pathlib import Path
from struct import unpack
from typing import IO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from wipo_scraper import site

_SUFFIXES = (".warc", ".warc.gz", ".wacz")
_ZIP_LENGTHS = 26  # where the header of a zip's member says how long its name and extra field are


class ArchiveError(ValueError):
    """A path holds no readable archive; the message names it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: the file (and its member in a WACZ), the name that records give it, the offset."""

    path: Path
    member: str | None
    name: str
    offset: int


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer in an archive. `place` is that of the content, also for a revisit."""

    url: str
    date: datetime
    status: int
    place: Place

    @property
    def rank(self) -> tuple[int, datetime]:
        """Success before redirect before failure, then the newest."""
        return (2 if self.status == 200 else 1 if 300 <= self.status < 400 else 0), self.date


@dataclass(frozen=True, slots=True)
class Content:
    """An archived answer as it came over the wire, transfer coding undone."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


def find_archives(path: Path) -> list[tuple[Path, str]]:
    """Return the archives at a path, each with its name relative to it, in order of name. Raises ArchiveError."""
    if path.is_file():
        return [(path, path.name)]
    found = sorted(file for file in path.rglob("*") if file.name.endswith(_SUFFIXES) and file.is_file())
    if not found:
        raise ArchiveError(f"no WARC or WACZ file at {path}")
    return [(file, file.relative_to(path).as_posix()) for file in found]


class ArchiveIndex:
    """The newest successful capture of every page, by the page's id. Raises ArchiveError."""

    def __init__(self, path: Path) -> None:
        self.captures: dict[str, Capture] = {}
        self.newest = datetime.min.replace(tzinfo=UTC)
        self.unresolved = 0
        self._by_digest: dict[str, Place] = {}
        for file, name in find_archives(path):
            for place, record in _records(file, name):
                self._add(place, record)
        if not self.captures:
            raise ArchiveError(f"no captured page in {path}")

    def find(self, url: str) -> Capture | None:
        """Return the capture that stands for an address."""
        return self.captures.get(site.address(url).id)

    def _add(self, place: Place, record: ArcWarcRecord) -> None:
        if record.rec_type not in ("response", "revisit") or record.http_headers is None:
            return
        headers = record.rec_headers
        url = headers.get_header("WARC-Target-URI") or ""
        try:
            key = site.address(url).id
        except ValueError:
            return  # dns: and other records that are no pages
        date = datetime.fromisoformat(headers.get_header("WARC-Date"))
        self.newest = max(self.newest, date)
        digest = headers.get_header("WARC-Payload-Digest")
        status = int(record.http_headers.get_statuscode() or 0)
        if record.rec_type == "response":
            if digest:
                self._by_digest[digest] = place
        elif status == 304:
            return  # confirms the newest content, which stands in the archive itself
        elif digest in self._by_digest:
            place = self._by_digest[digest]
        else:
            self.unresolved += 1
            return
        capture = Capture(url, date, status, place)
        known = self.captures.get(key)
        if known is None or capture.rank >= known.rank:
            self.captures[key] = capture


def read_content(place: Place) -> Content:
    """Read the answer that stands at a place."""
    with _open_at(place) as stream:
        record = next(iter(ArchiveIterator(stream)))
        headers = record.http_headers
        raw: IO[bytes] = record.raw_stream
        if "chunked" in (headers.get_header("Transfer-Encoding") or "").lower():
            raw = ChunkedDataReader(raw)
        return Content(int(headers.get_statuscode()), list(headers.headers), raw.read())


def _records(path: Path, name: str) -> Iterator[tuple[Place, ArcWarcRecord]]:
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                members = [entry for entry in sorted(package.namelist()) if entry.endswith((".warc", ".warc.gz"))]
            for member in members:
                yield from _records_of(path, member, f"{name}#{member}")
        else:
            yield from _records_of(path, None, name)
    except (ArchiveLoadFailed, zipfile.BadZipFile, EOFError) as error:
        raise ArchiveError(f"{path}: {error}") from error


def _records_of(path: Path, member: str | None, name: str) -> Iterator[tuple[Place, ArcWarcRecord]]:
    with _open(path, member) as stream:
        records = ArchiveIterator(stream)
        for record in records:
            yield Place(path, member, name, records.offset), record


@contextmanager
def _open_at(place: Place) -> Iterator[IO[bytes]]:
    """Open an archive at a record. A member that lies in its package as it is is read there: seeking in it is slow."""
    if place.member is not None:
        with zipfile.ZipFile(place.path) as package:
            member = package.getinfo(place.member)
        if member.compress_type == zipfile.ZIP_STORED:
            with place.path.open("rb") as stream:
                stream.seek(member.header_offset + _ZIP_LENGTHS)
                name, extra = unpack("<HH", stream.read(4))
                stream.seek(name + extra + place.offset, SEEK_CUR)
                yield stream
            return
    with _open(place.path, place.member) as stream:
        stream.seek(place.offset)
        yield stream


@contextmanager
def _open(path: Path, member: str | None) -> Iterator[IO[bytes]]:
    if member is None:
        with path.open("rb") as stream:
            yield stream
        return
    with zipfile.ZipFile(path) as package:
        yield BytesIO(package.read(member)) if _is_compressed(package, member) else package.open(member)


def _is_compressed(package: zipfile.ZipFile, member: str) -> bool:
    return package.getinfo(member).compress_type != zipfile.ZIP_STORED
