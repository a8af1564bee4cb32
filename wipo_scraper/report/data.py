"""The data that the pages load: articles, rows of lists, columns to filter by, and sources."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from wipo_scraper.article import Record
from wipo_scraper.report.articles import article_view, row_view
from wipo_scraper.report.collect import Collection
from wipo_scraper.report.scripts import ARTICLE_PARTS, SOURCE_PARTS, append, part_of, statement
from wipo_scraper.report.search import steps
from wipo_scraper.report.tables import language_name, stream_title
from wipo_scraper.warehouse.reading import Place

UNDATED = "9999-99-99"
_ROWS = 50  # articles of a part of the list


def write_articles(data: Path, records: Iterable[Record], collection: Collection) -> None:
    """Write what the reading page shows of each article, and what lists show of it in the order of the records."""
    articles, lists = data / "articles", data / "rows"
    articles.mkdir()
    lists.mkdir()
    for number, part in enumerate(_parts(records)):
        for record in part:
            line = statement("article", record.id, article_view(record, collection.versions(record)))
            append(articles, part_of(record.id, ARTICLE_PARTS), line)
        (lists / f"{number}.js").write_bytes(statement("rows", number, [row_view(record) for record in part]))


def write_columns(data: Path, places: list[Place], collection: Collection) -> None:
    """Write what articles are filtered by, one sign or number an article."""
    columns = {
        "articles": collection.articles,
        "rows": _ROWS,
        "streams": [[key, stream_title(key)] for key in collection.streams],
        "stream": "".join(collection.stream_column),
        "languages": [[tag, language_name(tag)] for tag in collection.languages],
        "language": "".join(collection.language_column),
        **_days([date.fromisoformat(place.published) for place in places if place.published != UNDATED]),
    }
    (data / "columns.js").write_bytes(statement("columns", 0, columns))


def write_sources(data: Path, collection: Collection) -> None:
    """Write the list of persons and organizations, and the page of each."""
    (data / "sources").mkdir()
    sources = sorted(collection.sources.values(), key=lambda it: (-len(it.years), -len(it.articles), it.name))
    names = {key: source.name for key, source in collection.sources.items()}
    listed = [
        [str(source.key), source.name, len(source.years), len(source.quotations), steps(source.articles)]
        for source in sources
    ]
    (data / "sources.js").write_bytes(statement("sources", 0, listed))
    for source in sources:
        key = str(source.key)
        append(data / "sources", part_of(key, SOURCE_PARTS), statement("source", key, source.page(names)))


def _parts(records: Iterable[Record]) -> Iterator[list[Record]]:
    remaining = iter(records)
    while part := list(islice(remaining, _ROWS)):
        yield part


def _days(days: list[date]) -> dict[str, Any]:
    """Return the newest day and the steps in days from it back to each dated article."""
    newest = days[0] if days else None
    return {
        "newest": newest and newest.isoformat(),
        "days": steps([(newest - day).days for day in days]) if newest else "",
    }
