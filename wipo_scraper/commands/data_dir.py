"""What the commands share that make one thing of a DATA_DIR."""

import argparse
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from wipo_scraper.commands.leaving import USAGE, leave
from wipo_scraper.storage.lines import OutputError
from wipo_scraper.warehouse.extras import MissingExtraError
from wipo_scraper.warehouse.reading import NoArticlesError
from wipo_scraper.warehouse.wacz import NoArchivesError
from wipo_scraper.warehouse.workshop import TargetBusyError, TargetError

_STATUS: dict[type[Exception], int] = {
    NoArticlesError: USAGE,
    NoArchivesError: USAGE,
    TargetError: USAGE,
    MissingExtraError: 1,
    OutputError: 3,
    OSError: 3,
    TargetBusyError: 75,
}


Maker = Callable[[Path, argparse.Namespace, Progress], list[str]]
"""Makes the thing of a DATA_DIR and the command's options; returns the lines that tell what was made."""


def add_target(parser: argparse.ArgumentParser, meaning: str) -> None:
    """Add the option that names what is written."""
    parser.add_argument("-o", dest="target", type=Path, required=True, help=meaning)


def make_of(args: list[str], given: argparse.Namespace, command: str, make: Maker) -> None:
    """Make it with a progress display on a terminal, and leave with the status of what went wrong."""
    if len(args) != 1:
        leave(command, "give one DATA_DIR")
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn()
    try:
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            lines = make(Path(args[0]), given, progress)
    except tuple(_STATUS) as error:
        leave(command, str(error), next(code for kind, code in _STATUS.items() if isinstance(error, kind)))
    for line in lines:
        console.print(line, highlight=False, markup=False, soft_wrap=True)


def refusals(refused: int) -> str:
    """Tell how many lines of the run files were no records, if any."""
    return f"; {refused} lines are no records" if refused else ""
