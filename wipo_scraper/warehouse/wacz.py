"""A WACZ package of a DATA_DIR: its archives with an index and a list of the articles, in one file to share.

Made by py-wacz, the reference writer of the format (https://specs.webrecorder.net/wacz/1.1.1/).
"""

import os
import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jsonlines
import orjson

from wipo_scraper.crawling.arguments import LIVE
from wipo_scraper.storage.lines import OutputError, sync_directory
from wipo_scraper.warehouse.extras import need
from wipo_scraper.warehouse.reading import article_files, survey

PART = ".part"
TITLE = "News of WIPO"
_HEADER = {"format": "json-pages-1.0", "id": "pages", "title": "Articles"}


class NoArchivesError(Exception):
    """A directory holds no finished archive; the message names it."""


@dataclass(frozen=True)
class Packed:
    """What a package holds: archives and articles; `unfinished` runs were left out."""

    archives: int
    articles: int
    unfinished: int


def pack(data_dir: Path, target: Path) -> Packed:
    """Pack the archives of all finished runs into `target`, which is replaced when the new file is whole.

    Raises NoArticlesError, NoArchivesError, MissingExtraError and OutputError.
    """
    need("wacz", "wacz")
    articles = article_files(data_dir)
    archives, unfinished = _archives(data_dir / "news")
    if not archives:
        raise NoArchivesError(f"{data_dir} holds no finished archive: crawl with WARC_ENABLED")
    part = target.with_name(target.name + PART)
    try:
        with TemporaryDirectory() as folder:
            pages = Path(folder) / "pages.jsonl"
            listed = _list_pages(articles, {path.name for path in archives}, pages)
            _write(part, archives, pages, _origin(data_dir))
        with part.open("rb") as stream:
            os.fsync(stream.fileno())
        part.replace(target)
        sync_directory(target.absolute().parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(target, error) from error
    return Packed(len(archives), listed, unfinished)


def _archives(news: Path) -> tuple[list[Path], int]:
    """Return the archives that a run report vouches for, and the number of the others: theirs may still grow."""
    found = sorted((news / "warc").glob("*.warc.gz"))
    finished = [path for path in found if (news / "runs" / f"{path.name.partition('.')[0]}.json").exists()]
    return finished, len(found) - len(finished)


def _list_pages(articles: list[Path], archives: set[str], target: Path) -> int:
    """Write the list of the articles whose pages are in the archives; return their number."""
    with jsonlines.open(target, "w", dumps=lambda row: orjson.dumps(row).decode()) as lines:
        lines.write(_HEADER)
        return sum(bool(lines.write(page)) for page in _pages(articles, archives))


def _pages(articles: list[Path], archives: set[str]) -> Iterator[dict[str, Any]]:
    for line in survey(articles).lines():
        record = orjson.loads(line)
        if record["warc"] and record["warc"]["file"] in archives:
            title = record["title"] or record["url"]
            yield {"id": record["id"], "url": record["url"], "ts": record["fetched_at"], "title": title}


def _write(target: Path, archives: list[Path], pages: Path, origin: str) -> None:
    described = f"Crawled from {origin} by wipo-scraper."
    if origin != LIVE:
        described += f" The pages are not those of {LIVE}."
    options = ["--pages", str(pages), "--copy-pages", "--title", TITLE, "--desc", described, "--output", str(target)]
    said = StringIO()
    with redirect_stdout(said), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # libraries below py-wacz speak of their own future
        status = need("wacz.main", "wacz").main(["create", *options, *map(str, archives)])
    if status != 0:
        raise OSError(f"py-wacz failed: {said.getvalue().strip()}")


def _origin(data_dir: Path) -> str:
    origin: str = orjson.loads((data_dir / "news" / "origin.json").read_bytes())["origin"]
    return origin
