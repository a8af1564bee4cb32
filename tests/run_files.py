"""DATA_DIRs made of given records: what crawls of changing news would have left."""

import hashlib
from pathlib import Path
from typing import Any

import orjson

Record = dict[str, Any]


def write_run(data_dir: Path, run: str, records: list[Record], *, tail: bytes = b"") -> Path:
    """Write the records as a run with its report; return the articles file. `tail` is put at the file's end."""
    path = data_dir / "news" / "articles" / f"{run}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(orjson.dumps(record | {"run": run}) + b"\n" for record in records) + tail)
    report = data_dir / "news" / "runs" / f"{run}.json"
    report.parent.mkdir(exist_ok=True)
    listed = {
        "file": f"articles/{path.name}",
        "rows": len(records),
        "bytes": path.stat().st_size,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
    report.write_bytes(orjson.dumps({"run": run, "files": [listed]}))
    return path


def revised(record: Record, revision: int, **changes: Any) -> Record:
    """Return a later revision of a record."""
    return record | {"revision": revision, "reason": "page"} | changes
