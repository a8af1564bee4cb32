"""The run report on disk: `runs/<run>.json`, written last, so that a run without one was killed."""

from datetime import datetime
from pathlib import Path
from typing import Any

from wipo_scraper import __version__
from wipo_scraper.storage.lines import read_rows, sha256


def new_report(news: Path, run: str, origin: str) -> dict[str, Any]:
    """Return a report with every key, that knows nothing but the run's files. So is that of a killed run."""
    return {
        "run": run,
        "version": __version__,
        "origin": origin,
        "verdict": "killed",
        "status": None,
        "reason": "The process ended without finishing the run.",
        "arguments": [],
        "scope": {},
        "started": None,
        "finished": None,
        "seconds": None,
        "recovered": [],
        "counts": [],
        "responses": [],
        "requests": None,
        "bytes_received": None,
        "coverage": [],
        "listings": [],
        "rechecked": [],
        "gone": [],
        "passed_over": [],
        "aliases": [],
        "twins": [],
        "quarantined": [],
        "files": [
            _describe(path, news)
            for path in (
                news / "articles" / f"{run}.jsonl",
                news / "failures" / f"{run}.jsonl",
                news / "warc" / f"{run}.warc.gz",
            )
            if path.exists()
        ],
    }


def stamp(time: datetime) -> str:
    """Return a time (UTC) as reports state it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def _describe(path: Path, news: Path) -> dict[str, Any]:
    return {
        "file": path.relative_to(news).as_posix(),
        "rows": sum(1 for _ in read_rows(path)) if path.suffix == ".jsonl" else None,
        "bytes": path.stat().st_size,
        "sha256": sha256(path),
    }
