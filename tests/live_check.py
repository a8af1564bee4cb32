"""Crawls twenty articles of the live site into a directory that is thrown away, and shows what was read of them.

    python -m tests.live_check [--site ADDRESS] [--contact ADDRESS]

Its exit status is that of the crawl.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.scrapy_process import ROOT, report
from wipo_scraper.crawling.arguments import LIVE

ARTICLES = 20


def coverage_table(coverage: list[dict[str, Any]]) -> Table:
    """For each stream how many articles were read, and how many of them have each field."""
    table = Table("stream", *(name for name in coverage[0] if name != "stream"), title="Articles that have it")
    for row in coverage:
        table.add_row(*(str(value or "0") for value in row.values()))
    return table


def main() -> None:
    """Crawl, show and forget."""
    parser = argparse.ArgumentParser(description="Crawl a few articles of the live site and keep nothing.")
    parser.add_argument("--site", default=LIVE, help="another server that plays the site")
    parser.add_argument("--contact", default="", help="an address for the User-Agent")
    options = parser.parse_args()
    settings = {"SITE": options.site, "CONTACT": options.contact, "WARC_ENABLED": False}
    with tempfile.TemporaryDirectory() as folder:
        given = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
        crawl = ["crawl", "news", "-a", f"limit={ARTICLES}", "-s", f"DATA_DIR={folder}", *given]
        status = subprocess.run([sys.executable, "-m", "scrapy", *crawl], cwd=ROOT).returncode
        coverage = report(Path(folder))["coverage"] if list(Path(folder).glob("news/runs/*")) else []
    if coverage:
        Console(width=None if sys.stdout.isatty() else 140).print(coverage_table(coverage))
    raise SystemExit(status)


if __name__ == "__main__":
    main()
