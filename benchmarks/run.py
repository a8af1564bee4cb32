"""Quality and cost of the extraction, side by side with other extractors.

    python -m benchmarks.run [--only NAME] [--out FILE]

Always: the labelled pages of the test suite, and those written without sight of the extractor (tests/independent).
WIPO_BENCH_PAGES: more folders of pages with labels, separated as in PATH.
WIPO_BENCH_AEB: a folder with the pages and the ground truth of the article-extraction-benchmark.

Body: runs of four words (of four signs in Chinese and Japanese), counted with multiplicity; precision and recall a
page, averaged over the pages, F1 of the averages. Cost: CPU time, the better of two runs, as a ratio to the lxml parse
of the same pages in the same run.
"""

import argparse
import json
import os
import platform
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import corpora
from benchmarks.corpora import Sample
from benchmarks.measures import body_score, same, same_in
from benchmarks.peers import Extractor, Found, ours, parse_alone, peers

OUT = Path(__file__).parent / "out" / "extraction.json"


def measure(samples: list[Sample], tool: Extractor) -> dict[str, Any]:
    """Run one tool over the pages: its scores and its CPU time in milliseconds a page."""
    precision = recall = seconds = 0.0
    title = date = leaks = raised = 0
    for sample in samples:
        try:
            found, cost = timed(lambda page=sample: tool(page.page, page.url))
        except Exception:  # noqa: BLE001 - whatever a tool raises is its result
            raised += 1
            found, cost = Found(""), 0.0
        p, r = body_score(found.text, sample.body, sample.neutral, sample.language)
        precision += p / len(samples)
        recall += r / len(samples)
        seconds += cost
        title += same(found.title, sample.title)
        date += (found.date or "").startswith(sample.date) if sample.date else not found.date
        leaks += sum(1 for words in sample.not_body if same_in(words, found.text))
    heads = sum(1 for sample in samples if sample.has_head)
    strings = sum(len(sample.not_body) for sample in samples)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0,
        "title": round(title / heads, 3) if heads else None,
        "date": round(date / heads, 3) if heads else None,
        "leaks": round(leaks / strings, 3) if strings else None,
        "raised": raised,
        "ms": round(1000 * seconds / len(samples), 3),
    }


def timed(call: Callable[[], Found]) -> tuple[Found, float]:
    """The result and the CPU seconds of the better of two runs."""
    costs = []
    for _ in range(2):
        begin = time.process_time()
        found = call()
        costs.append(time.process_time() - begin)
    return found, min(costs)


def sets() -> dict[str, list[Sample]]:
    """The pages to run on, by the name of their set."""
    found = {"labelled pages": list(corpora.fixtures()), "independent pages": list(corpora.independent())}
    for directory in filter(None, os.environ.get("WIPO_BENCH_PAGES", "").split(os.pathsep)):
        found[Path(directory).name] = list(corpora.folder(Path(directory)))
    if directory := os.environ.get("WIPO_BENCH_AEB"):
        found["article-extraction-benchmark"] = list(corpora.article_extraction(Path(directory)))
    return {name: samples for name, samples in found.items() if samples}


def compare(samples: list[Sample], tools: dict[str, Extractor]) -> dict[str, dict[str, Any]]:
    """Every tool on one set, with its cost as a ratio to the parse and to trafilatura."""
    parse = measure(samples, parse_alone)["ms"]
    results = {name: measure(samples, tool) for name, tool in tools.items()}
    anchor = next((result["ms"] for name, result in results.items() if name.startswith("trafilatura")), None)
    for result in results.values():
        result["to_parse"] = round(result["ms"] / parse, 2)
        result["to_trafilatura"] = round(result["ms"] / anchor, 3) if anchor else None
    return results


def show(console: Console, title: str, results: dict[str, dict[str, Any]]) -> None:
    """One table a set."""
    columns = ("f1", "precision", "recall", "title", "date", "leaks", "ms", "to_parse", "to_trafilatura", "raised")
    table = Table("tool", *columns, title=title)
    for name, result in results.items():
        table.add_row(name, *("–" if result[column] is None else str(result[column]) for column in columns))
    console.print(table)


def main(arguments: Iterable[str] | None = None) -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", help="run the tools whose name has this in it")
    parser.add_argument(
        "--out", type=Path, default=OUT, help="where the figures are written as JSON (default: %(default)s)"
    )
    options = parser.parse_args(arguments)
    console = Console(width=140)
    others, missing = peers()
    for name in missing:
        console.print(f"{name} is not installed, left out")
    tools = {"wipo-scraper": ours, **others}
    tools = {name: tool for name, tool in tools.items() if not options.only or options.only in name}
    report: dict[str, Any] = {"python": platform.python_version(), "sets": {}}
    for name, samples in sets().items():
        results = compare(samples, tools)
        show(console, f"{name}, {len(samples)} pages", results)
        report["sets"][name] = {"pages": len(samples), "tools": results}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", "utf-8")
    console.print(f"written to {options.out}")


if __name__ == "__main__":
    main()
