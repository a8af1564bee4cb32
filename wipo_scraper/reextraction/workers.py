"""Many archives: one after the other in this process, or side by side with Dask.

A worker that dies is started anew. The archive that it read is a suspect, and so is what only waited for it; suspects
are read again at the end, each alone. An archive that then kills its worker is left unread.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wipo_scraper.reextraction.archives import EXTRA, Archive
from wipo_scraper.reextraction.shards import Outcome, make_shard, program
from wipo_scraper.warehouse.extras import need

if TYPE_CHECKING:
    from distributed import Client

MEMORY = "1GiB"  # of one local worker, which is ended and started anew above it
_CONFIGURATION = {
    "distributed.scheduler.allowed-failures": 0,  # an archive that lost its worker is a suspect
    "distributed.worker.memory.target": False,  # results are small: nothing is spilled, nothing waits
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
}
_WAIT = 10  # seconds, for a scheduler and for its first worker
_KILLED = "its workers died, for instance for want of memory"


class ClusterError(Exception):
    """A cluster cannot be used; the message names its address and the reason."""


def read_here(archives: Iterable[Archive], folder: Path) -> Iterator[Outcome]:
    """Make the shards one after the other in this process."""
    for archive in archives:
        yield make_shard(archive, str(folder))


def read_with(client: "Client", archives: list[Archive], folder: Path) -> Iterator[Outcome]:
    """Make the shards on a cluster, in the order in which they are done."""
    suspects = []
    for archive, outcome in _together(client, archives, folder):
        if outcome is None:
            suspects.append(archive)
        else:
            yield outcome
    for suspect in suspects:
        ((_, outcome),) = _together(client, [suspect], folder)
        yield outcome or Outcome(suspect, unread=_KILLED)


def _together(client: "Client", archives: list[Archive], folder: Path) -> Iterator[tuple[Archive, Outcome | None]]:
    """Yield each archive with what became of it: None if its workers died."""
    distributed = need("distributed", EXTRA)
    futures = client.map(make_shard, archives, folder=str(folder), pure=False)
    of = dict(zip(futures, archives, strict=True))
    del futures
    for future in distributed.as_completed(list(of)):
        error = future.exception()
        if error is not None and not isinstance(error, distributed.KilledWorker):
            raise ClusterError(f"the cluster failed: {type(error).__name__}: {error}")
        yield of.pop(future), None if error else future.result()


@contextmanager
def local_cluster(workers: int) -> Iterator["Client"]:
    """Start so many worker processes on this machine, each with a bounded memory. Raises MissingExtraError."""
    distributed, dask = need("distributed", EXTRA), need("dask", EXTRA)
    with (
        dask.config.set(_CONFIGURATION),
        distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            memory_limit=MEMORY,
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


@contextmanager
def connected(scheduler: str, folder: Path) -> Iterator["Client"]:
    """Connect to a cluster whose workers run this program and see the folder.

    Raises ClusterError, MissingExtraError.
    """
    distributed = need("distributed", EXTRA)
    try:
        client = distributed.Client(scheduler, timeout=_WAIT)
    except (OSError, ValueError) as error:
        raise ClusterError(f"{scheduler}: no Dask scheduler answers: {error}") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_WAIT)
        except TimeoutError as error:
            raise ClusterError(f"{scheduler}: the cluster has no workers") from error
        for worker, found in client.run(_look, str(folder), on_error="return").items():
            if fault := _fault(found, folder):
                raise ClusterError(f"{scheduler}: the worker {worker} {fault}")
        yield client


def _look(folder: str) -> tuple[str, bool]:
    """Return, on a worker, which program it runs and whether it sees the folder."""
    return program(), Path(folder).is_dir()


def _fault(found: Any, folder: Path) -> str | None:
    if isinstance(found, BaseException):
        return f"cannot run this program: {found}"
    version, sees_folder = found
    if version != program():
        return f"runs {version}, not {program()}"
    return None if sees_folder else f"does not see {folder}: DATA_DIR must be on storage that all workers share"
