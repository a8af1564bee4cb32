"""Throughput and memory of `scrapy export`, and how they grow.

    python -m benchmarks.export [RECORDS ...] [--to FORMAT ...]

The records are synthetic: some 5 kB each, in five languages, over thirty years, one in ten with a second revision.
Each export runs in a process of its own; memory is that process's peak.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from benchmarks.memory import peak_mb
from wipo_scraper.article import SCHEMA_VERSION
from wipo_scraper.warehouse.export import FORMATS, export

_WORDS = {
    "en": "the seed of a song is older than any register and no archive keeps its second verse",
    "fr": "la graine d'une chanson est plus vieille que tout registre et nulle archive ne la garde",
    "ru": "семя песни старше любого реестра и ни один архив не хранит её второй куплет",
    "zh": "歌 的 种子 比 任何 登记簿 都 古老 没有 档案馆 保存 它 的 第二 段",
    "ar": "بذرة الأغنية أقدم من أي سجل ولا يحفظ أي أرشيف مقطعها الثاني",
}
_FIGURES = (("seconds", 9), ("processor s", 13), ("peak MB", 9))
_NAMES = ("Ilse Marten", "Oyelaran Bako", "Pavlína Stará", "Teodor Vasile-Rus", "Mirembe Okech")


def records(count: int) -> Iterator[dict[str, Any]]:
    """Yield that many records, the same ones each time; one in ten is the second revision of the one before."""
    chance = random.Random(20)
    number = 0
    for index in range(count):
        again = index % 10 == 9
        number += not again
        yield _record(chance, number, revision=1 + again)


@cache
def _paragraphs(language: str) -> list[str]:
    chance, words = random.Random(language), _WORDS[language].split()
    return [" ".join(chance.choice(words) for _ in range(40)) for _ in range(500)]


def _record(chance: random.Random, number: int, revision: int) -> dict[str, Any]:
    language = list(_WORDS)[number % len(_WORDS)]
    blocks, quotes, parts, at = [], [], [], 0
    for block in range(9):
        text = chance.choice(_paragraphs(language))
        blocks.append({"start": at, "end": at + len(text), "kind": "paragraph"})
        if block % 4 == 1:
            quotes.append(_quote(chance, number, len(quotes), at, text))
        parts.append(text)
        at += len(text) + 2
    year, month, day = 1995 + number % 30, 1 + number % 12, 1 + number % 28
    id_ = f"www.wipo.int/pressroom/{language}/articles/{year}/article_{number:06}.html"
    return {
        "schema_version": SCHEMA_VERSION,
        "extractor": "0.1.0",
        "id": id_,
        "story": id_.replace(f"/{language}/", "/*/"),
        "url": f"https://{id_}",
        "stream": "press-releases",
        "mode": "news",
        "url_language": language,
        "language": language,
        "translations": [],
        "title": chance.choice(_paragraphs(language))[:60],
        "date": None if number % 50 == 0 else f"{year}-{month:02}-{day:02}",
        "date_precision": None if number % 50 == 0 else "day",
        "place": "Geneva",
        "reference": f"PR/{year}/{number}",
        "authors": [],
        "text": "\n\n".join(parts),
        "blocks": blocks,
        "speakers": [
            {
                "id": f"s{index}",
                "person": None,
                "name": name,
                "honorific": "Dr.",
                "role": "archivist",
                "affiliation": None,
                "acts": ["quoted"],
                "mentions": [{"start": 0, "end": 9}],
            }
            for index, name in enumerate(_NAMES[:3], start=1)
        ],
        "quotes": quotes,
        "images": [
            {
                "url": f"https://{id_}.jpg",
                "alt": None,
                "caption": parts[0][:80],
                "credit": "I. Marten",
                "credit_text": None,
            }
        ],
        "links": [{"text": "a song", "url": "https://www.wipo.int/en/web/songs"}],
        "evidence": {"title": None, "date": None, "place": None, "reference": None},
        "fetched_at": f"2026-01-{day:02}T10:00:00Z",
        "run": "20260101T100000000Z",
        "revision": revision,
        "reason": "new" if revision == 1 else "page",
        "page_hash": f"sha256:{sha256(id_.encode()).hexdigest()}",
        "content_hash": f"sha256:{sha256(parts[0].encode()).hexdigest()}",
        "http": {"status": 200, "etag": None, "last_modified": None},
        "warc": {"file": "20260101T100000000Z.warc.gz", "offset": number * 4096},
        "aliases": [],
    }


def _quote(chance: random.Random, number: int, ordinal: int, at: int, text: str) -> dict[str, Any]:
    speaker = chance.randrange(3)
    return {
        "id": f"{number:013x}{ordinal:03x}",
        "text": text[:120],
        "spans": [{"start": at, "end": at + len(text[:120])}],
        "speaker": _NAMES[speaker],
        "speaker_id": f"s{speaker + 1}",
        "source": _NAMES[speaker],
        "source_kind": "person",
        "mention": {"start": at, "end": at + 4, "text": text[:4]},
        "cue": {"start": at, "end": at + 4, "text": text[:4]},
        "kind": "direct",
        "method": "after",
        "confidence": 0.95,
        "image": None,
    }


def write_data_dir(data_dir: Path, count: int, files: int = 10) -> int:
    """Write the records as the articles files of that many runs; return their bytes."""
    articles = data_dir / "news" / "articles"
    articles.mkdir(parents=True)
    size, made = 0, records(count)
    for number in range(files):
        with (articles / f"2026010{number}T100000000Z.jsonl").open("wb") as stream:
            for _, record in zip(range(-(-count // files)), made, strict=False):
                size += stream.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
    return size


def measure(data_dir: Path, to: str, target: Path) -> dict[str, float]:
    """Export in a process of its own; return seconds, processor seconds and peak memory in MB."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.export", "--one", str(data_dir), to, str(target)],
        check=True,
        capture_output=True,
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _export_one(data_dir: str, to: str, target: str) -> None:
    started = time.perf_counter()
    export(Path(data_dir), to, Path(target))
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "processor s": time.process_time(), "peak MB": peak_mb()}))


def main() -> None:
    """Print a table of figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--to", nargs="+", choices=FORMATS, default=list(FORMATS))
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        _export_one(*given.one)
        return
    names = "".join(f"{name:>{width}}" for name, width in _FIGURES)
    print(f"{'format':<12}{'records':>9}{'input MB':>10}{'records/s':>11}{names}")
    for count in given.counts:
        with tempfile.TemporaryDirectory() as folder:
            size = write_data_dir(Path(folder) / "data", count)
            for to in given.to:
                figures = measure(Path(folder) / "data", to, Path(folder) / f"out.{to}")
                rate = count / figures["seconds"]
                print(f"{to:<12}{count:>9}{size / 1e6:>10.0f}{rate:>11.0f}", end="")
                print("".join(f"{figures[name]:>{width}.1f}" for name, width in _FIGURES))


if __name__ == "__main__":
    main()
