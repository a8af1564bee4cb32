"""A JSON lines file that is either whole under its name or not there: written as `.part`, synced, renamed."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import jsonlines
import orjson

PART = ".part"


class OutputError(Exception):
    """A file of the crawl could not be written or used; the message names it."""

    def __init__(self, path: Path, cause: Exception) -> None:
        super().__init__(f"{path}: {getattr(cause, 'strerror', None) or cause}")
        self.path = path


class LinesFile:
    """Rows on their way to `path`. The file appears with the first row; every row reaches the system at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows = 0
        self._part = path.with_name(path.name + PART)
        self._stream: BinaryIO | None = None
        self._writer: jsonlines.Writer | None = None

    def write(self, row: dict[str, Any]) -> int:
        """Append one row; return the byte offset at which it stands. Raises OutputError."""
        try:
            if self._stream is None or self._writer is None:
                self._stream = self._part.open("xb")
                self._writer = jsonlines.Writer(self._stream, dumps=orjson.dumps, flush=True)
            offset = self._stream.tell()
        except OSError as error:
            raise OutputError(self._part, error) from error
        try:
            self._writer.write(row)
        except OSError as error:
            self._cut_back(offset)
            raise OutputError(self._part, error) from error
        self.rows += 1
        return offset

    def _cut_back(self, offset: int) -> None:
        """Take back a row of which a full disk took only a part, so that what is committed ends with a whole one."""
        assert self._stream is not None
        handle = os.dup(self._stream.fileno())
        with suppress(OSError):  # the rest of the row does not fit now either
            self._stream.close()
        os.ftruncate(handle, offset)
        os.close(handle)
        self._stream = self._writer = None
        if offset:
            self._stream = self._part.open("ab")
            self._writer = jsonlines.Writer(self._stream, dumps=orjson.dumps, flush=True)
        else:
            self._part.unlink()

    def commit(self) -> None:
        """Make the rows safe on disk and give the file its name. Does nothing without rows or when done before."""
        if self._stream is None:
            return
        try:
            os.fsync(self._stream.fileno())
            self._stream.close()
            self._part.rename(self.path)
            sync_directory(self.path.parent)
        except OSError as error:
            raise OutputError(self.path, error) from error
        self._stream = self._writer = None

    def discard(self) -> None:
        """Remove what was written and not committed."""
        if self._stream is not None:
            with suppress(OSError):  # a full disk does not take the last row now either
                self._stream.close()
            self._part.unlink()
        self._stream = self._writer = None


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON lines file."""
    with path.open("rb") as stream:
        yield from jsonlines.Reader(stream, loads=orjson.loads)


def write_json(path: Path, value: dict[str, Any]) -> None:
    """Write one JSON document, whole or not at all. Raises OutputError."""
    part = path.with_name(path.name + PART)
    try:
        with part.open("wb") as stream:
            stream.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
            stream.flush()
            os.fsync(stream.fileno())
        part.rename(path)
        sync_directory(path.parent)
    except OSError as error:
        raise OutputError(path, error) from error


def sync_directory(path: Path) -> None:
    """Make the names in a directory safe on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
