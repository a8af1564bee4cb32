"""`scrapy export`: the records of a DATA_DIR as files for other tools."""

import argparse
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from scrapy.commands import ScrapyCommand

from wipo_scraper.commands.leaving import USAGE, leave
from wipo_scraper.storage.lines import OutputError
from wipo_scraper.warehouse.export import FORMATS, Exported, export
from wipo_scraper.warehouse.extras import MissingExtraError
from wipo_scraper.warehouse.reading import NoArticlesError
from wipo_scraper.warehouse.workshop import TargetBusyError, TargetError

_STATUS: dict[type[Exception], int] = {
    NoArticlesError: USAGE,
    TargetError: USAGE,
    MissingExtraError: 1,
    OutputError: 3,
    OSError: 3,
    TargetBusyError: 75,
}


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
        parser.add_argument("--to", choices=FORMATS, required=True, help="format")
        parser.add_argument("-o", dest="target", type=Path, required=True, help=f"file; a folder for {folders}")
        parser.add_argument("--history", action="store_true", help="all revisions, not only the newest")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Export, and tell what was written and what was no record."""
        if len(args) != 1:
            leave("export", "give one DATA_DIR")
        console = Console(stderr=True)
        columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn()
        try:
            with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
                exported = export(Path(args[0]), opts.to, opts.target, history=opts.history, progress=progress)
        except tuple(_STATUS) as error:
            leave("export", str(error), next(status for kind, status in _STATUS.items() if isinstance(error, kind)))
        _tell(exported, opts.target, console)


def _tell(exported: Exported, target: Path, console: Console) -> None:
    for refusal in exported.refused:
        console.print(str(refusal), highlight=False, markup=False, soft_wrap=True)
    rows = ", ".join(f"{count} {name}" for name, count in exported.rows.items())
    refused = f"; {len(exported.refused)} lines are no records" if exported.refused else ""
    console.print(f"{target}: {rows}{refused}", highlight=False, markup=False, soft_wrap=True)
