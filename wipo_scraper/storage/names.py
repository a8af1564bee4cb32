"""Names of runs and where their files stand below DATA_DIR/news."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

PARTS = ("articles", "failures", "runs", "warc", "logs")
_FORMAT = "%Y%m%dT%H%M%S"
_NAME = re.compile(r"\d{8}T\d{9}Z")


def run_name(clock: datetime) -> str:
    """Return the name of a run: its UTC time in milliseconds, so that names sort by time."""
    clock = clock.astimezone(UTC)
    return f"{clock.strftime(_FORMAT)}{clock.microsecond // 1000:03}Z"


def run_time(name: str) -> datetime:
    """Return the time in a run's name."""
    return datetime.strptime(name[:15], _FORMAT).replace(tzinfo=UTC) + timedelta(milliseconds=int(name[15:18]))


def run_names(news: Path) -> Iterator[str]:
    """Yield the name of the run of every file there is."""
    for part in PARTS:
        for path in (news / part).iterdir():
            if found := _NAME.match(path.name):
                yield found[0]
