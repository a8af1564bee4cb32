"""What a killed run left, made whole: the next run does this first.

A run without a report was killed, or its machine was. Its rows are kept up to the first that is not whole, its archive
up to the last whole record; what follows is set aside as `.torn`. Then the files get their names and the run a report.
"""

import os
import zlib
from pathlib import Path
from typing import Any

import orjson

from wipo_scraper.storage.lines import PART, sync_directory, write_json
from wipo_scraper.storage.names import run_names
from wipo_scraper.storage.reports import new_report

TORN = ".torn"
_CHUNK = 1 << 20


def recover(news: Path, origin: str) -> list[str]:
    """Make whole what killed runs left and write their reports. Returns the names of these runs.

    Another kill on the way does no harm: the report comes last, and what was done is not done again.
    """
    reported = {path.stem for path in (news / "runs").glob("*.json")}
    killed = sorted(set(run_names(news)) - reported)
    for name in killed:
        _recover_run(news, name)
        write_json(news / "runs" / f"{name}.json", new_report(news, name, origin))
    return killed


def _recover_run(news: Path, name: str) -> None:
    archive = news / "warc" / f"{name}.warc.gz"
    archived = _cut(archive, whole_members(archive)) if archive.exists() else 0
    for part in ("articles", "failures"):
        path = news / part / f"{name}.jsonl"
        unfinished = path.with_name(path.name + PART)
        if unfinished.exists() and _cut(unfinished, _whole_lines(unfinished, archive.name, archived)):
            unfinished.rename(path)
            sync_directory(path.parent)


def whole_members(path: Path) -> int:
    """Return the length of a file's whole gzip members."""
    end = 0
    with path.open("rb") as stream:
        data = stream.read(_CHUNK)
        while data:
            member = zlib.decompressobj(wbits=31)
            taken = 0
            while not member.eof:
                try:
                    member.decompress(data)
                except zlib.error:
                    return end
                taken += len(data) - len(member.unused_data)
                data = member.unused_data if member.eof else stream.read(_CHUNK)
                if not data and not member.eof:
                    return end
            end += taken
            data = data or stream.read(_CHUNK)
    return end


def _whole_lines(path: Path, archive: str, archived: int) -> int:
    """Return the length of the rows that are whole and whose record in the run's own archive is whole too."""
    end = 0
    with path.open("rb") as stream:
        for line in stream:
            row = _row(line)
            if row is None:
                break
            place = row.get("warc")
            if place and place["file"] == archive and place["offset"] >= archived:
                break
            end += len(line)
    return end


def _row(line: bytes) -> dict[str, Any] | None:
    if not line.endswith(b"\n"):
        return None
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return row if isinstance(row, dict) else None


def _cut(path: Path, length: int) -> int:
    """Make the whole part safe on disk, keep the rest beside it, remove an empty file. Returns the length."""
    with path.open("r+b") as stream:
        stream.seek(length)
        if rest := stream.read(_CHUNK):
            torn = path.with_name(path.name.removesuffix(PART) + TORN)
            with torn.open("wb") as aside:
                while rest:
                    aside.write(rest)
                    rest = stream.read(_CHUNK)
                aside.flush()
                os.fsync(aside.fileno())
            stream.truncate(length)
        os.fsync(stream.fileno())
    if length == 0:
        path.unlink()
    sync_directory(path.parent)
    return length
