"""Record the bundled sample archive: a real crawl of the served sample site, in all languages.

    python -m tests.site.record

The archive keeps every exchange of the crawl, record by record as the crawl wrote it, but for the lists that do not
exist (entry points of streams that the sample site does not have). Its warcinfo says that the pages are invented.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.warcwriter import WARCWriter

from tests.site.server import serve
from wipo_scraper import site

SAMPLE = Path(__file__).parents[2] / "wipo_scraper" / "sample" / "sample.warc.gz"
DESCRIPTION = (
    "A sample for trying wipo-scraper: pages of an invented site, recorded from a server on this machine. The "
    "addresses have the form of www.wipo.int, but all texts and people are made up; WIPO published none of this."
)


def record(target: Path = SAMPLE) -> int:
    """Crawl the sample site and write the archive; returns its size in bytes."""
    with tempfile.TemporaryDirectory() as folder, serve() as url:
        subprocess.run(
            [
                *(sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"languages={','.join(site.LANGUAGES)}"),
                *("-s", f"SITE={url}", "-s", "WARC_ENABLED=True", "-s", f"DATA_DIR={folder}", "--quiet"),
            ],
            check=True,
        )
        (crawled,) = Path(folder).glob("news/warc/*.warc.gz")
        part = target.with_suffix(".part")
        with part.open("wb") as out:
            out.write(_information(crawled, target.name))
            for member in _members(crawled):
                out.write(member)
        part.replace(target)
    return target.stat().st_size


def _records(path: Path) -> Iterator[tuple[ArcWarcRecord, bytes]]:
    """The records of an archive, each with its gzip member."""
    with path.open("rb") as stream, path.open("rb") as raw:
        archive = ArchiveIterator(stream)
        for found in archive:
            archive.read_to_end(found)
            raw.seek(archive.get_record_offset())
            yield found, raw.read(archive.get_record_length())


def _members(path: Path) -> Iterator[bytes]:
    """The exchanges that the sample keeps."""
    left_out = {
        found.rec_headers["WARC-Target-URI"]
        for found, _ in _records(path)
        if found.rec_type == "response" and found.http_headers.get_statuscode() == "404"
    }
    left_out = {url for url in left_out if not site.address(url).is_article}
    for found, member in _records(path):
        if found.rec_type != "warcinfo" and found.rec_headers["WARC-Target-URI"] not in left_out:
            yield member


def _information(path: Path, name: str) -> bytes:
    """The crawl's own warcinfo, with a description."""
    with path.open("rb") as stream:
        first = next(iter(ArchiveIterator(stream)))
        lines = first.content_stream().read().decode().splitlines()
    fields = dict(line.split(": ", 1) for line in lines if ": " in line)
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    writer.write_record(writer.create_warcinfo_record(name, fields | {"description": DESCRIPTION}))
    return out.getvalue()


if __name__ == "__main__":
    size = record()
    print(f"{os.path.relpath(SAMPLE)}: {size:,} bytes")  # noqa: T201
