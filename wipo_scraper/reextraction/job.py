"""The whole job: find the archives, make their shards, merge them into a run of a DATA_DIR."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from rich.progress import Progress

from wipo_scraper.reextraction.archives import EXTRA, Archive, find_all
from wipo_scraper.reextraction.merge import Merge
from wipo_scraper.reextraction.report import Reading, finish
from wipo_scraper.reextraction.shards import Outcome, prepare_folder
from wipo_scraper.reextraction.workers import connected, local_cluster, read_here, read_with
from wipo_scraper.storage.directory import DataDirectory, origin_of
from wipo_scraper.storage.lines import OutputError
from wipo_scraper.warehouse.extras import need

ORIGIN = "archives"
"""Of a directory that was filled from archives."""


def reextract(
    paths: list[str],
    data_dir: Path,
    *,
    workers: int = 0,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Extract every article in the archives at some paths into a DATA_DIR; return the run's report.

    The shards are made by so many `workers` on this machine (0: in this process), or on the cluster of a Dask
    `scheduler`. Raises ArchiveError, MissingExtraError, ClusterError, and what opening a DataDirectory raises.
    """
    if workers or scheduler:
        need("distributed", EXTRA)
    archives = find_all(paths)
    directory = DataDirectory(data_dir, _origin(data_dir, paths, archives))
    try:
        folder = prepare_folder(directory.news).resolve()
        reading = Reading()
        outcomes = _read(archives, folder, workers, scheduler)
        for outcome in _shown(outcomes, len(archives), progress) if progress else outcomes:
            if outcome.unwritten:
                raise OutputError(folder, OSError(outcome.unwritten))
            reading.outcomes.append(outcome)
        with closing(Merge([folder / shard for shard in reading.shards])) as merge:
            run = directory.start_run(merge.clock)
            merge.write(run)
        arguments = [{"name": "path", "value": path} for path in paths]
        return finish(run, reading, merge.findings, arguments)
    finally:
        directory.close()


def _read(archives: list[Archive], folder: Path, workers: int, scheduler: str | None) -> Iterator[Outcome]:
    if scheduler:
        with connected(scheduler, folder) as client:
            yield from read_with(client, archives, folder)
    elif workers:
        with local_cluster(min(workers, len(archives))) as client:
            yield from read_with(client, archives, folder)
    else:
        yield from read_here(archives, folder)


def _origin(data_dir: Path, paths: list[str], archives: list[Archive]) -> str:
    """Return the directory's own origin for archives of its own runs, and for the archive that it replays."""
    origin = origin_of(data_dir)
    runs = {path.stem for path in (data_dir / "news" / "runs").glob("*.json")}
    if origin and all(Path(archive.name).name.removesuffix(".warc.gz") in runs for archive in archives):
        return origin
    if len(paths) == 1 and origin == f"archive {Path(paths[0]).resolve()}":
        return origin
    return ORIGIN


def _shown(outcomes: Iterator[Outcome], total: int, progress: Progress) -> Iterator[Outcome]:
    task, records = progress.add_task("reading archives", total=total, records=0), 0
    for outcome in outcomes:
        records += outcome.records
        progress.update(task, advance=1, records=records)
        yield outcome
    progress.update(task, description="merging")
