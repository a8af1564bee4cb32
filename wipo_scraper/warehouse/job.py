"""What a format's writer is given."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wipo_scraper.warehouse.tables import Row


@dataclass(frozen=True)
class Job:
    """One export in the making."""

    records: Iterable[Row]
    product: Path  # the file to write, or the empty folder to fill
    staging: Path  # a folder for what is needed on the way
    history: bool  # all revisions, not only the newest
