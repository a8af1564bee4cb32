"""`scrapy export`: the records of a DATA_DIR as files for other tools."""

import argparse
from pathlib import Path

from rich.progress import Progress
from scrapy.commands import ScrapyCommand

from wipo_scraper.commands.data_dir import add_target, make_of, refusals
from wipo_scraper.warehouse.export import FORMATS, export


class Command(ScrapyCommand):
    """Exports the newest revision of every article, or all revisions."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Say how the command is called."""
        return "[options] DATA_DIR --to FORMAT -o PATH"

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Write the records as Parquet, DuckDB, SQLite, CSV, JSON lines or linked data"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's options to Scrapy's."""
        super().add_options(parser)
        folders = ", ".join(name for name, it in FORMATS.items() if it.folder)
        add_target(parser, f"file; a folder for {folders}")
        parser.add_argument("--to", choices=FORMATS, required=True, help="format")
        parser.add_argument("--history", action="store_true", help="all revisions, not only the newest")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Make it, and tell what was made."""
        make_of(args, opts, "export", _make)


def _make(data_dir: Path, given: argparse.Namespace, progress: Progress) -> list[str]:
    """Export; tell what was written and what was no record."""
    exported = export(data_dir, given.to, given.target, history=given.history, progress=progress)
    rows = ", ".join(f"{count} {name}" for name, count in exported.rows.items())
    told = [str(refusal) for refusal in exported.refused]
    return [*told, f"{given.target}: {rows}{refusals(len(exported.refused))}"]
