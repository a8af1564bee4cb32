"""Plain text: CSV files, and JSON lines of the records as they are."""

import csv
from contextlib import ExitStack

import jsonlines
import orjson

from wipo_scraper.warehouse import types
from wipo_scraper.warehouse.job import Job
from wipo_scraper.warehouse.tables import TABLES, rows_of


def write_csv(job: Job) -> dict[str, int]:
    """Write a CSV file (RFC 4180, UTF-8) for each table; return the rows of each. A null is an empty field."""
    rows = dict.fromkeys(TABLES, 0)
    with ExitStack() as stack:
        writers = {}
        for name, table in TABLES.items():
            stream = stack.enter_context((job.product / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            writers[name] = csv.writer(stream)
            writers[name].writerow(column.name for column in table.columns)
        for record in job.records:
            for name, table_rows in rows_of(record).items():
                rows[name] += len(table_rows)
                columns = TABLES[name].columns
                writers[name].writerows([types.plain(column, row) for column in columns] for row in table_rows)
    return rows


def write_jsonl(job: Job) -> dict[str, int]:
    """Write the records as they stand in the run files, one a line; return their number."""
    count = 0
    with job.product.open("wb") as stream, jsonlines.Writer(stream, dumps=orjson.dumps) as writer:
        for count, record in enumerate(job.records, start=1):  # noqa: B007 - the count is returned
            writer.write(record)
    return {"articles": count}
