"""Cost of the whole crawl beside Scrapy alone, of a second run, and of the memory of 100,000 records.

    python -m benchmarks.crawl [--articles 2000] [--records 100000]

The crawl: a synthetic site on loopback, its pages sent with gzip. First our crawl with and without the WARC; then
Scrapy alone with a callback that does nothing, asking for the same addresses; the better of two each, in turn. CPU time
is that of the crawling process. The second run is ours again into the same directory, with nothing new on the site.
The memory: the rebuild of the index from the run files, and what opening it costs.
"""

import argparse
import gzip
import json
import multiprocessing
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from warcio.archiveiterator import ArchiveIterator

from benchmarks.export import records
from tests.scrapy_process import ROOT, report
from tests.site.build import build
from tests.site.server import SiteServer
from tests.site.synthetic import stories
from wipo_scraper import NotAnArticle, extract, site
from wipo_scraper.storage.archives import ArchiveIndex, read_content
from wipo_scraper.storage.directory import DataDirectory
from wipo_scraper.storage.lines import write_json
from wipo_scraper.storage.reports import new_report

OUT = Path(__file__).parent / "out" / "crawl.json"
_ROUNDS = 2
_RUNS = 100


def _serve(articles: int, address: Connection) -> None:
    with SiteServer(build(stories(articles))) as server:
        address.send(server.url)
        address.recv()  # until the other end is closed


@contextmanager
def served(articles: int) -> Iterator[str]:
    """Serve so many articles from a process of its own."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(articles, theirs))
    server.start()
    try:
        yield ours.recv()
    finally:
        server.terminate()
        server.join()


def cpu_seconds(*command: str | Path) -> float:
    """Run a command; return the CPU time of its process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def crawl(server: str, directory: Path, *arguments: str) -> float:
    """Crawl the site; return the CPU time."""
    place = ("-s", f"SITE={server}", "-s", f"DATA_DIR={directory}")
    return cpu_seconds("-m", "scrapy", "crawl", "news", "--quiet", *place, *arguments)


def bare(addresses: Path) -> float:
    """Fetch the addresses with Scrapy alone, as many at a time as the crawl does; return the CPU time."""
    settings = ("-s", "CONCURRENT_REQUESTS=1", "-s", "LOG_LEVEL=INFO", "-s", "DOWNLOAD_DELAY=0")
    spider = Path(__file__).with_name("bare.py")
    return cpu_seconds("-m", "scrapy", "runspider", spider, *settings, "-a", f"addresses={addresses}")


def asked_for(directory: Path, server: str) -> list[str]:
    """The addresses that a crawl asked for, at the server."""
    (archive,) = (directory / "news" / "warc").iterdir()
    with archive.open("rb") as stream:
        urls = [record.rec_headers.get_header("WARC-Target-URI") for record in ArchiveIterator(stream)]
    return [server + url.removeprefix(f"https://{site.HOST}") for url in dict.fromkeys(filter(None, urls))]


def extraction_seconds(directory: Path) -> float:
    """The CPU time of reading the articles alone, from the crawl's archive."""
    index = ArchiveIndex(directory / "news" / "warc")
    pages = [
        (capture.url, read_content(capture.place))
        for capture in index.captures.values()
        if capture.status == 200 and site.address(capture.url).is_article
    ]
    bodies = [(url, gzip.decompress(content.body)) for url, content in pages if content.body.startswith(b"\x1f\x8b")]
    begin = time.process_time()
    for url, body in bodies:
        with suppress(NotAnArticle):
            extract(body, url, content_type="text/html; charset=UTF-8")
    return time.process_time() - begin


def measure_crawl(articles: int, folder: Path) -> dict[str, Any]:
    """Our crawl, with and without WARC, Scrapy alone, and our second run."""
    addresses = folder / "addresses"
    plain, recorded = folder / "plain", folder / "recorded"
    figures: dict[str, list[float]] = {"crawl": [], "crawl with WARC": [], "Scrapy alone": []}
    with served(articles) as server:
        for _ in range(_ROUNDS):
            shutil.rmtree(plain, ignore_errors=True)
            shutil.rmtree(recorded, ignore_errors=True)
            figures["crawl with WARC"].append(crawl(server, recorded))
            figures["crawl"].append(crawl(server, plain, "-s", "WARC_ENABLED=False"))
            addresses.write_text("\n".join(asked_for(recorded, server)), "utf-8")
            figures["Scrapy alone"].append(bare(addresses))
        first = report(recorded)
        files = set((recorded / "news" / "articles").iterdir())
        extraction = extraction_seconds(recorded)
        crawl(server, recorded)
        second = report(recorded)
        written = len(set((recorded / "news" / "articles").iterdir()) - files)
    best = {name: min(seconds) for name, seconds in figures.items()}
    return {
        "articles": articles,
        "cpu_ms_an_article": {name: round(1000 * seconds / articles, 2) for name, seconds in best.items()},
        "extraction_ms_an_article": round(1000 * extraction / articles, 2),
        "ratio": round(best["crawl"] / best["Scrapy alone"], 2),
        "ratio_with_warc": round(best["crawl with WARC"] / best["Scrapy alone"], 2),
        "ratio_without_extraction": round((best["crawl"] - extraction) / best["Scrapy alone"], 2),
        "first_run_requests": first["requests"],
        "second_run_requests": second["requests"],
        "second_run_share": round(second["requests"] / first["requests"], 4),
        "second_run_articles_files": written,
    }


_OPEN = """
import sys, time
from pathlib import Path
from benchmarks.memory import peak_mb
from wipo_scraper.storage.memory import Memory
begin = time.perf_counter()
Memory(Path(sys.argv[1])).close()
print(time.perf_counter() - begin, peak_mb())
"""


def measure_memory(count: int, folder: Path) -> dict[str, Any]:
    """The rebuild of the index of so many records, and its opening: seconds and peak memory of the process."""
    directory = DataDirectory(folder, "benchmark")
    rows = _numbered(count)
    for _ in range(_RUNS):
        run = directory.start_run(datetime.now(UTC))
        for row in islice(rows, count // _RUNS):
            run.articles.write(row | {"run": run.name})
        run.finish()
        write_json(run.report_path, new_report(directory.news, run.name, directory.origin))
    directory.close()
    directory.news.joinpath("index.sqlite").unlink()
    figures = []
    for _ in range(2):
        command = [sys.executable, "-c", _OPEN, str(folder / "news")]
        figures.append(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split())
    (rebuild_seconds, rebuild_mb), (open_seconds, open_mb) = figures
    return {
        "records": count,
        "rebuild_seconds": round(float(rebuild_seconds), 2),
        "rebuild_mb": round(float(rebuild_mb)),
        "open_seconds": round(float(open_seconds), 3),
        "open_mb": round(float(open_mb)),
    }


def _numbered(count: int) -> Iterator[dict[str, Any]]:
    for number, record in enumerate(records(count)):
        url = f"https://{site.HOST}/pressroom/en/articles/{1996 + number % 30}/article_{number:06}.html"
        aliases = [] if number % 10 else [f"{url}?utm_source=news"]
        yield record | {"id": site.address(url).id, "url": url, "aliases": aliases}


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--records", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = {
            "python": platform.python_version(),
            "crawl": measure_crawl(options.articles, Path(folder)),
            "memory": measure_memory(options.records, Path(folder) / "memory"),
        }
    table = Table("figure", "value")
    for part in ("crawl", "memory"):
        for name, value in figures[part].items():
            table.add_row(f"{part}: {name.replace('_', ' ')}", str(value))
    Console(width=140).print(table)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
