"""Fixtures that all tests share."""

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scrapy_process import ALL_LANGUAGES, crawl
from tests.site.server import serve


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Base address of the sample site, served on loopback."""
    with serve() as url:
        yield url


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A DATA_DIR with the news of the bundled sample in all languages, made once for all processes; read only."""
    folder = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):  # one of several processes, each with a folder of its own
        folder = folder.parent
    with (folder / "sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "sample").exists():
            result = crawl(folder / "sample.part", "-a", "replay=sample", "-a", ALL_LANGUAGES)
            assert result.status == 0, result.err
            (folder / "sample.part").rename(folder / "sample")
    return folder / "sample"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of single tests."""
    parser.addoption("--screenshots", action="store_true", help="keep the report's screenshots in docs/images")
