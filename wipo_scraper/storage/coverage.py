"""How many of a run's records have each field: what tells that pages no longer look as expected."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any

COVERED = ("title", "date", "text", "place", "reference", "authors", "speakers", "quotes", "images")
REQUIRED = ("title", "date", "text")
_LATEST, _ENOUGH = 50, 20


@dataclass
class StreamCoverage:
    """How many records of a stream have each field, and whether the latest ones have the required ones."""

    records: int = 0
    filled: dict[str, int] = field(default_factory=lambda: dict.fromkeys((*COVERED, "credits"), 0))
    latest: deque[frozenset[str]] = field(default_factory=lambda: deque(maxlen=_LATEST))

    def add(self, record: dict[str, Any]) -> None:
        """Count a record."""
        self.records += 1
        present = frozenset(key for key in COVERED if record[key])
        for key in present:
            self.filled[key] += 1
        self.filled["credits"] += any(image["credit"] for image in record["images"])
        self.latest.append(present)

    def missing(self) -> list[str]:
        """Return the required fields that none of the latest records has."""
        if len(self.latest) < _ENOUGH:
            return []
        return [key for key in REQUIRED if not any(key in present for present in self.latest)]


class Coverage:
    """The coverage of a run's records, by stream."""

    def __init__(self) -> None:
        self._streams: dict[str, StreamCoverage] = {}

    def add(self, record: dict[str, Any]) -> None:
        """Count a record."""
        self._streams.setdefault(record["stream"] or "", StreamCoverage()).add(record)

    def fault(self) -> str | None:
        """Say which required fields the last records of a stream lack, None if there is no such stream."""
        for stream, coverage in self._streams.items():
            if missing := coverage.missing():
                return f"No {', '.join(missing)} in the last records of {stream or 'no stream'}"
        return None

    def rows(self) -> list[dict[str, Any]]:
        """Return the figures as a run report lists them."""
        return [
            {"stream": stream or None, "records": coverage.records, **coverage.filled}
            for stream, coverage in sorted(self._streams.items())
        ]
