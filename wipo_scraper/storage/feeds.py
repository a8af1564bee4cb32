"""Scrapy's `-O FILE`, whole or not at all: yesterday's file stays until today's is finished."""

import os
from pathlib import Path
from typing import IO

from scrapy import Spider
from scrapy.extensions.feedexport import FileFeedStorage

from wipo_scraper.storage.lines import PART, sync_directory


class WholeFileStorage(FileFeedStorage):
    """Writes to FILE.part and renames it at the end; appending (`-o`) stays as Scrapy does it."""

    def open(self, spider: Spider) -> IO[bytes]:
        """Open the file to write to."""
        if self.write_mode == "ab":
            return super().open(spider)
        path = Path(self.path + PART)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("wb")

    def store(self, file: IO[bytes]) -> None:
        """Give the finished file its name."""
        if self.write_mode == "wb":
            file.flush()
            os.fsync(file.fileno())
            Path(self.path + PART).rename(self.path)
            sync_directory(Path(self.path).parent)
        file.close()
