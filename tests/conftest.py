"""Fixtures that all tests share."""

from collections.abc import Iterator

import pytest

from tests.site.server import serve


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Base address of the sample site, served on loopback."""
    with serve() as url:
        yield url
