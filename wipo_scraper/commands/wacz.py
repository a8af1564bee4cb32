"""`scrapy wacz`: the archives of a DATA_DIR as one WACZ file, to share or to browse."""

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand

from wipo_scraper.commands.leaving import USAGE, leave
from wipo_scraper.storage.lines import OutputError
from wipo_scraper.warehouse.extras import MissingExtraError
from wipo_scraper.warehouse.reading import NoArticlesError
from wipo_scraper.warehouse.wacz import NoArchivesError, pack

_STATUS: dict[type[Exception], int] = {
    NoArticlesError: USAGE,
    NoArchivesError: USAGE,
    MissingExtraError: 1,
    OutputError: 3,
}


class Command(ScrapyCommand):
    """Packs the archives of all finished runs."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Say how the command is called."""
        return "DATA_DIR -o FILE"

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Pack the archives of a DATA_DIR into a WACZ file"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's options to Scrapy's."""
        super().add_options(parser)
        parser.add_argument(
            "-o", dest="target", type=Path, required=True, help="file, replaced when the new one is whole"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Pack, and tell what the file holds."""
        if len(args) != 1:
            leave("wacz", "give one DATA_DIR")
        try:
            packed = pack(Path(args[0]), opts.target)
        except tuple(_STATUS) as error:
            leave("wacz", str(error), _STATUS[type(error)])
        left_out = f"; {packed.unfinished} unfinished left out" if packed.unfinished else ""
        sys.stderr.write(f"{opts.target}: {packed.archives} archives, {packed.articles} articles{left_out}\n")
