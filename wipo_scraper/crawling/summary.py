"""The end of a run in words: a few lines, and a table of what was written."""

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

_COLUMNS = ("records", "date", "speakers", "quotes", "images", "credits")


def print_summary(report: dict[str, Any], directory: Path, console: Console) -> None:
    """Print what a person wants to know about a run whose files are in `directory`."""
    counts = {entry["name"]: entry["count"] for entry in report["counts"]}
    failures = sum(count for name, count in counts.items() if name.startswith("failures/"))
    style = "green" if report["status"] == 0 else "red"
    console.print(f"[{style}]{report['verdict']}[/]: {report['reason']}", highlight=False, soft_wrap=True)
    console.print(
        f"{counts.get('articles/written', 0)} records, {failures} failures, {report['requests']} requests"
        f" in {report['seconds']:.0f} s (run {report['run']}, {report['origin']})",
        highlight=False,
        soft_wrap=True,
    )
    if console.is_terminal and report["coverage"]:
        console.print(_table(report["coverage"]))
    for row in report["quarantined"]:
        console.print(f"  not read: {row['file']}: {row['reason']}", highlight=False, markup=False, soft_wrap=True)
    for file in report["files"]:
        rows = f"{file['rows']} rows, " if file["rows"] is not None else ""
        line = f"  {directory / file['file']}  {rows}{file['bytes']} bytes"
        console.print(line, highlight=False, markup=False, soft_wrap=True)


def _table(coverage: list[dict[str, Any]]) -> Table:
    table = Table("stream")
    for column in _COLUMNS:
        table.add_column(column, justify="right")
    for row in coverage:
        table.add_row(row["stream"] or "(no listed stream)", *(str(row[column]) for column in _COLUMNS))
    return table
