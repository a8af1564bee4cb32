"""Breaks crawls in the middle and checks what the next ones make of it.

    python -m tests.torture --kills 500 --disks 20

Kills: a directory is crawled several times, and each run is killed with SIGKILL when it writes, syncs, renames, cuts or
removes a file for the n-th time (strace puts the signal in the system call's place), or at a random time. Full disks:
a crawl into a small file system, which then grows. After that one run is left in peace, and the directory must hold
exactly what an undisturbed crawl finds.

Crawls are forked from a process that has imported everything: a kill while Python starts proves nothing.
"""

import argparse
import ctypes
import math
import multiprocessing
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import fastwarc
from scrapy import cmdline
from warcio.archiveiterator import ArchiveIterator

from tests.scrapy_process import ROOT, report, rows
from tests.site.server import serve
from wipo_scraper.storage.recovery import whole_members

ARGUMENTS = ("-a", "streams=ip-news,pct,madrid,hague")
CALLS = ("write", "fsync", "rename", "pwrite64", "unlink", "ftruncate")
RANDOM_TIME = "a random time"
_KILLS_A_DIRECTORY = 5
_DISK = "50m"  # the size that a full disk grows to
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.site.server", "wipo_scraper.commands.crawl", "spiders.news", "pipelines.write"])
_FRESH = multiprocessing.get_context("spawn")
_PR_SET_PTRACER = 0x59616D61


@dataclass
class Tally:
    """What was done, by kind, and the errors, which must stay at nought."""

    done: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    doubled: int = 0
    torn: int = 0

    def add(self, other: "Tally") -> None:
        """Take in another one."""
        self.done += other.done
        self.lost += other.lost
        self.doubled += other.doubled
        self.torn += other.torn

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing went wrong."""
        return self.lost == self.doubled == self.torn == 0

    def __str__(self) -> str:
        kinds = ", ".join(f"{count} at {kind}" for kind, count in sorted(self.done.items()))
        return f"{self.done.total()} ({kinds}): {self.lost} lost, {self.doubled} doubled, {self.torn} torn"


class Torture:
    """Breaks crawls of a served site and compares with an undisturbed one."""

    def __init__(self, site: str, folder: Path) -> None:
        self._site = site
        self._folder = folder
        trace = folder / "trace"
        begin = time.monotonic()
        self._crawl(folder / "whole", "-e", f"trace={','.join(CALLS)}", "-o", str(trace))
        self._seconds = time.monotonic() - begin
        self._calls = Counter(re.findall(r"^\d+ +(\w+)\(", trace.read_text("utf-8", "replace"), re.MULTILINE))
        self._expected = {row["id"]: row["content_hash"] for row in rows(folder / "whole")}

    def kill(self, number: int, kills: int, seed: int) -> Tally:
        """Kill so many crawls into a directory, then let one go on to its end."""
        dice = random.Random(f"{seed} {number}")
        tally = Tally()
        directory = self._folder / str(number)
        while tally.done.total() < kills:
            kind = dice.choice((*CALLS, RANDOM_TIME))
            if kind == RANDOM_TIME:
                status = self._crawl(directory, kill_after=dice.uniform(0, self._seconds))
            else:
                when = dice.randint(1, max(self._calls[kind], 2))
                injection = f"inject={kind}:signal=SIGKILL:when={when}"
                status = self._crawl(directory, "-e", f"trace={kind}", "-e", injection, "-o", os.devnull)
            if status == -signal.SIGKILL:
                tally.done[kind] += 1
            elif status != 0:
                raise RuntimeError(f"status {status} after a kill: {report(directory)['reason']}")
        self._check(directory, tally)
        return tally

    def fill(self, number: int, size: str) -> Tally:
        """Crawl into a file system of some size (as mount says it), then let it grow and crawl on."""
        tally = Tally()
        with small_disk(self._folder / f"disk-{number}", size) as disk:
            status = self._crawl(disk / "data")
            if status not in (0, 3):
                raise RuntimeError(f"status {status} on a disk of {size}")
            tally.done["a full disk" if status else "a disk that is large enough"] += 1
            subprocess.run(["mount", "-o", f"remount,size={_DISK}", disk], check=True)
            self._check(disk / "data", tally)
        return tally

    def _check(self, directory: Path, tally: Tally) -> None:
        """Finish a directory and compare it with the undisturbed one, down to the archive."""
        if status := self._crawl(directory):
            raise RuntimeError(f"status {status} in peace: {report(directory)['reason']}")
        news = directory / "news"
        found = Counter(row["id"] for row in rows(directory))
        tally.lost += sum(page_id not in found for page_id in self._expected)
        tally.doubled += sum(count - 1 for count in found.values())
        tally.torn += sum(self._expected.get(row["id"]) != row["content_hash"] for row in rows(directory))
        tally.torn += len(list(news.rglob("*.part")))
        reported = {path.stem for path in (news / "runs").iterdir()}
        tally.torn += sum(path.name.partition(".")[0] not in reported for path in (news / "articles").iterdir())
        offsets = {path.name: _responses(path) for path in (news / "warc").glob("*.warc.gz")}
        tally.torn += sum(not _is_whole(path) for path in (news / "warc").glob("*.warc.gz"))
        tally.torn += sum(row["warc"]["offset"] not in offsets[row["warc"]["file"]] for row in rows(directory))

    def _crawl(self, directory: Path, *strace: str, kill_after: float | None = None) -> int:
        """Crawl into a directory, traced or not; return the exit status, negative for a signal."""
        settings = ("-s", f"SITE={self._site}", "-s", f"DATA_DIR={directory}", "--quiet")
        process = _FORKS.Process(target=_scrapy, args=(["scrapy", "crawl", "news", *settings, *ARGUMENTS],))
        process.start()
        pid = process.pid
        assert pid is not None
        while not _is_in_status(pid, "State:\tT"):
            time.sleep(0.005)
        tracer = _attach(pid, strace) if strace else None
        os.kill(pid, signal.SIGCONT)
        if kill_after is not None:
            process.join(kill_after)
            process.kill()
        process.join()
        if tracer:
            tracer.wait()
        assert process.exitcode is not None
        return process.exitcode


def _attach(pid: int, options: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """Trace a process. Raises PermissionError if that is not allowed here."""
    tracer = subprocess.Popen(["strace", "-f", "-qqq", *options, "-p", str(pid)], stderr=subprocess.DEVNULL)
    while not _is_in_status(pid, f"TracerPid:\t{tracer.pid}"):
        if tracer.poll() is not None:
            os.kill(pid, signal.SIGKILL)
            raise PermissionError("strace may not attach to processes")
        time.sleep(0.005)
    return tracer


def _scrapy(command: list[str]) -> None:
    """Run a command as the shell would, once the parent lets it go on."""
    ctypes.CDLL(None).prctl(_PR_SET_PTRACER, ctypes.c_ulong(-1), 0, 0, 0)  # any process of ours may trace this one
    os.chdir(ROOT)
    os.kill(os.getpid(), signal.SIGSTOP)
    with Path(os.devnull).open("w") as nowhere, redirect_stderr(nowhere), redirect_stdout(nowhere):
        cmdline.execute(command)


def _is_in_status(pid: int, line: str) -> bool:
    return line in Path(f"/proc/{pid}/status").read_text()


def _responses(path: Path) -> set[int]:
    with path.open("rb") as stream:
        archive = ArchiveIterator(stream, check_digests="raise")
        return {archive.offset for record in archive if record.rec_type == "response"}


def _is_whole(path: Path) -> bool:
    """Whether another reader than the one we write with gets to the file's end and finds every digest right."""
    read = 0
    with path.open("rb") as stream:
        for _ in fastwarc.ArchiveIterator(stream, verify_digests=True):  # passes over what does not match
            read += 1
    with path.open("rb") as stream:
        return read == sum(1 for _ in ArchiveIterator(stream)) and whole_members(path) == path.stat().st_size


