"""Building the report, its first view, and how soon a search answers in a browser.

    python -m benchmarks.report [ARTICLES] [--browser /usr/bin/chromium]

The records are those of `benchmarks.export`, with words drawn from a vocabulary as uneven as a language's and some
thousand speakers. The build runs in a process of its own; the browser opens the pages from disk.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import orjson
from playwright.sync_api import Page, sync_playwright

from benchmarks.export import records
from benchmarks.memory import peak_mb
from tests.browser import ARGUMENTS
from wipo_scraper.report.build import build_report

_LETTERS = {
    "en": "abcdefghilmnoprstuvwy",
    "fr": "abcdeéèfghilmnopqrstuv",
    "ru": "абвгдежзиклмнопрстуюя",
    "zh": "".join(map(chr, range(0x4E00, 0x5800))),
    "ar": "ابتجحدرسشصعفقكلمنهوي",
}
_WORDS = 40_000  # of a language
_PARAGRAPH = 60  # words
_SPEAKERS = 5_000
_FIRST_VIEW = ("index.html", "static/report.css", "static/report.js", "static/overview.js", "static/icon.svg")
_ASK = """(query) => new Promise((resolve) => {
    const started = performance.now();
    const before = document.body.dataset.shown;
    const observer = new MutationObserver(() => {
        if (document.body.dataset.shown === before) return;
        observer.disconnect();
        resolve(performance.now() - started);
    });
    observer.observe(document.body, {attributes: true});
    const field = document.getElementById("query");
    field.value = query;
    field.dispatchEvent(new Event("input", {bubbles: true}));
})"""


class Vocabulary:
    """Words of a language, the n-th one drawn 1/n as often as the first."""

    def __init__(self, language: str, chance: random.Random) -> None:
        self._chance = chance
        letters = _LETTERS[language]
        longest = 3 if language == "zh" else 11
        self.words = ["".join(chance.choices(letters, k=chance.randint(2, longest))) for _ in range(_WORDS)]
        self._weights = list(accumulate(1 / rank for rank in range(1, _WORDS + 1)))

    def paragraph(self) -> str:
        """Return a paragraph."""
        return " ".join(self._chance.choices(self.words, cum_weights=self._weights, k=_PARAGRAPH))


def varied(count: int) -> Iterator[dict[str, Any]]:
    """Yield that many records, each with words and speakers of its own."""
    chance = random.Random(9)
    vocabularies = {language: Vocabulary(language, chance) for language in _LETTERS}
    for number, record in enumerate(records(count)):
        vocabulary = vocabularies[record["language"]]
        parts = [vocabulary.paragraph() for _ in record["blocks"]]
        ends = list(accumulate(len(part) + 2 for part in parts))
        starts = [0, *ends[:-1]]
        blocks = [
            {"kind": "paragraph", "start": start, "end": start + len(part)}
            for start, part in zip(starts, parts, strict=True)
        ]
        names = [f"Speaker {chance.randrange(_SPEAKERS)} {vocabulary.words[7]}" for _ in record["speakers"]]
        speakers = [it | {"name": name} for it, name in zip(record["speakers"], names, strict=True)]
        quotes = []
        for index, quote in enumerate(record["quotes"]):
            start, text = starts[1 + 4 * index], parts[1 + 4 * index][:120]
            place = {"start": start, "end": start + 4, "text": text[:4]}
            quotes.append(
                quote
                | {"text": text, "spans": [{"start": start, "end": start + len(text)}], "mention": place, "cue": place}
                | {"speaker": names[index], "source": names[index], "speaker_id": f"s{index + 1}"}
            )
        id_ = f"www.wipo.int/pressroom/{record['language']}/articles/2024/article_{number:06}.html"
        yield record | {
            "id": id_, "story": id_.replace(f"/{record['language']}/", "/*/"), "url": f"https://{id_}", "revision": 1,
            "title": parts[0][:60], "text": "\n\n".join(parts), "blocks": blocks, "speakers": speakers,
            "quotes": quotes,
        }  # fmt: skip


def write_data_dir(data_dir: Path, count: int) -> list[str]:
    """Write the records as one run; return words to search for: of every language, frequent and rare."""
    articles = data_dir / "news" / "articles"
    articles.mkdir(parents=True)
    found: dict[str, list[str]] = {}
    with (articles / "20260101T100000000Z.jsonl").open("wb") as stream:
        for record in varied(count):
            stream.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
            found[record["language"]] = record["text"].split()
    return [word for words in found.values() for word in words[:12]]


def build(data_dir: Path, target: Path) -> dict[str, float]:
    """Build in a process of its own; return seconds, processor seconds and peak memory in MB."""
    command = [sys.executable, "-m", "benchmarks.report", "--one", str(data_dir), str(target)]
    figures: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return figures


def _build_one(data_dir: str, target: str) -> None:
    started = time.perf_counter()
    build_report(Path(data_dir), Path(target))
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "processor s": time.process_time(), "peak MB": peak_mb()}))


def search(page: Page, queries: list[str]) -> list[float]:
    """Return the milliseconds from each query to the whole answer: results, counts and speakers."""
    return [page.evaluate(_ASK, query) for query in queries]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=20_000)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        _build_one(*given.one)
        return
    with tempfile.TemporaryDirectory() as folder:
        data_dir, target = Path(folder) / "data", Path(folder) / "report"
        queries = write_data_dir(data_dir, given.articles)
        for name, value in build(data_dir, target).items():
            print(f"build, {name:<12}{value:10.1f}")
        files = [path for path in target.rglob("*") if path.is_file()]
        print(f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.0f} MB")
        print(f"first view {sum((target / name).stat().st_size for name in _FIRST_VIEW) / 1e3:.0f} kB")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=given.browser, args=ARGUMENTS)
            page = browser.new_page()
            page.goto((target / "find.html").as_uri())
            page.wait_for_function("document.body.dataset.shown")
            for times, name in ((search(page, queries), "first"), (search(page, queries), "again")):
                middle, late = statistics.median(times), statistics.quantiles(times, n=20)[-1]
                print(f"search, {name} time: median {middle:.0f} ms, 95% {late:.0f} ms, longest {max(times):.0f} ms")
            browser.close()


if __name__ == "__main__":
    main()
