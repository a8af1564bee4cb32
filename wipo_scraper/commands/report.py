"""`scrapy report`: the records of a DATA_DIR as a folder of pages to look at."""

import argparse
from pathlib import Path

from rich.progress import Progress
from scrapy.commands import ScrapyCommand

from wipo_scraper.commands.data_dir import add_target, make_of, refusals
from wipo_scraper.report.build import build_report


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
        add_target(parser, "folder; an older report is replaced")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Make it, and tell what was made."""
        make_of(args, opts, "report", _make)


def _make(data_dir: Path, given: argparse.Namespace, progress: Progress) -> list[str]:
    """Build the pages; tell where they are and what was no record."""
    built = build_report(data_dir, given.target, progress)
    told = [str(refusal) for refusal in built.refused]
    return [*told, f"{given.target / 'index.html'}: {built.articles} articles{refusals(len(built.refused))}"]
