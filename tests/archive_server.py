"""A server of files on loopback, as archives are served: whole, in ranges, and as a bucket of S3 that can be listed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Serve a folder; its sub-folders are buckets of S3."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = parse_qs(parts.query)
            path = folder / parts.path.strip("/")
            if "list-type" in query:
                self._send(200, _listing(path, query.get("prefix", [""])[0]), {"Content-Type": "application/xml"})
            elif path.is_file():
                self._send_file(path.read_bytes())
            else:
                self._send(404, b"", {})

        do_HEAD = do_GET  # noqa: N815 - the base class looks for this name

        def _send_file(self, content: bytes) -> None:
            headers = {
                "Accept-Ranges": "bytes",
                "ETag": f'"{md5(content, usedforsecurity=False).hexdigest()}"',
                "Last-Modified": "Fri, 01 Mar 2024 12:00:00 GMT",
                "Content-Type": "application/octet-stream",
            }
            wanted = self.headers.get("Range")
            if not wanted:
                self._send(200, content, headers)
                return
            first, _, last = wanted.removeprefix("bytes=").partition("-")
            part = content[int(first) : int(last) + 1 if last else None]
            headers["Content-Range"] = f"bytes {first}-{int(first) + len(part) - 1}/{len(content)}"
            self._send(206, part, headers)

        def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _listing(bucket: Path, prefix: str) -> bytes:
    files = [file for file in sorted(bucket.rglob("*")) if file.is_file()]
    names = {file.relative_to(bucket).as_posix(): file for file in files}
    entries = "".join(
        f"<Contents><Key>{escape(name)}</Key><Size>{file.stat().st_size}</Size><ETag>&quot;{file.stat().st_mtime_ns}&quot;"
        "</ETag><LastModified>2024-03-01T12:00:00.000Z</LastModified><StorageClass>STANDARD</StorageClass></Contents>"
        for name, file in names.items()
        if name.startswith(prefix)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
        f"<Name>{bucket.name}</Name><Prefix>{escape(prefix)}</Prefix><IsTruncated>false</IsTruncated>{entries}"
        "</ListBucketResult>"
    ).encode()
