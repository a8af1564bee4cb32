"""What a bad server does to a connection."""

import socket
import struct
import time
from contextlib import suppress

from tests.site.server import Handler


def head(handler: Handler, *headers: str, status: str = "200 OK") -> None:
    """Send a status line and headers, as given."""
    handler.close_connection = True
    handler.wfile.write("\r\n".join((f"HTTP/1.1 {status}", "Content-Type: text/html", *headers, "", "")).encode())
    handler.wfile.flush()


def whole(handler: Handler, body: bytes, *headers: str, status: str = "200 OK") -> None:
    """Send an answer whose length is right."""
    head(handler, f"Content-Length: {len(body)}", *headers, status=status)
    handler.wfile.write(body)


def page(handler: Handler) -> bytes:
    """The page that should be sent."""
    return handler.server.site.answer(handler.path).body


def cut(handler: Handler, share: float = 0.5) -> None:
    """Send the first half of the page, or another share of it, and nothing more."""
    body = page(handler)
    handler.wfile.write(body[: int(len(body) * share)])
    handler.wfile.flush()


def reset(handler: Handler) -> None:
    """Reset the connection: no orderly end."""
    handler.close_connection = True
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    socket.close(handler.connection.detach())


def wait_for_goodbye(handler: Handler) -> None:
    """Wait until the client gives up."""
    with suppress(OSError):
        while handler.connection.recv(1024):
            pass


def drip(handler: Handler, data: bytes, pause: float) -> None:
    """Send byte after byte with pauses, until the client gives up."""
    with suppress(OSError):
        for byte in data:
            handler.wfile.write(bytes((byte,)))
            handler.wfile.flush()
            time.sleep(pause)


def pour(handler: Handler, piece: bytes) -> None:
    """Send the same piece for ever, until the client gives up."""
    with suppress(OSError):
        while True:
            handler.wfile.write(piece)


def move(handler: Handler, target: str) -> None:
    """Answer with a redirect."""
    whole(handler, b"", f"Location: {target}", status="302 Found")
