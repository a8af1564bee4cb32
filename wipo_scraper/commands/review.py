"""`scrapy review`: what readers of the report marked, as precision and as fixtures."""

import argparse
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand

from wipo_scraper.commands.leaving import leave
from wipo_scraper.report.fixtures import write_fixtures
from wipo_scraper.report.marks import WHAT, MarksError, Review, read_marks, review
from wipo_scraper.warehouse.reading import NoArticlesError

_WIDTH = 120


class Command(ScrapyCommand):
    """Counts marks on quotes and speakers, and turns articles that are marked in full into fixtures."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Say how the command is called."""
        return "[options] DATA_DIR MARKS.json"

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Turn the marks of the report's readers into precision and fixtures"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's options to Scrapy's."""
        super().add_options(parser)
        parser.add_argument("-o", dest="target", type=Path, help="folder for fixtures, in the layout of tests/fixtures")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the precision, and write the fixtures if a folder is given."""
        if len(args) != 2:
            leave("review", "give a DATA_DIR and a file of marks")
        data_dir = Path(args[0])
        try:
            reviewed = review(data_dir, read_marks(Path(args[1])))
        except MarksError as error:
            leave("review", f"MARKS.json: {error}")
        except NoArticlesError as error:
            leave("review", f"DATA_DIR: {error}")
        for line in reviewed.stale:
            sys.stderr.write(f"stale mark: {line}\n")
        width = None if sys.stdout.isatty() else _WIDTH  # a file has no width to wrap at
        Console(highlight=False, width=width).print(_table(reviewed))
        if opts.target is not None:
            _write(reviewed, data_dir, opts.target)


def _write(reviewed: Review, data_dir: Path, target: Path) -> None:
    try:
        written, left_out = write_fixtures(reviewed, data_dir, target)
    except OSError as error:
        leave("review", f"{error.filename}: {error.strerror}", 3)
    for folder in written:
        sys.stdout.write(f"{folder}\n")
    for line in left_out:
        sys.stderr.write(f"no fixture: {line}\n")


def _table(reviewed: Review) -> Table:
    table = Table("marked as right", "", "right", "marked", "precision", "95 % interval", box=None)
    for group, precision in sorted(reviewed.precision.items(), key=lambda it: tuple(part or "" for part in it[0])):
        low, high = precision.interval
        table.add_row(
            WHAT[group.what] if group.by is None else "",
            f"{group.by} {group.value or 'unknown'}" if group.by else "all",
            str(precision.right),
            str(precision.marked),
            f"{precision.right / precision.marked:.3f}",
            f"{low:.2f}–{high:.2f}",
        )
    return table
