"""`export`: the records of a DATA_DIR as files for other tools, whole or not at all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson
from rich.progress import Progress, TaskID

from wipo_scraper.storage.lines import write_json
from wipo_scraper.warehouse.duck import write_duckdb, write_parquet
from wipo_scraper.warehouse.extras import need
from wipo_scraper.warehouse.job import Job
from wipo_scraper.warehouse.linked import write_annotations, write_jsonld
from wipo_scraper.warehouse.package import describe
from wipo_scraper.warehouse.reading import Refusal, Survey, article_files, survey
from wipo_scraper.warehouse.sqlite import write_sqlite
from wipo_scraper.warehouse.tables import Row
from wipo_scraper.warehouse.text import write_csv, write_jsonl
from wipo_scraper.warehouse.workshop import Workshop

_STEP = 100  # records from one sign of progress to the next


@dataclass(frozen=True)
class Format:
    """A format: its writer, whether it fills a folder, and the library it needs."""

    write: Callable[[Job], dict[str, int]]
    folder: bool = False
    needs: str | None = None


FORMATS = {
    "parquet": Format(write_parquet, folder=True, needs="duckdb"),
    "duckdb": Format(write_duckdb, needs="duckdb"),
    "sqlite": Format(write_sqlite),
    "csv": Format(write_csv, folder=True),
    "jsonl": Format(write_jsonl),
    "jsonld": Format(write_jsonld),
    "annotations": Format(write_annotations),
}


@dataclass(frozen=True)
class Exported:
    """What an export wrote: rows by table, and the lines of the input that are no records."""

    rows: dict[str, int]
    refused: list[Refusal]


def export(
    data_dir: Path, to: str, target: Path, *, history: bool = False, progress: Progress | None = None
) -> Exported:
    """Write the newest revision of every article, or with `history` all revisions, to `target` in a format of FORMATS.

    Raises NoArticlesError, MissingExtraError, TargetError, TargetBusyError and OSError; the target then is as before.
    """
    chosen = FORMATS[to]
    if chosen.needs:
        need(chosen.needs, "export")
    files = article_files(data_dir)
    progress = progress or Progress(disable=True)
    with Workshop(target, folder=chosen.folder) as shop:
        reading = progress.add_task("checking lines", total=sum(path.stat().st_size for path in files))
        found = survey(files, history=history, advance=lambda size: progress.advance(reading, size))
        writing = progress.add_task("writing records", total=len(found.places))
        records = _records(found, progress, writing)
        rows = chosen.write(Job(records, shop.product, shop.staging, history))
        descriptor = describe(
            shop.product,
            name=shop.target.name,
            to=to,
            rows=rows,
            history=history,
            origin=_origin(data_dir),
            refused=[f"{it.file.name}:{it.line}: {it.reason}" for it in found.refused],
        )
        write_json(shop.descriptor, descriptor)
        shop.publish()
    return Exported(rows, found.refused)


def _records(found: Survey, progress: Progress, task: TaskID) -> Iterator[Row]:
    for number, line in enumerate(found.lines(), start=1):
        yield orjson.loads(line)
        if number % _STEP == 0:
            progress.update(task, completed=number)


def _origin(data_dir: Path) -> str | None:
    path = data_dir / "news" / "origin.json"
    return orjson.loads(path.read_bytes())["origin"] if path.exists() else None
