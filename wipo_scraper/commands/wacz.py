"""`scrapy wacz`: the archives of a DATA_DIR as one WACZ file, to share or to browse."""

import argparse
from pathlib import Path

from rich.progress import Progress
from scrapy.commands import ScrapyCommand

from wipo_scraper.commands.data_dir import add_target, make_of
from wipo_scraper.warehouse.wacz import pack


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
        add_target(parser, "file, replaced when the new one is whole")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Make it, and tell what was made."""
        make_of(args, opts, "wacz", _make)


def _make(data_dir: Path, given: argparse.Namespace, progress: Progress) -> list[str]:
    """Pack; tell what the file holds."""
    del progress
    packed = pack(data_dir, given.target)
    left_out = f"; {packed.unfinished} unfinished left out" if packed.unfinished else ""
    return [f"{given.target}: {packed.archives} archives, {packed.articles} articles{left_out}"]
