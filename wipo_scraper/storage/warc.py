"""Writing a WARC 1.1 file: every exchange as it came over the wire, one gzip member a record."""

import os
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from wipo_scraper.storage.lines import OutputError, sync_directory

Headers = list[tuple[str, str]]
_NOT_MODIFIED = {"WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/server-not-modified"}


class WarcFile:
    """A WARC on its way to disk. The file appears with the first exchange, opened by a warcinfo record."""

    def __init__(self, path: Path, info: dict[str, str]) -> None:
        self.path = path
        self.exchanges = 0
        self._info = info
        self._stream: BinaryIO | None = None
        self._writer: WARCWriter | None = None

    def write(
        self, url: str, date: datetime, request: tuple[str, Headers], response: tuple[str, Headers], body: bytes
    ) -> int:
        """Append a request and its response; each head is its first line and its headers.

        An answer 304 becomes a revisit record. Returns the offset of the response's record. Raises OutputError.
        """
        try:
            stream, writer = self._open()
            offset = stream.tell()
            dated = {"WARC-Date": date.isoformat(timespec="milliseconds").replace("+00:00", "Z")}
            unchanged = response[0].startswith("304")
            answer = writer.create_warc_record(
                url,
                "revisit" if unchanged else "response",
                payload=BytesIO(body),
                length=len(body),
                http_headers=StatusAndHeaders(response[0], response[1], protocol="HTTP/1.1"),
                warc_headers_dict=dated | _NOT_MODIFIED | {"WARC-Refers-To-Target-URI": url} if unchanged else dated,
            )
            question = writer.create_warc_record(
                url,
                "request",
                payload=BytesIO(),
                length=0,
                http_headers=StatusAndHeaders(request[0], request[1], is_http_request=True),
                warc_headers_dict=dated,
            )
            writer.write_request_response_pair(question, answer)
        except OSError as error:
            raise OutputError(self.path, error) from error
        self.exchanges += 1
        return offset

    def close(self) -> None:
        """Make the file safe on disk. Raises OutputError."""
        if self._stream is None:
            return
        try:
            self.sync()
            self._stream.close()
            sync_directory(self.path.parent)
        except OSError as error:
            raise OutputError(self.path, error) from error
        self._stream = self._writer = None

    def sync(self) -> None:
        """Make what was written so far safe on disk."""
        if self._stream is not None:
            self._stream.flush()
            os.fsync(self._stream.fileno())

    def _open(self) -> tuple[BinaryIO, WARCWriter]:
        if self._stream is None or self._writer is None:
            self._stream = self.path.open("xb")
            self._writer = WARCWriter(self._stream, gzip=True, warc_version="WARC/1.1")
            self._writer.write_record(self._writer.create_warcinfo_record(self.path.name, self._info))
        return self._stream, self._writer
