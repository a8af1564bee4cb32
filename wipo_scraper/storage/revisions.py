"""What a capture of a page is beside what is known of the article: new, a revision, nothing new, or older."""

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from wipo_scraper.storage.memory import Known


class Change(Enum):
    """How a capture relates to the newest revision that is known of its id."""

    NEW = auto()
    REVISED = auto()
    UNCHANGED = auto()
    OLDER = auto()


@dataclass(frozen=True, slots=True)
class Seen:
    """What decides: when the page was fetched (UTC, as in a record), its bytes' hash and that of what it says."""

    fetched_at: str
    page_hash: str
    content_hash: str


def compare(seen: Seen, known: Known | None) -> Change:
    """Compare a capture with what is known.

    The page that is known is never older than itself, however often it was found unchanged since: when the program
    reads it differently now, that is a revision.
    """
    if known is None or known.revision is None:
        return Change.NEW
    is_earlier = seen.fetched_at < (known.fetched_at or "")
    if is_earlier and seen.page_hash != known.page_hash:
        return Change.OLDER
    if seen.content_hash != known.content_hash:
        return Change.REVISED
    came_back = known.state != "article" and seen.fetched_at > (known.fetched_at or "")
    return Change.REVISED if came_back else Change.UNCHANGED


def revise(record: dict[str, Any], known: Known) -> None:
    """Make a record the next revision of what is known."""
    assert known.revision is not None
    record["revision"] = known.revision + 1
    record["reason"] = "extractor" if record["page_hash"] == known.page_hash else "page"
    record["aliases"] = list(dict.fromkeys((*known.aliases, *record["aliases"])))


def known_after(record: dict[str, Any], known: Known | None) -> Known:
    """Return what is known of an article once the record is written."""
    http = record["http"]
    written = Known(
        id=record["id"],
        first_run=record["run"],
        url=record["url"],
        state="article",
        date=record["date"],
        fetched_at=record["fetched_at"],
        revision=record["revision"],
        page_hash=record["page_hash"],
        content_hash=record["content_hash"],
        etag=http["etag"],
        last_modified=http["last_modified"],
        aliases=tuple(record["aliases"]),
    )
    if known is None or known.fetched_at is None:
        return written
    return replace(written, first_run=known.first_run, fetched_at=max(written.fetched_at or "", known.fetched_at))
