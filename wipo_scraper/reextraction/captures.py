"""The captures of articles in an archive, read as a stream: by fastwarc where it is installed, else by warcio.

Records that are no answers of WIPO's news are passed over by their address, before their content is looked at.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO
from zipfile import BadZipFile, ZipFile

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from wipo_scraper import settings, site
from wipo_scraper.reextraction.archives import Archive, open_archive
from wipo_scraper.storage.archives import ArchiveError, warc_members

try:
    import fastwarc
except ModuleNotFoundError:
    fastwarc = None  # type: ignore[assignment]

LARGEST = settings.DOWNLOAD_MAXSIZE + 64 * 1024  # bytes of an answer: the largest page and its head
_KINDS = ("response", "revisit")
_UNCHANGED = "server-not-modified"


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer of an article's address: where it stands, when it was given, its bytes as they came.

    A revisit has no bytes of its own; its `payload` is the digest of the content that stood there again.
    """

    url: str
    date: datetime
    file: str
    offset: int
    payload: str | None
    is_revisit: bool
    message: bytes


@dataclass
class Tally:
    """What was passed over, and the time of the newest answer."""

    elsewhere: int = 0
    not_modified: int = 0
    newest: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    offset: int
    kind: str
    header: Callable[[str], str | None]
    length: int
    read: Callable[[int], bytes]


def read_captures(archive: Archive, tally: Tally) -> Iterator[Capture]:
    """Yield the captures of articles. Raises ArchiveError if the archive cannot be read to its end."""
    try:
        with open_archive(archive) as stream:
            for file, part in _parts(archive, stream):
                for answer in _answers(part):
                    if capture := _sift(answer, file, tally):
                        yield capture
    except (ArchiveLoadFailed, BadZipFile, EOFError, OSError) as error:
        raise ArchiveError(str(error).strip() or type(error).__name__) from error


def _parts(archive: Archive, stream: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    if not archive.is_package:
        yield archive.name, stream
        return
    with ZipFile(stream) as package:
        for member in warc_members(package):
            with package.open(member) as part:
                yield f"{archive.name}#{member}", part


def _answers(stream: IO[bytes]) -> Iterator[_Answer]:
    if fastwarc is None:
        records = ArchiveIterator(stream, no_record_parse=True)
        for record in records:
            if record.rec_type in _KINDS:
                header = record.rec_headers.get_header
                yield _Answer(records.offset, record.rec_type, header, record.length, record.raw_stream.read)
        return
    revisit, response = fastwarc.WarcRecordType.revisit, fastwarc.WarcRecordType.response
    for found in fastwarc.ArchiveIterator(stream, record_types=revisit | response, parse_http=False):
        kind = "revisit" if found.record_type == revisit else "response"
        yield _Answer(found.stream_pos, kind, found.headers.get, found.content_length, found.reader.read)


def _sift(answer: _Answer, file: str, tally: Tally) -> Capture | None:
    url = (answer.header("WARC-Target-URI") or "").strip("<>")
    written = answer.header("WARC-Date") or ""
    try:
        date = datetime.fromisoformat(written).astimezone(UTC)
    except ValueError:
        raise ArchiveError(f"no time in the record at {answer.offset}: {written!r}") from None
    tally.newest = max(tally.newest or date, date)
    if not _is_article(url):
        tally.elsewhere += 1
        return None
    is_revisit = answer.kind == "revisit"
    if is_revisit and _UNCHANGED in (answer.header("WARC-Profile") or ""):
        tally.not_modified += 1  # confirms the newest content, which stands in an archive itself
        return None
    message = b"" if is_revisit else _read(answer)
    return Capture(url, date, file, answer.offset, answer.header("WARC-Payload-Digest"), is_revisit, message)


def _is_article(url: str) -> bool:
    if not site.names_wipo(url):
        return False
    try:
        return site.address(url).is_article
    except ValueError:
        return False  # dns: and other records that are no pages


def _read(answer: _Answer) -> bytes:
    """Return the bytes of an answer; of one that is too large, as many as show it."""
    wanted = min(answer.length, LARGEST + 1)
    message = answer.read(wanted)
    if len(message) < wanted:
        raise ArchiveError(f"ends within the record at {answer.offset}")
    return message
