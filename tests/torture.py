"""Kills crawls in the middle and checks what the next ones make of it.

python -m tests.torture --kills 500

A directory is crawled several times; each run is killed at a system call that writes, syncs, renames, cuts or removes,
or at a random time. Then one run is left in peace, and the directory must hold exactly what an undisturbed crawl finds.
"""

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from tests.scrapy_process import ROOT, crawl, report, rows, start_scrapy
from tests.site.server import serve

CALLS = {"write": 200, "fsync": 12, "rename": 5, "pwrite64": 12, "unlink": 3, "ftruncate": 2, "random time": 0}
"""System calls to kill at, and how many of them a run makes at most."""
ARGUMENTS = ("-a", "streams=press-releases,pct,madrid")


@dataclass
class Tally:
    """What happened: kills by kind, and the errors, which must stay at nought."""

    kills: Counter[str] = field(default_factory=Counter)
    directories: int = 0
    lost: int = 0
    doubled: int = 0
    torn: int = 0

    def __str__(self) -> str:
        kinds = ", ".join(f"{count} at {kind}" for kind, count in sorted(self.kills.items()))
        return (
            f"{self.kills.total()} kills ({kinds}) in {self.directories} directories: "
            f"{self.lost} lost, {self.doubled} doubled, {self.torn} torn"
        )


def torture(site: str, folder: Path, kills: int, seed: int) -> Tally:
    """Kill so many runs against a served site."""
    dice = random.Random(seed)
    whole = folder / "whole"
    if crawl(whole, *ARGUMENTS, site=site).status != 0:
        raise RuntimeError("the undisturbed crawl failed")
    expected = {row["id"]: row["content_hash"] for row in rows(whole)}
    tally = Tally()
    while tally.kills.total() < kills:
        tally.directories += 1
        directory = folder / str(tally.directories)
        for _ in range(dice.randint(1, 6)):
            kind = dice.choice(list(CALLS))
            if _kill_once(directory, site, kind, dice):
                tally.kills[kind] += 1
        if crawl(directory, *ARGUMENTS, site=site).status != 0:
            raise RuntimeError(f"the crawl after the kills failed: {report(directory)}")
        check(directory, expected, tally)
    return tally


def _kill_once(directory: Path, site: str, kind: str, dice: random.Random) -> bool:
    """Start a crawl and kill it. Tells whether it died of it."""
    settings = ("-s", f"SITE={site}", "-s", f"DATA_DIR={directory}", *ARGUMENTS)
    if kind == "random time":
        process = start_scrapy("crawl", "news", *settings)
        time.sleep(dice.uniform(0.5, 2.5))
        process.kill()
        process.communicate()
        return process.returncode == -9
    command = [sys.executable, "-m", "scrapy", "crawl", "news", *settings]
    number = dice.randint(1, CALLS[kind])
    names = "rename,renameat,renameat2" if kind == "rename" else "unlink,unlinkat" if kind == "unlink" else kind
    trace = ["strace", "-f", "-qqq", "-o", "/dev/null", "-e", f"trace={names}"]
    inject = ["-e", f"inject={names}:signal=SIGKILL:when={number}"]
    done = subprocess.run([*trace, *inject, *command], cwd=ROOT, capture_output=True)
    return done.returncode == -9


def check(directory: Path, expected: dict[str, str], tally: Tally) -> None:
    """Compare a directory with an undisturbed one, down to the archive."""
    news = directory / "news"
    found = Counter(row["id"] for row in rows(directory))
    tally.lost += sum(page_id not in found for page_id in expected)
    tally.doubled += sum(count - 1 for count in found.values())
    tally.torn += sum(expected.get(row["id"]) != row["content_hash"] for row in rows(directory))
    tally.torn += len(list(news.rglob("*.part")))
    reported = {path.stem for path in (news / "runs").iterdir()}
    tally.torn += sum(re.match(r"\w+", path.name)[0] not in reported for path in (news / "articles").iterdir())
    offsets = {path.name: _responses(path) for path in (news / "warc").glob("*.warc.gz")}
    tally.torn += sum(row["warc"]["offset"] not in offsets[row["warc"]["file"]] for row in rows(directory))


def _responses(path: Path) -> set[int]:
    with path.open("rb") as stream:
        archive = ArchiveIterator(stream, check_digests=True)
        return {archive.offset for record in archive if record.rec_type == "response"}


def main() -> None:
    """Run the torture and say what came of it."""
    parser = argparse.ArgumentParser(description="Kill crawls and check what the next ones make of it.")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with serve() as site, tempfile.TemporaryDirectory() as folder:
        tally = torture(site, Path(folder), options.kills, options.seed)
    print(tally)  # noqa: T201 (a program's result)
    raise SystemExit(bool(tally.lost or tally.doubled or tally.torn))


if __name__ == "__main__":
    main()
