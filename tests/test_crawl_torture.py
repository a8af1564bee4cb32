"""Kills and full disks: nothing lost, nothing twice, nothing torn. `make torture` does the same some hundred times."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scrapy_process import crawl, report, rows
from tests.torture import ARGUMENTS, Tally, check, torture


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("seed", [11, 12, 13, 14])
def test_killed_runs_lose_double_and_tear_nothing(seed: int, site: str, tmp_path: Path) -> None:
    tally = torture(site, tmp_path, kills=5, seed=seed)
    assert tally.kills.total() >= 5
    assert (tally.lost, tally.doubled, tally.torn) == (0, 0, 0), tally


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 200 KB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("a file system can only be mounted by root")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_ends_the_run_and_the_next_one_goes_on(site: str, small_disk: Path, tmp_path: Path) -> None:
    assert crawl(tmp_path / "whole", *ARGUMENTS, site=site).status == 0
    result = crawl(small_disk / "data", *ARGUMENTS, site=site)
    assert result.status == 3
    assert "No space left on device" in result.err
    subprocess.run(["mount", "-o", "remount,size=50m", str(small_disk)], check=True)
    assert crawl(small_disk / "data", *ARGUMENTS, site=site).status == 0
    tally = Tally()
    check(small_disk / "data", {row["id"]: row["content_hash"] for row in rows(tmp_path / "whole")}, tally)
    assert (tally.lost, tally.doubled, tally.torn) == (0, 0, 0), tally
    assert report(small_disk / "data")["verdict"] == "complete"
