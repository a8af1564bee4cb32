"""WARC files and WACZ packages of given pages: what archives of the news would hold."""

import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from wipo_scraper.storage.warc import WarcFile

DAY = datetime(2024, 3, 1, 12, tzinfo=UTC)
HTML = "text/html; charset=utf-8"
Answer = tuple[str, datetime, bytes]
"""Address, time, page."""


def address(number: int, year: int = 2024) -> str:
    """The address of a press release."""
    return f"https://www.wipo.int/pressroom/en/articles/{year}/article_{number:04}.html"


def page(number: int, said: str = "We counted every spindle twice") -> bytes:
    """A small press release: headline, date, speaker and quote."""
    return (
        f"<html lang=en><body><h1>Spinners Open Archive {number}</h1><p>Geneva, March 1, 2024</p>"
        f"<p>The spinners of the lower valley have opened archive number {number} to everybody who can show a spindle,"
        " their office said today. It holds patterns of three centuries.</p>"
        f"<p>“{said},” said Ms. Ottilie Grünfeld-Asante, Keeper of the Archive. “Nobody will do it again.”</p>"
        "<p>The archive is open on market days. Visitors may copy what they find if they name where they found it.</p>"
        "</body></html>"
    ).encode()


def write_warc(path: Path, answers: Iterable[Answer], *, status: str = "200 OK", content_type: str = HTML) -> Path:
    """Write answers to a WARC file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = WarcFile(path, {"software": "test"})
    for url, date, body in answers:
        headers = [("Content-Type", content_type)]
        file.write(url, date, ("GET / HTTP/1.1", [("Host", "www.wipo.int")]), (status, headers), body)
    file.close()
    return path


def write_wacz(path: Path, *warcs: Path) -> Path:
    """Pack WARC files into a WACZ package."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        for warc in warcs:
            package.write(warc, f"archive/{warc.name}")
    return path
