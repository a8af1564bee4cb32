"""`scrapy versions`: do the language versions of the stories agree?"""

import argparse
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table
from scrapy.commands import ScrapyCommand

from wipo_scraper.article import Record
from wipo_scraper.commands.leaving import leave
from wipo_scraper.versions import CHECKS, Agreement, Disagreement, compare_versions
from wipo_scraper.warehouse.reading import NoArticlesError, article_files, survey


class Command(ScrapyCommand):
    """Compares the language versions of every known story and lists where they differ."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Say what the command takes."""
        return "DATA_DIR"

    def short_desc(self) -> str:
        """Say what the command does."""
        return "Compare the language versions of the stories"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002 (Scrapy's signature)
        """Print the disagreements, then the counts."""
        if len(args) != 1:
            leave("versions", "DATA_DIR: give one directory of a crawl")
        try:
            found = survey(article_files(Path(args[0])))
        except NoArticlesError as error:
            leave("versions", f"DATA_DIR: {error}")
        for refusal in found.refused:
            sys.stderr.write(f"{refusal}\n")
        agreement = compare_versions(Record.model_validate_json(line, extra="ignore") for line in found.lines())
        for disagreement in agreement.disagreements:
            sys.stdout.write(_in_words(disagreement))
        Console(highlight=False).print(_table(agreement))


def _in_words(found: Disagreement) -> str:
    lines = [f"{found.story}: {found.check}"]
    for version in (found.first, found.second):
        lines.append(f"  {version.language}  {version.url}")
        if found.check == "date":
            lines.append(f"      {version.date}")
        elif found.check == "persons":
            lines.append(f"      {', '.join(version.persons) or 'nobody known'}")
        else:
            lines += [f"      {quote}" for quote in version.quotes]
    return "\n".join(lines) + "\n\n"


def _table(agreement: Agreement) -> Table:
    table = Table("agreement of language versions", "compared", "agree", "share", box=None)
    for check, meaning in CHECKS.items():
        share = agreement.share(check)
        table.add_row(
            f"{check}: {meaning}",
            str(agreement.compared[check]),
            str(agreement.agreed[check]),
            "-" if share is None else f"{share:.3f}",
        )
    return table
