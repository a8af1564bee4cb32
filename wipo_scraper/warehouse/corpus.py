"""`load`: the records of a DATA_DIR in Python, as records and as tidy data frames."""

import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from wipo_scraper.article import Record
from wipo_scraper.warehouse.extras import need
from wipo_scraper.warehouse.reading import Refusal, Survey, article_files, survey
from wipo_scraper.warehouse.tables import TABLES, Row, rows_of

if TYPE_CHECKING:
    from pandas import DataFrame


def load(data_dir: str | os.PathLike[str], *, history: bool = False) -> "Corpus":
    """Return the newest revision of every article in a DATA_DIR, or with `history` all revisions.

    Raises NoArticlesError.
    """
    return Corpus(survey(article_files(Path(data_dir)), history=history))


class Corpus:
    """Records in order of publication: iterate over it, or take a table of it as a pandas data frame.

    The frames have the columns of docs/warehouse.md. `refused` lists the lines that are no records.
    """

    def __init__(self, found: Survey) -> None:
        self._found = found

    def __len__(self) -> int:
        return len(self._found.places)

    def __iter__(self) -> Iterator[Record]:
        for line in self._found.lines():
            yield Record.model_validate_json(line, extra="ignore")

    @property
    def refused(self) -> list[Refusal]:
        """The lines of the input that are no records, with file, line and reason."""
        return self._found.refused

    @cached_property
    def articles(self) -> "DataFrame":
        """One row an article. Raises MissingExtraError without pandas, as the other frames do."""
        return self._frame("articles")

    @cached_property
    def quotes(self) -> "DataFrame":
        """One row a quote. Group by `speaker_key`: the known person, else the name (`speaker_key_kind` says which)."""
        return self._frame("quotes")

    @cached_property
    def speakers(self) -> "DataFrame":
        """One row a speaker of an article."""
        return self._frame("speakers")

    @cached_property
    def images(self) -> "DataFrame":
        """One row an image of an article."""
        return self._frame("images")

    def _frame(self, name: str) -> "DataFrame":
        pandas = need("pandas", "pandas")
        columns = TABLES[name].columns
        rows: list[Row] = [row for line in self._found.lines() for row in rows_of(orjson.loads(line))[name]]
        frame: DataFrame = pandas.DataFrame(rows, columns=[column.name for column in columns])
        for column in columns:
            if column.kind in ("date", "timestamp"):
                frame[column.name] = pandas.to_datetime(frame[column.name], utc=column.kind == "timestamp")
            elif column.kind == "integer":
                frame[column.name] = frame[column.name].astype("Int64")
        return frame
