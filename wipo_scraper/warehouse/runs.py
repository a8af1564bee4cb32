"""The runs of a DATA_DIR as their reports list them: what a loader takes, whole files only and each once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import orjson

from wipo_scraper.storage.lines import sha256
from wipo_scraper.warehouse.reading import Survey, survey
from wipo_scraper.warehouse.tables import Row

Loaded = dict[str, str]
"""The runs that were loaded, each with the SHA-256 of its file."""


@dataclass(frozen=True)
class RunFile:
    """A run's articles file, as the run's report lists it."""

    run: str
    path: Path
    rows: int
    bytes: int
    sha256: str

    def fault(self) -> str | None:
        """Return what keeps the file from being the one that the report lists."""
        if not self.path.is_file():
            return f"{self.path}: the file is missing"
        if self.path.stat().st_size != self.bytes:
            return f"{self.path}: {self.path.stat().st_size} bytes where the run report says {self.bytes}"
        if sha256(self.path) != self.sha256:
            return f"{self.path}: the SHA-256 is not the run report's"
        return None


@dataclass
class Runs:
    """The runs of a DATA_DIR; `faults` gathers what had to be left out, and why, `offered` what could be loaded."""

    data_dir: Path
    faults: list[str] = field(default_factory=list)
    offered: list[RunFile] = field(default_factory=list)

    @cached_property
    def files(self) -> list[RunFile]:
        """The articles files that run reports list, in order of run."""
        news = self.data_dir / "news"
        return [it for report in sorted((news / "runs").glob("*.json")) for it in self._listed(report, news)]

    def pending(self, loaded: Loaded) -> list[RunFile]:
        """Return the files that were not loaded yet and are as their reports say."""
        for file in self.files:
            if loaded.get(file.run) == file.sha256:
                continue
            if fault := file.fault():
                self.faults.append(fault)
            else:
                self.offered.append(file)
        return self.offered

    def records(self, file: RunFile, loaded: Loaded, *, history: bool) -> Iterator[Row]:
        """Yield a file's records.

        A file that comes late, after later runs were loaded, yields only what none of those has in a newer revision:
        a loader lets the last one loaded win.
        """
        later = [it.path for it in self.files if it.run > file.run and it.run in loaded and it.path.is_file()]
        newer = {} if history else {place.id: place.revision for place in survey(later).places}
        found = survey([file.path], history=history)
        self.faults += map(str, found.refused)
        wanted = [place for place in found.places if place.revision > newer.get(place.id, 0)]
        for line in Survey(found.files, wanted).lines():
            yield orjson.loads(line)

    def _listed(self, report: Path, news: Path) -> Iterator[RunFile]:
        try:
            files = orjson.loads(report.read_bytes())["files"]
            for it in files:
                if it["file"].startswith("articles/"):
                    yield RunFile(report.stem, news / it["file"], it["rows"], it["bytes"], it["sha256"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self.faults.append(f"{report}: no run report: {type(error).__name__}: {error}")
