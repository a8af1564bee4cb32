"""The figures behind the charts: a table each, drawn on the page and offered as CSV."""

import csv
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wipo_scraper.report.collect import Collection
from wipo_scraper.report.sources import Kind, Source
from wipo_scraper.site import STREAMS
from wipo_scraper.versions import CHECKS

_OVER_TIME = 8  # sources followed over the years

LANGUAGE_NAMES = {
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ja": "Japanese",
    "pt": "Portuguese",
    "ru": "Russian",
    "zh": "Chinese",
    "": "unknown",
}


@dataclass(frozen=True)
class Figure:
    """A chart and its data: the columns and rows, and what the rows count."""

    name: str
    title: str
    unit: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    value: int = 1  # the column that is drawn
    remark: str = ""

    @property
    def alt(self) -> str:
        """What the chart shows, in words: its largest values."""
        largest = sorted(self.rows, key=lambda row: row[self.value], reverse=True)[:3]
        shown = (f"{', '.join(map(str, row[: self.value]))}: {_printed(row[self.value])}" for row in largest)
        return f"{self.title} ({self.unit}). The largest: {'; '.join(shown)}."

    def write(self, folder: Path) -> None:
        """Write the rows as CSV (RFC 4180, UTF-8)."""
        with (folder / f"{self.name}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([self.columns, *self.rows])


def figures(collection: Collection) -> list[Figure]:
    """Return the overview's figures, those without rows left out."""
    made = (
        _months(collection),
        _counted("streams", "Articles by stream", "stream", collection.streams, stream_title),
        _counted("languages", "Articles by language", "language", collection.languages, language_name),
        _most_quoted(collection, "person", "people", "Most quoted people"),
        _over_time(collection, "person", "people-by-year", "Who is quoted when"),
        _most_quoted(collection, "organization", "organizations", "Most quoted organizations"),
        _over_time(collection, "organization", "organizations-by-year", "Which organizations are quoted when"),
        _coverage(collection),
        _agreement(collection),
    )
    return [figure for figure in made if figure.rows]


def stream_title(key: str) -> str:
    """Return a stream's title, short: what stands before its first comma."""
    return STREAMS[key].title.partition(",")[0] if key in STREAMS else key or "no listed stream"


def language_name(tag: str) -> str:
    """Return a language's English name."""
    return LANGUAGE_NAMES.get(tag, tag)


def _printed(value: float) -> str:
    return f"{value:.0%}" if isinstance(value, float) else f"{value:,}"


def _months(collection: Collection) -> Figure:
    shown = collection.months.total()
    left_out = collection.articles - shown
    return Figure(
        "months",
        "Articles by month",
        "articles a month",
        ("month", "articles"),
        sorted(collection.months.items()),
        remark=f"Without a month, and not shown: {left_out:,}." if left_out else "",
    )


def _counted(name: str, title: str, column: str, counts: Counter[str], label: Callable[[str], str]) -> Figure:
    rows = [(label(key), count) for key, count in counts.most_common()]
    return Figure(name, title, "articles", (column, "articles"), rows)


def _most_quoted(collection: Collection, kind: Kind, name: str, title: str) -> Figure:
    sources = collection.sources.most_quoted(kind)
    rows = [(source.name, len(source.years), len(source.quotations)) for source in sources]
    return Figure(name, title, "stories that quote them", ("name", "stories", "quotes"), rows)


def _over_time(collection: Collection, kind: Kind, name: str, title: str) -> Figure:
    sources = collection.sources.most_quoted(kind)[:_OVER_TIME]
    rows = [(source.name, *year) for source in sources for year in sorted(_by_year(source).items())]
    return Figure(name, title, "stories a year", ("name", "year", "stories"), rows, value=2)


def _by_year(source: Source) -> Mapping[int, int]:
    return Counter(int(year) for year in source.years.values() if year)


def _coverage(collection: Collection) -> Figure:
    count = collection.articles
    rows = [(name, found / count, found, count) for name, found in collection.covered.most_common()]
    return Figure(
        "coverage", "What the articles give", "share of articles", ("field", "share", "with", "articles"), rows
    )


def _agreement(collection: Collection) -> Figure:
    agreement = collection.agreement
    rows = [
        (meaning, share, agreement.agreed[check], agreement.compared[check])
        for check, meaning in CHECKS.items()
        if (share := agreement.share(check)) is not None
    ]
    return Figure(
        "agreement",
        "Do language versions agree?",
        "share of compared pairs",
        ("respect", "share", "agree", "compared"),
        rows,
    )
