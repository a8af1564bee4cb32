"""The archives to read: files and folders on disk, in s3:// or behind https://."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from wipo_scraper.storage.archives import PACKAGE_SUFFIX, ArchiveError, find_archives, is_archive
from wipo_scraper.warehouse.extras import MissingExtraError, need

EXTRA = "cluster"
_BLOCK = 4 * 1024 * 1024  # bytes asked for at a time
_PATIENCE = 60  # seconds, for a connection and for the next bytes
_WEB = ("http://", "https://")
_CHANGES = ("size", "mtime", "LastModified", "Last-Modified", "ETag")


@dataclass(frozen=True, slots=True, order=True)
class Archive:
    """A WARC file or WACZ package: its absolute path or address, and the name that records give it."""

    address: str
    name: str

    @property
    def is_remote(self) -> bool:
        """Tell whether it is read through fsspec."""
        return "://" in self.address

    @property
    def is_package(self) -> bool:
        """Tell whether it is a WACZ package, by its name."""
        return urlsplit(self.address).path.endswith(PACKAGE_SUFFIX) if self.is_remote else _is_package(self.address)


def find_all(paths: list[str]) -> list[Archive]:
    """Return the archives at all paths, each once, in order of address. Raises ArchiveError, MissingExtraError."""
    found = {archive.address: archive for path in reversed(paths) for archive in _find(path)}
    return sorted(found.values())


def _find(path: str) -> Iterator[Archive]:
    if "://" not in path:
        if not Path(path).exists():
            raise ArchiveError(f"{path}: no such file or folder")
        for file, name in find_archives(Path(path)):
            yield Archive(str(file.resolve()), name)
        return
    system, inner = _file_system(path)
    parts = urlsplit(path)
    if is_archive(parts.path):
        yield Archive(path, path)
    elif path.startswith(_WEB):
        raise ArchiveError(f"{path}: no name of a WARC or WACZ file; a web server has no folders, name its files")
    else:
        addresses = sorted(system.unstrip_protocol(name) for name in system.find(inner) if is_archive(name))
        if not addresses:
            raise ArchiveError(f"no WARC or WACZ file at {path}")
        yield from (Archive(address, address) for address in addresses)


def state_of(archive: Archive) -> list[str]:
    """Return what tells that an archive has changed: its size, and its time or entity tag. Raises OSError."""
    if archive.is_remote:
        system, inner = _file_system(archive.address)
        info = system.info(inner)
        return [f"{key}={info[key]}" for key in _CHANGES if info.get(key) is not None]
    found = Path(archive.address).stat()
    return [f"size={found.st_size}", f"mtime={found.st_mtime_ns}"]


@contextmanager
def open_archive(archive: Archive) -> Iterator[IO[bytes]]:
    """Open an archive to be read from its beginning to its end; a package also back and forth. Raises OSError."""
    if not archive.is_remote:
        with Path(archive.address).open("rb") as stream:
            yield stream
        return
    system, inner = _file_system(archive.address)
    is_stream = archive.address.startswith(_WEB) and not archive.is_package
    with system.open(inner, "rb", block_size=0 if is_stream else _BLOCK) as stream:
        yield stream


def _file_system(address: str) -> tuple[Any, str]:
    fsspec = need("fsspec", EXTRA)
    try:
        system, inner = fsspec.url_to_fs(address, **_options(address))
    except ImportError as error:
        raise MissingExtraError(f"{address}: {error}; pip install 'wipo-scraper[{EXTRA}]'") from error
    except ValueError as error:
        raise ArchiveError(f"{address}: {error}") from error
    return system, inner


def _options(address: str) -> dict[str, Any]:
    """Let a large file take its time, as long as bytes keep coming; aiohttp would end it after five minutes."""
    if not address.startswith(_WEB):
        return {}
    timeout = need("aiohttp", EXTRA).ClientTimeout(total=None, sock_connect=_PATIENCE, sock_read=_PATIENCE)
    return {"client_kwargs": {"timeout": timeout}}


def _is_package(path: str) -> bool:
    with Path(path).open("rb") as stream:
        return stream.read(4) == b"PK\x03\x04"
