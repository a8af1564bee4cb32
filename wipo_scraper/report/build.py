"""`build_report`: the records of a DATA_DIR as a folder of static pages, whole or not at all."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.progress import Progress

from wipo_scraper.article import Record
from wipo_scraper.report.collect import Collection
from wipo_scraper.report.data import UNDATED, write_articles, write_columns, write_sources
from wipo_scraper.report.overview import last_run
from wipo_scraper.report.pages import write_pages
from wipo_scraper.report.tables import figures
from wipo_scraper.storage.lines import sha256, write_json
from wipo_scraper.warehouse.extras import need
from wipo_scraper.warehouse.package import LICENCE
from wipo_scraper.warehouse.reading import Place, Refusal, Survey, article_files, survey
from wipo_scraper.warehouse.workshop import Workshop

STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True)
class Built:
    """What a report shows: its articles, and the lines of the input that are no records."""

    articles: int
    refused: list[Refusal]


def build_report(data_dir: Path, target: Path, progress: Progress | None = None) -> Built:
    """Make the folder `target` with the newest revision of every article.

    Raises NoArticlesError, MissingExtraError, TargetError, TargetBusyError and OSError; the target then is as before.
    """
    for library in ("jinja2", "altair", "vl_convert"):
        need(library, "report")
    files = article_files(data_dir)
    progress = progress or Progress(disable=True)
    with Workshop(target, folder=True) as shop:
        reading = progress.add_task("checking lines", total=sum(path.stat().st_size for path in files))
        found = survey(files, advance=lambda size: progress.advance(reading, size))
        found.places = newest_first(found.places)
        collection = Collection.of(_records(found, progress, "collecting"))
        data = shop.product / "data"
        data.mkdir()
        write_articles(data, _records(found, progress, "writing articles"), collection)
        write_columns(data, found.places, collection)
        write_sources(data, collection)
        collection.index.write(data / "words")
        shutil.copytree(STATIC, shop.product / "static")
        made = figures(collection)
        for figure in made:
            figure.write(data)
        write_pages(shop.product, collection, made, last_run(data_dir))
        write_json(shop.descriptor, _package(shop.product, found.refused))
        shop.publish()
    return Built(collection.articles, found.refused)


def newest_first(places: list[Place]) -> list[Place]:
    """Return the places with the newest publication first and the undated ones last."""
    dated = [place for place in places if place.published != UNDATED]
    return [*sorted(dated, key=lambda place: place.published, reverse=True), *places[len(dated) :]]


def _records(found: Survey, progress: Progress, task: str) -> Iterator[Record]:
    yield from progress.track(
        (Record.model_validate_json(line, extra="ignore") for line in found.lines()),
        total=len(found.places),
        description=task,
    )


def _package(product: Path, refused: list[Refusal]) -> dict[str, Any]:
    return {
        "name": "wipo-news-report",
        "title": "Who said what in the news of WIPO: the figures behind the charts",
        "profile": "data-package",
        "licenses": [LICENCE],
        "refused": [f"{it.file.name}:{it.line}: {it.reason}" for it in refused],
        "resources": [
            {
                "name": path.stem,
                "path": path.relative_to(product).as_posix(),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": path.stat().st_size,
                "hash": f"sha256:{sha256(path)}",
            }
            for path in sorted((product / "data").glob("*.csv"))
        ],
    }
