"""Throughput of `scrapy reextract`: one core, more workers, and growth.

    python -m benchmarks.reextract [--pages 4000] [--records 1000 10000 100000]

One core: pages of the synthetic site, of some 60 KB, read by `extract()` alone and by the command without workers; the
parse of the same pages by lxml stands beside them, as a measure of the machine. Workers: the same pages in 40
archives, with one and two worker processes. Growth: small pages, a thousand an archive. Each figure is the better of
two runs, in turn, each in a process of its own; CPU time and peak memory are those of the command and of its workers.
"""

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from lxml import html
from rich.console import Console
from rich.table import Table

from benchmarks.memory import peak_mb
from tests.archive_files import DAY, address, page, write_warc
from tests.scrapy_process import ROOT
from tests.site.build import build
from tests.site.synthetic import stories
from wipo_scraper import NotAnArticle, extract

OUT = Path(__file__).parent / "out" / "reextract.json"
_ARCHIVES = 40
_ROUNDS = 2
_PAGES_AN_ARCHIVE = 1000
_SAMPLE = 700  # pages that are read without archives
Page = tuple[str, bytes]


def site_pages(count: int) -> list[Page]:
    """So many pages of the synthetic site with their addresses."""
    site = build(stories(count))
    return [(f"https://www.wipo.int{story.path}", site.answer(story.path).body) for story in site.stories]


def cpu_rate(read: Callable[[Page], object], pages: list[Page]) -> float:
    """Pages a second of CPU time, the best of the rounds."""
    best = 0.0
    for _ in range(_ROUNDS):
        begin = time.process_time()
        for found in pages:
            with suppress(NotAnArticle):
                read(found)
        best = max(best, len(pages) / (time.process_time() - begin))
    return best


def run(folder: Path, workers: int) -> dict[str, float]:
    """Run the command once, into an empty directory; return seconds, CPU seconds, peak MB of a process, records."""
    data_dir = folder.with_name("out")
    shutil.rmtree(data_dir, ignore_errors=True)
    command = [sys.executable, "-m", "benchmarks.reextract", "--one", str(folder), str(data_dir), str(workers)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _run_one(folder: str, data_dir: str, workers: str) -> None:
    from wipo_scraper.reextraction.job import reextract

    begin = time.perf_counter()
    report = reextract([folder], Path(data_dir), workers=int(workers))
    seconds = time.perf_counter() - begin
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        json.dumps(
            {
                "records": sum(row["records"] for row in report["coverage"]),
                "seconds": seconds,
                "cpu": own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime,
                "own_mb": peak_mb(),
                "worker_mb": children.ru_maxrss / 1024,
            }
        )
    )


def measure_core(pages: list[Page]) -> dict[str, Any]:
    """What one core reads: pages a second of CPU time."""
    kilobytes = sum(len(body) for _, body in pages) / len(pages) / 1000
    extracted = cpu_rate(lambda it: extract(it[1], it[0], content_type="text/html; charset=utf-8"), pages)
    parsed = cpu_rate(lambda it: html.document_fromstring(it[1]), pages)
    return {
        "kb_a_page": round(kilobytes, 1),
        "extracted_a_second": round(extracted),
        "parsed_by_lxml_a_second": round(parsed),
        "cost_beside_parse": round(parsed / extracted, 2),
        "pages_of_60_kb_a_second": round(extracted * kilobytes / 60),
    }


def measure_workers(pages: list[Page], folder: Path) -> dict[str, Any]:
    """Records a second without workers, with one and with two."""
    for number in range(_ARCHIVES):
        write_warc(folder / "in" / f"{number:02}.warc.gz", [(url, DAY, body) for url, body in pages[number::_ARCHIVES]])
    rounds = [{workers: run(folder / "in", workers) for workers in (0, 1, 2)} for _ in range(_ROUNDS)]
    best = {workers: min((it[workers] for it in rounds), key=lambda it: it["seconds"]) for workers in (0, 1, 2)}
    rates = {workers: it["records"] / it["seconds"] for workers, it in best.items()}
    return {
        "pages": len(pages),
        "records_a_second": {str(workers): round(rate) for workers, rate in rates.items()},
        "records_a_cpu_second": {str(workers): round(it["records"] / it["cpu"]) for workers, it in best.items()},
        "efficiency_of_two": round(rates[2] / rates[1] / 2, 2),
        "load": os.getloadavg()[0],
    }


def measure_growth(counts: list[int], folder: Path) -> list[dict[str, Any]]:
    """Seconds and memory for more and more small pages, with two workers."""
    figures = []
    for count in counts:
        target = folder / f"{count}"
        for first in range(0, count, _PAGES_AN_ARCHIVE):
            numbers = range(first, min(first + _PAGES_AN_ARCHIVE, count))
            answers = ((address(number % 10_000, 1996 + number // 10_000), DAY, page(number)) for number in numbers)
            write_warc(target / f"{first:06}.warc.gz", answers)
        found = run(target, 2)
        figures.append(
            {
                "records": found["records"],
                "seconds": round(found["seconds"], 1),
                "cpu_ms_a_record": round(1000 * found["cpu"] / count, 2),
                "command_mb": round(found["own_mb"]),
                "worker_mb": round(found["worker_mb"]),
            }
        )
        shutil.rmtree(target)
    return figures


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=4000)
    parser.add_argument("--records", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        _run_one(*options.one)
        return
    pages = site_pages(options.pages)
    with tempfile.TemporaryDirectory() as folder:
        figures = {
            "python": platform.python_version(),
            "core": measure_core(pages[:_SAMPLE]),
            "workers": measure_workers(pages, Path(folder) / "workers"),
            "growth": measure_growth(options.records, Path(folder) / "growth"),
        }
    table = Table("figure", "value")
    for part in ("core", "workers"):
        for name, value in figures[part].items():
            table.add_row(f"{part}: {name.replace('_', ' ')}", str(value))
    for row in figures["growth"]:
        table.add_row(f"growth: {row['records']:.0f} records", str(row))
    Console(width=140).print(table)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
