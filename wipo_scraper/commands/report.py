"""`scrapy report`: the records of a DATA_DIR as a folder of pages to look at."""

import argparse
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from scrapy.commands import ScrapyCommand

from wipo_scraper.commands.leaving import USAGE, leave
from wipo_scraper.report.build import build_report
from wipo_scraper.storage.lines import OutputError
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
    """Builds static pages that open from disk and can be published."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Say how the command is called."""
        return "DATA_DIR -o DIR"

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Build pages to look at: overview, search, articles with their quotes, speakers"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's options to Scrapy's."""
        super().add_options(parser)
        parser.add_argument("-o", dest="target", type=Path, required=True, help="folder; an older report is replaced")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Build the pages, and tell where they are and what was no record."""
        if len(args) != 1:
            leave("report", "give one DATA_DIR")
        console = Console(stderr=True)
        columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn()
        try:
            with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
                built = build_report(Path(args[0]), opts.target, progress)
        except tuple(_STATUS) as error:
            leave("report", str(error), next(status for kind, status in _STATUS.items() if isinstance(error, kind)))
        for refusal in built.refused:
            console.print(str(refusal), highlight=False, markup=False, soft_wrap=True)
        refused = f"; {len(built.refused)} lines are no records" if built.refused else ""
        line = f"{opts.target / 'index.html'}: {built.articles} articles{refused}"
        console.print(line, highlight=False, markup=False, soft_wrap=True)
