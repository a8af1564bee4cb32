"""`scrapy reextract` on many processes: workers that die, archives that kill, clusters, and a changed extractor."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.archive_files import DAY, address, page, write_warc
from tests.scrapy_process import ROOT, Result, counts, crawl, report, rows, scrapy, start_scrapy
from tests.site.build import build
from tests.site.synthetic import stories
from wipo_scraper.reextraction.job import reextract

pytest.importorskip("distributed")

ARCHIVES, PAGES = 40, 8
POISON = b"<html><body>" + b"<p>a" * 4_000_000
"""A page within the limit of size whose reading takes more memory than a worker has."""


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Paths of 40 archives, the first of which does not exist yet."""
    folder = tmp_path_factory.mktemp("archives")
    site = build(stories((ARCHIVES - 1) * PAGES))
    pages = [(f"https://www.wipo.int{it.path}", DAY, site.answer(it.path).body) for it in site.stories]
    paths = [folder / f"{number:02}.warc.gz" for number in range(ARCHIVES)]
    for number, path in enumerate(paths[1:]):
        write_warc(path, pages[number * PAGES : (number + 1) * PAGES])
    return paths


@pytest.fixture(scope="module")
def serial(archives: list[Path], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The articles of all archives but the first, read one after the other in this process."""
    directory = tmp_path_factory.mktemp("serial")
    assert reextract([str(path) for path in archives[1:]], directory)["status"] == 0
    return articles(directory)


def articles(directory: Path) -> bytes:
    """The bytes of the only articles file."""
    (path,) = (directory / "news" / "articles").iterdir()
    return path.read_bytes()


def shards(directory: Path) -> dict[Path, int]:
    """The finished shards with the times at which they were written."""
    return {path: path.stat().st_mtime_ns for path in (directory / "news").glob("shards/*/*.json")}


def wait_for(what: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """The process ids of a command's workers."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    pids = [int(pid) for task in children.parent.parent.iterdir() for pid in (task / "children").read_text().split()]
    return [pid for pid in pids if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def test_a_killed_worker_and_a_poisonous_archive_cost_that_archive_alone(
    archives: list[Path], serial: bytes, tmp_path: Path
) -> None:
    write_warc(archives[0], [(address(1), DAY, POISON)])
    process = start_scrapy("reextract", archives[0].parent, "-o", tmp_path, "--workers", "2")
    wait_for(lambda: len(shards(tmp_path)) >= 3)
    os.kill(workers_of(process)[0], signal.SIGKILL)
    _, err = process.communicate(timeout=110)

    assert process.returncode == 4, err
    quarantined = report(tmp_path)["quarantined"]
    assert quarantined == [{"file": str(archives[0]), "reason": "its workers died, for instance for want of memory"}]
    assert f"not read: {archives[0]}".encode() in err
    counted = counts(tmp_path)
    assert counted["archives/read"] + counted.get("archives/kept", 0) == ARCHIVES - 1
    assert articles(tmp_path) == serial

    archives[0].unlink()
    write_warc(archives[0], [(address(1), DAY, page(1))])
    done = shards(tmp_path)
    assert reextract([str(archives[0].parent)], tmp_path)["status"] == 0
    assert (counts(tmp_path)["archives/kept"], counts(tmp_path)["archives/read"]) == (ARCHIVES - 1, 1)
    assert done.items() <= shards(tmp_path).items()
    assert counts(tmp_path)["articles/written"] == 1
    archives[0].unlink()


def test_a_stopped_command_goes_on_where_it_was(archives: list[Path], serial: bytes, tmp_path: Path) -> None:
    process = start_scrapy("reextract", *archives[1:], "-o", tmp_path, "--workers", "1")
    wait_for(lambda: len(shards(tmp_path)) >= 3)
    process.terminate()
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (143, b"scrapy reextract: stopped; the next start goes on\n")
    done = len(shards(tmp_path))
    assert reextract([str(path) for path in archives[1:]], tmp_path)["status"] == 0
    assert counts(tmp_path)["archives/kept"] >= done >= 3
    assert articles(tmp_path) == serial


# A cluster


@contextmanager
def started(*command: str | Path, cwd: Path = ROOT) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *map(str, command)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(cwd)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@contextmanager
def scheduler(folder: Path) -> Iterator[str]:
    """Run a Dask scheduler; yields its address."""
    import orjson

    contact = folder / "scheduler.json"
    with started("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", contact):
        wait_for(contact.exists)
        yield orjson.loads(contact.read_bytes())["address"]


def on_cluster(directory: Path, address: str, *archives: Path) -> Result:
    return scrapy("reextract", *archives, "-o", directory, "--scheduler", address)


def test_a_cluster_writes_the_same_bytes(archives: list[Path], serial: bytes, upgraded: Path, tmp_path: Path) -> None:
    plain = ("--nthreads", "1", "--no-dashboard", "--no-nanny", "--local-directory", tmp_path)
    with scheduler(tmp_path) as address:
        with started("worker", address, *plain), started("worker", address, *plain):
            result = on_cluster(tmp_path / "out", address, *archives[1:])
        assert result.status == 0, result.err
        assert articles(tmp_path / "out") == serial
        with started("worker", address, *plain, cwd=upgraded):
            result = on_cluster(tmp_path / "other", address, *archives[1:])
        assert result.status == 4
        assert "runs 0.2.0-" in result.err


def test_a_scheduler_that_is_not_there_is_named(archives: list[Path], tmp_path: Path) -> None:
    result = on_cluster(tmp_path, "tcp://127.0.0.1:9", archives[1])
    assert (result.status, result.err.count("\n")) == (4, 1)
    assert result.err.startswith("scrapy reextract: tcp://127.0.0.1:9: no Dask scheduler answers: ")


# An upgrade


@pytest.fixture(scope="module")
def crawled(site: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a crawl of three streams left, and a later one that found all articles unchanged, with their archives."""
    directory = tmp_path_factory.mktemp("crawled")
    for _ in range(2):
        streams = ("-a", "streams=press-releases,pct,madrid", "-a", "recheck_days=20000")
        assert crawl(directory, *streams, site=site).status == 0
    return directory


@pytest.fixture(scope="module")
def upgraded(crawled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout of a later version, which reads the titles of three of the crawled articles differently."""
    checkout = tmp_path_factory.mktemp("upgraded")
    for name in ("wipo_scraper", "spiders", "pipelines"):
        shutil.copytree(ROOT / name, checkout / name)
    shutil.copy(ROOT / "scrapy.cfg", checkout)
    released = checkout / "wipo_scraper-0.2.0.dist-info"
    released.mkdir()
    (released / "METADATA").write_text("Metadata-Version: 2.1\nName: wipo-scraper\nVersion: 0.2.0\n")
    changed = {row["title"] for row in rows(crawled)[:3]}
    change(checkout / "wipo_scraper" / "__init__.py", '__version__ = "0.1.0"', '__version__ = "0.2.0"')
    recipe = checkout / "wipo_scraper" / "extraction" / "__init__.py"
    change(recipe, "        title=title,\n", f"        title=title.upper() if title in {changed!r} else title,\n")
    return checkout


def change(path: Path, before: str, after: str) -> None:
    source = path.read_text("utf-8")
    assert source.count(before) == 1
    path.write_text(source.replace(before, after), "utf-8")


def test_an_upgrade_that_changes_three_records_gives_three_revisions(crawled: Path, upgraded: Path, site: str) -> None:
    warc, before = crawled / "news" / "warc", rows(crawled)
    assert reextract([str(warc)], crawled)["status"] == 0
    assert rows(crawled) == before, "the program that crawled finds nothing new in its own archive"

    for _ in range(2):
        result = scrapy(*("reextract", warc, "-o", crawled, "--workers", "2"), cwd=upgraded, PYTHONPATH=str(upgraded))
        assert result.status == 0, result.err
        revised = rows(crawled)[len(before) :]
        assert {row["id"] for row in revised} == {row["id"] for row in before[:3]}
        assert [(row["revision"], row["reason"], row["extractor"]) for row in revised] == [
            (2, "extractor", "0.2.0")
        ] * 3
        assert all(row["title"].isupper() for row in revised)
        old = {row["id"]: row for row in before}
        assert all(row["warc"] == old[row["id"]]["warc"] for row in revised)
    assert counts(crawled)["archives/kept"] == 2
    assert report(crawled)["origin"] == site
