"""Kills and full disks: nothing lost, nothing twice, nothing torn. `make torture` does the same some hundred times."""

import shutil
from collections.abc import Iterator

import pytest

from tests.torture import Torture


@pytest.fixture(scope="module")
def torture(site: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Torture]:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    try:
        yield Torture(site, tmp_path_factory.mktemp("torture"))
    except PermissionError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("number", range(4))
def test_killed_runs_lose_double_and_tear_nothing(number: int, torture: Torture) -> None:
    tally = torture.kill(number, kills=5, seed=11)
    assert tally.done.total() == 5
    assert tally.is_clean, tally


@pytest.mark.parametrize("size", ["40k", "120k"])
def test_a_full_disk_ends_the_run_and_the_next_one_goes_on(size: str, torture: Torture) -> None:
    try:
        tally = torture.fill(int(size[:-1]), size)
    except PermissionError as error:
        pytest.skip(str(error))
    assert tally.done["a full disk"] == 1, "status 3"
    assert tally.is_clean, tally