@contextmanager
def small_disk(path: Path, size: str) -> Iterator[Path]:
    """Mount a file system of a size. Raises PermissionError if that is not allowed here."""
    path.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", path]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        raise PermissionError("a file system can only be mounted by root")
    try:
        yield path
    finally:
        subprocess.run(["umount", path], check=True)


def main() -> None:
    """Run the torture and say what came of it."""
    parser = argparse.ArgumentParser(description="Break crawls and check what the next ones make of it.")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--disks", type=int, default=20, help="full disks, of growing size; needs root")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    kills, disks = Tally(), Tally()
    with serve() as site, tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(2, _FRESH) as pool:
        torture = Torture(site, Path(folder))
        directories = range(math.ceil(options.kills / _KILLS_A_DIRECTORY))
        kill = partial(torture.kill, kills=_KILLS_A_DIRECTORY, seed=options.seed)
        for done, tally in enumerate(pool.map(kill, directories), start=1):
            kills.add(tally)
            print(f"\r{done} of {len(directories)} directories", end="", file=sys.stderr, flush=True)  # noqa: T201
        print(f"\rkills: {kills}")  # noqa: T201 (a program's result)
        for number in range(options.disks):
            disks.add(torture.fill(number, f"{24 + 8 * number}k"))
        print(f"disks: {disks}")  # noqa: T201 (a program's result)
    raise SystemExit(not (kills.is_clean and disks.is_clean))


if __name__ == "__main__":
    main()
