"""`scrapy schema`: the contract of a record."""

import argparse
import sys

import orjson
from scrapy.commands import ScrapyCommand

from wipo_scraper.article import record_schema


class Command(ScrapyCommand):
    """Prints the JSON Schema of a record."""

    requires_project = True
    requires_crawler_process = False

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Print the JSON Schema of a record"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 (Scrapy's signature)
        """Print it."""
        sys.stdout.buffer.write(orjson.dumps(record_schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
