"""Fixtures that all tests share."""

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
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A DATA_DIR with the news of the bundled sample in all languages; read only."""
    directory = tmp_path_factory.mktemp("sample") / "data"
    result = crawl(directory, "-a", "replay=sample", "-a", ALL_LANGUAGES)
    assert result.status == 0, result.err
    return directory
