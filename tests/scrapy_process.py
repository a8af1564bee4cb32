"""Runs `scrapy` as people do: a process of its own, in the checkout, judged by its files, words and exit status."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from wipo_scraper.storage.lines import read_rows

ROOT = Path(__file__).parent.parent
ALL_LANGUAGES = "languages=en,fr,es,ru,zh,ar,ja,pt"


@dataclass(frozen=True)
class Result:
    """What a finished process left."""

    status: int
    out: str
    err: str


def scrapy(*arguments: str | Path, cwd: Path = ROOT, stdin: bytes = b"", **environment: str) -> Result:
    """Run a scrapy command to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        timeout=120,
        env=_environment(environment),
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def start_scrapy(*arguments: str | Path) -> subprocess.Popen[bytes]:
    """Start a scrapy command."""
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment({}),
    )


def _environment(changes: dict[str, str]) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **changes}


def crawl(directory: Path, *arguments: str | Path, site: str | None = None) -> Result:
    """Run `scrapy crawl news` into a directory."""
    server = ["-s", f"SITE={site}"] if site else []
    return scrapy("crawl", "news", "-s", f"DATA_DIR={directory}", *server, *arguments)


def rows(directory: Path, part: str = "articles") -> list[dict[str, Any]]:
    """Return all rows of a DATA_DIR's articles or failures, in order of run."""
    return [row for path in sorted((directory / "news" / part).glob("*.jsonl")) for row in read_rows(path)]


def report(directory: Path) -> dict[str, Any]:
    """Return the newest run report."""
    return orjson.loads(max((directory / "news" / "runs").iterdir()).read_bytes())


def counts(directory: Path) -> dict[str, int]:
    """Return the newest report's counts."""
    return {entry["name"]: entry["count"] for entry in report(directory)["counts"]}
