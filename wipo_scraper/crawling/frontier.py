"""The frontier: which pages are worth a request, given what earlier runs found.

An article is asked for once in a run and, when it is known, only as long as it is young. A listing is left early only
inside a stretch that an earlier run of at least this run's scope has walked without a gap, and is walked to its end
every FULL_WALK_DAYS.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from wipo_scraper import site
from wipo_scraper.crawling.arguments import Arguments
from wipo_scraper.storage.archives import ArchiveIndex
from wipo_scraper.storage.memory import Known, Memory, Walked
from wipo_scraper.storage.names import run_name


@dataclass
class Walk:
    """A walk through the pages of an entry point.

    `known_until`: the run up to which its pages are known; `named_articles`: an earlier run found articles on it.
    """

    entry: site.EntryPoint
    known_until: str | None = None
    named_articles: bool = False
    pages: int = 0
    found: set[str] = field(default_factory=set)
    missing: bool = False
    broken: bool = False
    left_early: bool = False

    @property
    def result(self) -> str:
        """How far it went, if the run was not cut short: full, known, missing, or part."""
        if self.missing:
            return "missing"
        if self.broken or not self.pages:
            return "part"
        return "known" if self.left_early else "full"


@dataclass(frozen=True)
class Admission:
    """Leave to ask for an article; `headers` make the request conditional."""

    id: str
    known: Known | None = None

    @property
    def is_article(self) -> bool:
        """Tell whether the page is known as an article."""
        return self.known is not None and self.known.state == "article"

    @property
    def headers(self) -> dict[str, str]:
        """Return the validators of what is known."""
        if self.known is None or not self.is_article:
            return {}
        values = {"If-None-Match": self.known.etag, "If-Modified-Since": self.known.last_modified}
        return {name: value for name, value in values.items() if value}


class Frontier:
    """Decides for one run."""

    def __init__(
        self,
        arguments: Arguments,
        memory: Memory | None,
        archive: ArchiveIndex | None,
        full_walk_days: int,
    ) -> None:
        self._arguments = arguments
        self._memory = memory
        self._archive = archive
        self._clock = archive.newest if archive else datetime.now(UTC)
        self._lately = run_name(self._clock - timedelta(days=full_walk_days))
        self._young_since = (self._clock.date() - timedelta(days=arguments.recheck_days)).isoformat()
        self._asked: set[str] = set()
        self._listings: set[str] = set()

    def admit(self, address: site.Address) -> Admission | str:
        """Return leave to ask for an article, or the name under which it is counted instead."""
        known = self._memory.known(address.id) if self._memory else None
        page_id = known.id if known else address.id
        if page_id in self._asked:
            return "linked_again"
        self._asked.update((page_id, address.id))
        if known is not None and not self._arguments.urls and (reason := self._refuse(known)):
            return reason
        return Admission(page_id, None if self._arguments.urls else known)

    def admit_listing(self, url: str) -> bool:
        """Tell whether a listing page is worth a request: the first time in a run, whatever walks lead to it."""
        is_new = url not in self._listings
        self._listings.add(url)
        return is_new

    def _refuse(self, known: Known) -> str | None:
        if known.state == "passed":
            return "out_of_range" if not self._arguments.wants_date(known.date) else None
        if self._archive is not None and known.state in ("article", "gone"):
            capture = self._archive.find(known.url)
            captured_at = capture.date.strftime("%Y-%m-%dT%H:%M:%SZ") if capture else ""
            if captured_at > (known.fetched_at or ""):
                return None
            return "older_capture" if captured_at < (known.fetched_at or "") else "known"
        if known.state == "article":
            return "known" if (known.date or known.fetched_at or "") < self._young_since else None
        return None if known.state == "failed" else known.state

    def unfinished(self) -> Iterator[str]:
        """Yield the addresses of failures to be tried again and of young articles to be looked at again."""
        if self._memory is None:
            return
        for known in self._memory.failed():
            yield known.url
        if self._archive is None:
            for known in self._memory.young(self._young_since):
                yield _visit(known)

    def unlisted(self) -> Iterator[str]:
        """Yield the addresses of an archive's pages to which nothing led."""
        for page_id, capture in self._archive.captures.items() if self._archive else ():
            if capture.status == 200 and page_id not in self._asked:
                yield capture.url

    def walks(self) -> Iterator[Walk]:
        """Yield the walks to make through the entry points of the wanted streams."""
        arguments = self._arguments
        years = arguments.years(self._clock.date())
        for key in arguments.streams:
            for entry in site.entry_points(site.STREAMS[key], arguments.languages, years):
                walked = self._memory.walked(entry.url) if self._memory and self._archive is None else []
                if not self._is_settled(entry, walked):
                    yield Walk(entry, self._known_until(walked), any(before.named for before in walked))

    def _is_settled(self, entry: site.EntryPoint, walked: list[Walked]) -> bool:
        """Tell whether an entry point need not be asked for: lately missing, or of a year that is over and walked."""
        named = any(before.named for before in walked)
        if not named and any((before.missing or "") > self._lately for before in walked):
            return True
        if entry.year is None:
            return False
        closed = run_name(datetime(entry.year + 1, 2, 1, tzinfo=UTC))
        return any((before.full or "") > max(closed, self._lately) for before in self._covering(walked))

    def _known_until(self, walked: list[Walked]) -> str | None:
        covering = list(self._covering(walked))
        if not any((before.full or "") > self._lately for before in covering):
            return None
        return max((before.complete for before in covering if before.complete), default=None)

    def _covering(self, walked: Iterable[Walked]) -> Iterator[Walked]:
        return (before for before in walked if self._arguments.is_covered_by(before.scope))

    def is_inside(self, walk: Walk, wanted: Iterable[str]) -> bool:
        """Tell whether all wanted articles of a page were dealt with when the stretch was walked."""
        ids = list(wanted)
        if walk.known_until is None or self._memory is None or not ids:
            return False
        found = [self._memory.known(page_id) for page_id in ids]
        return all(known is not None and known.first_run <= walk.known_until for known in found)


def _visit(known: Known) -> str:
    """Return the address under which an article answers: as it was linked, if that has the same id."""
    for alias in known.aliases:
        address = site.address(alias)
        if address.id == known.id:
            return address.visit
    return known.url


@dataclass
class Findings:
    """What a run found out about articles that it writes no record of; it goes into the report."""

    rechecked: list[dict[str, Any]] = field(default_factory=list)
    gone: list[dict[str, Any]] = field(default_factory=list)
    passed_over: list[dict[str, Any]] = field(default_factory=list)
    aliases: list[dict[str, Any]] = field(default_factory=list)
    twins: list[dict[str, Any]] = field(default_factory=list)
