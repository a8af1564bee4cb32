"""Data as classic scripts: all that a page opened from disk may load, since browsers refuse it fetch and modules.

Each statement hands one value to `report.put` (static/report.js). Values are spread over part files by a checksum of
their key, which the page computes as well, so that an address finds its part without a table.
"""

from pathlib import Path
from typing import Any
from zlib import crc32

import orjson

ARTICLE_PARTS = 1024
SOURCE_PARTS = 256
WORD_PARTS = 256


def statement(kind: str, key: str | int, value: Any) -> bytes:
    """Return the statement that hands a value over; no text in it can end the script or begin markup."""
    arguments = orjson.dumps([kind, key, value])[1:-1]
    for sign, escape in ((b"<", b"\\u003c"), (b"\xe2\x80\xa8", b"\\u2028"), (b"\xe2\x80\xa9", b"\\u2029")):
        arguments = arguments.replace(sign, escape)
    return b"report.put(%b);\n" % arguments


def part_of(key: str, parts: int) -> int:
    """Return the number of the part that holds a key."""
    return crc32(key.encode()) % parts


def append(folder: Path, part: int, line: bytes) -> None:
    """Append a statement to a part's file."""
    with (folder / f"{part}.js").open("ab") as stream:
        stream.write(line)
