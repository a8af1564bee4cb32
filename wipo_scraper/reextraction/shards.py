"""One archive in, one shard out: the unit of work, done once.

    DATA_DIR/news/shards/<program>/<archive>-….jsonl    the records, one a capture that gave one
    DATA_DIR/news/shards/<program>/<archive>.json       what else the merge needs, written last

A shard is named after the address, size and time of its archive, and stands in a folder named after the program that
read it. One that is there is whole, and is not made again. Shards may be deleted; they save work, nothing else.
"""

import logging
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson

import wipo_scraper
from wipo_scraper import site
from wipo_scraper.reextraction.archives import Archive, state_of
from wipo_scraper.reextraction.captures import Capture, Tally, read_captures
from wipo_scraper.reextraction.pages import UnreadableError, read_page
from wipo_scraper.storage.archives import ArchiveError
from wipo_scraper.storage.lines import PART, LinesFile, OutputError, write_json

_READERS = ("extraction", "reextraction", "article.py", "site.py", "crawling/records.py", "storage/archives.py")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an archive: its shard, or why it was not read, or why the shard was not written."""

    archive: Archive
    shard: str | None = None
    is_kept: bool = False
    records: int = 0
    unread: str | None = None
    unwritten: str | None = None


@cache
def program() -> str:
    """Return the version of the program with a hash of the code and data that make records."""
    package = Path(wipo_scraper.__file__).parent
    digest = sha256()
    for reader in _READERS:
        path = package / reader
        for file in sorted(path.rglob("*") if path.is_dir() else [path]):
            if file.suffix in (".py", ".toml"):
                digest.update(file.read_bytes())
    return f"{wipo_scraper.__version__}-{digest.hexdigest()[:12]}"


def prepare_folder(news: Path) -> Path:
    """Return the folder of this program's shards; what other programs made or killed ones left is removed."""
    folder = news / "shards" / program()
    folder.mkdir(parents=True, exist_ok=True)
    for other in folder.parent.iterdir():
        if other != folder:
            shutil.rmtree(other)
    for torn in folder.glob(f"*{PART}"):
        torn.unlink()
    return folder


def make_shard(archive: Archive, folder: str) -> Outcome:
    """Read an archive into its shard, unless that is there."""
    try:
        key = sha256("\n".join([archive.address, archive.name, *state_of(archive)]).encode()).hexdigest()[:24]
        path = Path(folder) / f"{key}.json"
        if path.exists():
            return Outcome(archive, path.name, is_kept=True)
        with _silence():
            summary = _fill(archive, LinesFile(path.with_name(f"{key}-{uuid4().hex[:8]}.jsonl")))
        write_json(path, summary)
        return Outcome(archive, path.name, records=len(summary["captures"]))
    except OutputError as error:
        return Outcome(archive, unwritten=str(error))
    except (ArchiveError, OSError) as error:
        return Outcome(archive, unread=str(error) or type(error).__name__)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong with one archive, the others are read
        return Outcome(archive, unread=f"program error: {type(error).__name__}: {error}")


@contextmanager
def _silence() -> Iterator[None]:
    """Keep warnings about single pages off standard error: what comes of a page stands in the shard."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)


def _fill(archive: Archive, rows: LinesFile) -> dict[str, Any]:
    """Write the records and return the rest; of a record nothing but its place stays in memory."""
    tally, shard = Tally(), _Shard(rows)
    try:
        for capture in read_captures(archive, tally):
            shard.add(capture)
    except BaseException:
        rows.discard()
        raise
    rows.commit()
    shard.counts.update({"captures/elsewhere": tally.elsewhere, "captures/not_modified": tally.not_modified})
    return {
        "archive": archive.address,
        "rows": rows.path.name if shard.captures else None,
        "newest": tally.newest.isoformat() if tally.newest else None,
        "counts": shard.counts,
        "captures": shard.captures,
        "revisits": shard.revisits,
        "failures": shard.failures,
    }


class _Shard:
    """A shard on its way."""

    def __init__(self, rows: LinesFile) -> None:
        self.counts: Counter[str] = Counter()
        self.captures: list[dict[str, Any]] = []
        self.revisits: list[dict[str, Any]] = []
        self.failures: list[dict[str, Any]] = []
        self._rows = rows

    def add(self, capture: Capture) -> None:
        """Read a capture; write its record, or note what it is instead."""
        address = site.address(capture.url)
        page = {"id": address.id, "fetched_at": capture.date.strftime("%Y-%m-%dT%H:%M:%SZ")}
        self.counts["captures/article"] += 1
        if capture.is_revisit:
            self.revisits.append(page | {"payload": capture.payload})
            return
        try:
            record = read_page(capture)
        except UnreadableError as error:
            self._fail(page, address.visit, error)
        except Exception as error:  # noqa: BLE001 - a page on which the program fails is that page's failure
            self._fail(page, address.visit, UnreadableError(f"program error: {type(error).__name__}: {error}"))
        else:
            if record is None:
                self.counts["captures/not_success"] += 1
                return
            place = {"payload": capture.payload, "offset": self._rows.write(record)}
            self.captures.append(page | {key: record[key] for key in ("page_hash", "content_hash")} | place)

    def _fail(self, page: dict[str, Any], url: str, error: UnreadableError) -> None:
        row = {"url": url, "kind": "article", "reason": error.reason, "status": error.status}
        self.failures.append(page | {"row": row | {"tries": 1, "final": error.final}})
        self.counts["failures/article"] += 1


def read_summary(path: Path) -> dict[str, Any]:
    """Return a shard's summary."""
    summary: dict[str, Any] = orjson.loads(path.read_bytes())
    return summary
