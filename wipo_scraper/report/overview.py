"""How the last run ended, from its report and its failures."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from wipo_scraper.storage.lines import read_rows

_SHOWN = ("run", "origin", "verdict", "status", "reason", "started", "finished", "requests")


@dataclass(frozen=True)
class LastRun:
    """The newest run: its report, and its failures by kind and reason with one address each."""

    report: dict[str, Any]
    failures: list[tuple[str, str, int, str]]

    @property
    def failed(self) -> int:
        """The number of failures."""
        return sum(count for _, _, count, _ in self.failures)


def last_run(data_dir: Path) -> LastRun | None:
    """Return the newest run of a DATA_DIR that has a report, if any. Raises OSError and ValueError."""
    news = data_dir / "news"
    reports = sorted((news / "runs").glob("*.json"))
    if not reports:
        return None
    rows = news / "failures" / f"{reports[-1].stem}.jsonl"
    failures = list(read_rows(rows)) if rows.exists() else []
    counts = Counter((row["kind"], row["reason"]) for row in failures)
    first = {(row["kind"], row["reason"]): row["url"] for row in reversed(failures)}
    return LastRun(
        dict.fromkeys(_SHOWN) | orjson.loads(reports[-1].read_bytes()),
        [(*kind, count, first[kind]) for kind, count in counts.most_common()],
    )
