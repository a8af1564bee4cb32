"""The report of a run over archives: the keys of the crawl's report, and its verdicts."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from wipo_scraper.crawling.verdicts import Verdict
from wipo_scraper.reextraction.merge import Findings
from wipo_scraper.reextraction.shards import Outcome
from wipo_scraper.storage.directory import Run
from wipo_scraper.storage.lines import OutputError, write_json
from wipo_scraper.storage.reports import new_report, stamp


@dataclass
class Reading:
    """What became of the archives, from the start on."""

    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def shards(self) -> list[str]:
        """The shards that there are, in order of the archive's address."""
        return [it.shard for it in sorted(self.outcomes, key=lambda it: it.archive) if it.shard]

    @property
    def quarantined(self) -> list[dict[str, str]]:
        """The archives that were not read, each with the reason, in order of address."""
        unread = sorted((it.archive.address, it.unread) for it in self.outcomes if it.unread)
        return [{"file": address, "reason": reason} for address, reason in unread]

    def counts(self) -> dict[str, int]:
        """Return how many archives were read now, had their shard, and could not be read."""
        kept = sum(it.is_kept for it in self.outcomes)
        unread = len(self.quarantined)
        return {
            "archives/read": len(self.outcomes) - kept - unread,
            "archives/kept": kept,
            "archives/quarantined": unread,
        }


def finish(run: Run, reading: Reading, findings: Findings, arguments: list[dict[str, str]]) -> dict[str, Any]:
    """Finish the run's files and write the report, which is returned."""
    verdict, reason = _judge(reading, findings)
    try:
        run.finish()
        report = _document(run, reading, findings, verdict, reason) | {"arguments": arguments}
        write_json(run.report_path, report)
    except OutputError as error:
        report = _document(run, reading, findings, Verdict.OUTPUT_FAILED, str(error)) | {"arguments": arguments}
    return report


def _judge(reading: Reading, findings: Findings) -> tuple[Verdict, str]:
    if unread := len(reading.quarantined):
        return Verdict.QUARANTINED, f"{unread} of {len(reading.outcomes)} archives could not be read."
    if fault := findings.coverage.fault():
        return Verdict.UNEXPECTED_PAGES, fault
    return Verdict.COMPLETE, "Every archive was read."


def _document(run: Run, reading: Reading, findings: Findings, verdict: Verdict, reason: str) -> dict[str, Any]:
    finished = datetime.now(UTC)
    counts = {name: count for name, count in (findings.counts | reading.counts()).items() if count}
    return new_report(run.directory.news, run.name, run.directory.origin) | {
        "verdict": verdict.label,
        "status": verdict.status,
        "reason": reason,
        "started": stamp(reading.started),
        "finished": stamp(finished),
        "seconds": round((finished - reading.started).total_seconds(), 3),
        "recovered": run.directory.recovered,
        "counts": [{"name": name, "count": count} for name, count in sorted(counts.items())],
        "requests": 0,
        "bytes_received": 0,
        "coverage": findings.coverage.rows(),
        "rechecked": findings.rechecked,
        "twins": findings.twins,
        "quarantined": reading.quarantined,
    }
