"""Given the news of the sample, `scrapy export` writes it for other tools: whole, newest revisions, twice the same."""

import contextlib
import csv
import fcntl
import hashlib
import json
import os
import pty
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import jsonlines
import pytest
from frictionless import Package

from benchmarks.export import measure, write_data_dir
from tests.run_files import revised, write_run
from tests.scrapy_process import ROOT, rows, scrapy
from wipo_scraper.article import SCHEMA_VERSION
from wipo_scraper.warehouse.export import FORMATS, export
from wipo_scraper.warehouse.tables import TABLES

RUN_1, RUN_2, RUN_3 = "20240101T000000000Z", "20240102T000000000Z", "20240103T000000000Z"


@pytest.fixture
def three_runs(sample: Path, tmp_path: Path) -> Path:
    """Four articles; the first changes in the second run, the second changes twice."""
    a, b, c, d = rows(sample)[:4]
    data = tmp_path / "data"
    write_run(data, RUN_1, [a, b, c])
    write_run(data, RUN_2, [revised(a, 2, title="A, changed"), d, revised(b, 2, quotes=[], speakers=[])])
    write_run(data, RUN_3, [revised(b, 3, title="B, changed twice", quotes=b["quotes"][:1])])
    return data


def query(sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as database:
        return database.execute(sql).fetchall()


def tree(path: Path) -> dict[str, bytes]:
    return {it.relative_to(path).as_posix(): it.read_bytes() for it in sorted(path.rglob("*")) if it.is_file()}


# What is written


def test_parquet_has_every_row_of_the_four_tables(sample: Path, tmp_path: Path) -> None:
    result = scrapy("export", sample, "--to", "parquet", "-o", tmp_path / "out")
    assert result.status == 0, result.err
    records = rows(sample)
    for name in TABLES:
        expected = len(records) if name == "articles" else sum(len(record[name]) for record in records)
        (found,) = query(f"SELECT count(*) FROM read_parquet('{tmp_path}/out/{name}/**/*.parquet')")
        assert found == (expected,), name


def test_parquet_is_compressed_with_zstd_and_partitioned_by_year(sample: Path, tmp_path: Path) -> None:
    export(sample, "parquet", tmp_path / "out")
    years = {record["date"][:4] for record in rows(sample) if record["date"]}
    assert {path.name for path in (tmp_path / "out" / "articles").iterdir()} >= {f"year={year}" for year in years}
    files = f"{tmp_path}/out/*/*/*.parquet"
    assert query(f"SELECT DISTINCT compression FROM parquet_metadata('{files}')") == [("ZSTD",)]
    assert query(f"SELECT DISTINCT decode(value) FROM parquet_kv_metadata('{files}')") == [(SCHEMA_VERSION,)]


def test_undated_articles_are_in_the_partition_that_readers_take_for_null(sample: Path, tmp_path: Path) -> None:
    record = rows(sample)[0]
    write_run(tmp_path / "data", RUN_1, [record | {"date": None, "date_precision": None}])
    export(tmp_path / "data", "parquet", tmp_path / "out")
    found = query(
        f"SELECT year, published, id FROM read_parquet('{tmp_path}/out/articles/**', hive_partitioning = true)"
    )
    assert found == [(None, None, record["id"])]


def test_a_table_without_rows_still_has_its_columns(sample: Path, tmp_path: Path) -> None:
    write_run(tmp_path / "data", RUN_1, [rows(sample)[0] | {"images": []}])
    export(tmp_path / "data", "parquet", tmp_path / "out")
    described = query(f"DESCRIBE SELECT * FROM read_parquet('{tmp_path}/out/images/**', hive_partitioning = true)")
    assert {row[0] for row in described} == {column.name for column in TABLES["images"].columns}


@pytest.mark.parametrize(
    ("printed", "precision", "published"),
    [("2024-03-15", "day", "2024-03-15"), ("2013-12", "month", "2013-12-01"), ("2013", "year", "2013-01-01"),
     ("2013-02-31", "day", None)],
)  # fmt: skip
def test_a_real_date_stands_beside_the_printed_one(
    printed: str, precision: str, published: str | None, sample: Path, tmp_path: Path
) -> None:
    write_run(tmp_path / "data", RUN_1, [rows(sample)[0] | {"date": printed, "date_precision": precision}])
    export(tmp_path / "data", "duckdb", tmp_path / "out.duckdb")
    with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as database:
        row = database.execute(
            "SELECT date, date_precision, typeof(published), published::VARCHAR FROM articles"
        ).fetchone()
    assert row == (printed, precision, "DATE", published)


def test_all_formats_of_the_tables_hold_the_same_values(sample: Path, tmp_path: Path) -> None:
    for to in ("parquet", "duckdb", "sqlite", "csv"):
        export(sample, to, tmp_path / to)
    sqlite = sqlite3.connect(tmp_path / "sqlite")
    for name, table in TABLES.items():
        plain = ", ".join(f'"{it.name}"' for it in table.columns if it.kind in ("text", "integer", "number"))
        order = f"ORDER BY {', '.join(table.key)}"
        parquet = query(
            f"SELECT {plain} FROM read_parquet('{tmp_path}/parquet/{name}/**', hive_partitioning = true) {order}"
        )
        assert parquet, name
        with duckdb.connect(str(tmp_path / "duckdb"), read_only=True) as database:
            assert database.execute(f"SELECT {plain} FROM {name} {order}").fetchall() == parquet, name
        assert sqlite.execute(f"SELECT {plain} FROM {name} {order}").fetchall() == parquet, name
        as_text = [tuple("" if value is None else str(value) for value in row) for row in parquet]
        with (tmp_path / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            columns = [it.name for it in table.columns if it.kind in ("text", "integer", "number")]
            lines = [tuple(row[column] for column in columns) for row in csv.DictReader(stream)]
        assert sorted(lines) == sorted(as_text), name


def test_duckdb_keeps_lists_and_objects_and_describes_every_column(sample: Path, tmp_path: Path) -> None:
    export(sample, "duckdb", tmp_path / "wipo.duckdb")
    with duckdb.connect(str(tmp_path / "wipo.duckdb"), read_only=True) as database:
        spans = """
            SELECT q.text, list_transform(q.spans, lambda s: substring(a.text, s.start + 1, s."end" - s.start))
            FROM quotes q JOIN articles a ON a.id = q.article_id WHERE len(q.spans) > 0
        """
        found = database.execute(spans).fetchall()
        comments = database.execute(
            "SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"
        ).fetchone()
    assert found
    assert all(text == "\n\n".join(words) for text, words in found)
    assert comments == (0,)


def test_sqlite_finds_articles_and_quotes_by_words(sample: Path, tmp_path: Path) -> None:
    export(sample, "sqlite", tmp_path / "wipo.sqlite")
    quote = next(quote for record in rows(sample) for quote in record["quotes"] if len(quote["text"].split()) > 5)
    words = quote["text"].split()[2:5]
    phrase = " ".join(word for word in words)
    with sqlite3.connect(tmp_path / "wipo.sqlite") as database:
        found = database.execute(
            "SELECT id FROM quotes WHERE rowid IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH ?)",
            [f'"{phrase}"'],
        ).fetchall()
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert (quote["id"],) in found


def test_json_lines_are_the_records_as_they_are(sample: Path, tmp_path: Path) -> None:
    export(sample, "jsonl", tmp_path / "out.jsonl")
    with jsonlines.open(tmp_path / "out.jsonl") as lines:
        exported = list(lines)
    assert sorted(exported, key=lambda it: it["id"]) == sorted(rows(sample), key=lambda it: it["id"])


def test_rows_are_in_order_of_publication(sample: Path, tmp_path: Path) -> None:
    export(sample, "jsonl", tmp_path / "out.jsonl")
    with jsonlines.open(tmp_path / "out.jsonl") as lines:
        dates = [record["date"] for record in lines]
    dated = [date for date in dates if date]
    assert [f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01"[:10] for date in dated] == sorted(
        f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01"[:10] for date in dated
    )


@pytest.mark.parametrize("to", FORMATS)
def test_a_target_may_have_any_name(to: str, three_runs: Path, tmp_path: Path) -> None:
    target = tmp_path / "it's *new* [1]" / "größe = {2}"
    assert export(three_runs, to, target).rows
    assert target.exists()


# Revisions


def test_the_newest_revision_wins(three_runs: Path, tmp_path: Path) -> None:
    export(three_runs, "duckdb", tmp_path / "out.duckdb")
    with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as database:
        revisions = database.execute("SELECT revision, count(*) FROM articles GROUP BY 1 ORDER BY 1").fetchall()
        titles = database.execute("SELECT title FROM articles WHERE revision > 1 ORDER BY title").fetchall()
        strays = database.execute(
            "SELECT count(*) FROM quotes q LEFT JOIN articles a ON (a.id, a.revision) = (q.article_id, q.revision)"
            " WHERE a.id IS NULL"
        ).fetchone()
    assert revisions == [(1, 2), (2, 1), (3, 1)]
    assert titles == [("A, changed",), ("B, changed twice",)]
    assert strays == (0,)


def test_an_older_revision_in_a_later_run_does_not_win(sample: Path, tmp_path: Path) -> None:
    record = rows(sample)[0]
    write_run(tmp_path / "data", RUN_1, [revised(record, 2, title="Newer")])
    write_run(tmp_path / "data", RUN_2, [record])
    export(tmp_path / "data", "jsonl", tmp_path / "out.jsonl")
    with jsonlines.open(tmp_path / "out.jsonl") as lines:
        assert [it["title"] for it in lines] == ["Newer"]


@pytest.mark.parametrize("to", FORMATS)
def test_history_keeps_every_revision(to: str, three_runs: Path, tmp_path: Path) -> None:
    counts = export(three_runs, to, tmp_path / "out", history=True).rows
    everything = rows(three_runs)
    expected = {"articles": len(everything), "quotes": sum(len(it["quotes"]) for it in everything)}
    assert {name: count for name, count in counts.items() if name in expected}.items() <= expected.items()


# Idempotent and atomic


@pytest.mark.parametrize("to", [to for to in FORMATS if to != "duckdb"])
def test_twice_is_once_byte_for_byte(to: str, sample: Path, tmp_path: Path) -> None:
    for folder in ("first", "second"):
        (tmp_path / folder).mkdir()
        export(sample, to, tmp_path / folder / "out")
    assert tree(tmp_path / "first") == tree(tmp_path / "second")


def test_a_database_exported_twice_into_the_same_file_has_the_same_rows(sample: Path, tmp_path: Path) -> None:
    contents = []
    for _ in range(2):
        export(sample, "duckdb", tmp_path / "out.duckdb")
        with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as database:
            contents.append([database.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES])
    assert contents[0] == contents[1]


def test_an_export_replaces_the_one_before_and_leaves_nothing_beside_it(
    three_runs: Path, sample: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    export(sample, "parquet", target)
    export(three_runs, "parquet", target)
    assert query(f"SELECT count(*) FROM read_parquet('{target}/articles/**')") == [(4,)]
    assert {path.name for path in tmp_path.iterdir()} <= {"out", "data"}


@pytest.mark.parametrize("to", ["parquet", "sqlite"])
def test_a_killed_export_leaves_the_old_one_and_the_next_one_succeeds(to: str, tmp_path: Path) -> None:
    data, target = tmp_path / "data", tmp_path / "out"
    write_data_dir(data, 100)
    export(data, to, target)
    before = tree(target) if target.is_dir() else target.read_bytes()
    write_data_dir(tmp_path / "more", 2000)
    command = [sys.executable, "-m", "scrapy", "export", tmp_path / "more", "--to", to, "-o", target]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while not any(
        (tmp_path / "out.part" / "staging").glob("*") if to == "parquet" else (tmp_path / "out.part").glob("product")
    ):
        assert process.poll() is None, "the export ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert (tree(target) if target.is_dir() else target.read_bytes()) == before
    assert export(tmp_path / "more", to, target).rows["articles"] == 1800
    assert not (tmp_path / "out.part").exists()


def test_a_kill_between_the_two_renames_is_mended(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    export(sample, "csv", target)
    before = tree(target)
    (tmp_path / "out.part").mkdir()
    target.rename(tmp_path / "out.part" / "old")
    result = scrapy("export", tmp_path / "missing", "--to", "csv", "-o", target)
    assert result.status == 2
    export(sample, "csv", target)
    assert tree(target) == before
    assert not (tmp_path / "out.part").exists()


# Lines that are no records


def test_a_torn_or_foreign_line_is_reported_by_file_and_line_and_stops_nothing_else(
    sample: Path, tmp_path: Path
) -> None:
    records = rows(sample)[:4]
    torn = json.dumps(records[2])[:500].encode()
    first = write_run(tmp_path / "data", RUN_1, records[:2], tail=b'{"a": "foreign line"}\n\xff\xfe\n' + torn)
    foreign = [{"schema_version": "2.0"}, {"fetched_at": "2024-99-01T00:00:00Z"}, {"revision": 2**63}]
    newer = [records[2], *(records[3] | changes for changes in foreign)]
    second = write_run(tmp_path / "data", RUN_2, newer)
    result = scrapy("export", tmp_path / "data", "--to", "duckdb", "-o", tmp_path / "out.duckdb")
    assert result.status == 0
    reported = [line.split(": ")[0] for line in result.err.splitlines() if line.startswith(str(tmp_path / "data"))]
    assert reported == [f"{first}:3", f"{first}:4", f"{first}:5", *(f"{second}:{line}" for line in (2, 3, 4))]
    assert "schema version 2.0" in result.err
    assert "6 lines are no records" in result.err
    with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as database:
        assert database.execute("SELECT count(*) FROM articles").fetchone() == (3,)


def test_a_torn_newest_revision_leaves_the_one_before(sample: Path, tmp_path: Path) -> None:
    record = rows(sample)[0]
    write_run(tmp_path / "data", RUN_1, [record])
    write_run(tmp_path / "data", RUN_2, [], tail=json.dumps(revised(record, 2)).encode()[:-5])
    export(tmp_path / "data", "jsonl", tmp_path / "out.jsonl")
    with jsonlines.open(tmp_path / "out.jsonl") as lines:
        assert [it["revision"] for it in lines] == [1]


def test_keys_of_a_newer_minor_version_are_passed_over(sample: Path, tmp_path: Path) -> None:
    write_run(tmp_path / "data", RUN_1, [rows(sample)[0] | {"schema_version": "1.9", "mood": "wistful"}])
    for to in FORMATS:
        assert not export(tmp_path / "data", to, tmp_path / to).refused


# The data package


@pytest.mark.parametrize("to", FORMATS)
def test_the_data_package_has_the_checksum_of_every_file(to: str, sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    export(sample, to, target)
    descriptor = target / "datapackage.json" if target.is_dir() else tmp_path / "out.datapackage.json"
    package = json.loads(descriptor.read_bytes())
    listed = [file for resource in package["resources"] for file in resource.get("files", [resource])]
    for file in listed:
        content = (descriptor.parent / file["path"]).read_bytes()
        assert file["bytes"] == len(content)
        assert file["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    if target.is_dir():
        assert {file["path"] for file in listed} == tree(target).keys() - {"datapackage.json"}
    assert package["licenses"][0]["path"].startswith("https://www.wipo.int/")
    assert package["sources"] == [{"title": "archive sample"}]


def test_frictionless_finds_nothing_wrong_with_the_csv_package(sample: Path, tmp_path: Path) -> None:
    export(sample, "csv", tmp_path / "out")
    report = Package(str(tmp_path / "out" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])[:5]
    assert {task.name: task.stats["rows"] for task in report.tasks}["articles"] == len(rows(sample))


# What people see


def test_progress_is_shown_on_a_terminal_and_nowhere_else(sample: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "scrapy", "export", sample, "--to", "csv", "-o", tmp_path / "out"]
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, stderr=theirs, env=environment)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # the terminal is gone when the process is
        while more := os.read(ours, 65536):
            shown += more
    assert process.wait() == 0
    assert b"checking lines" in shown
    assert b"writing records" in shown
    assert b"articles" in shown
    result = scrapy("export", sample, "--to", "csv", "-o", tmp_path / "out")
    assert re.fullmatch(r".*/out: \d+ articles, \d+ quotes, \d+ speakers, \d+ images\n", result.err)


# What goes wrong


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--to", "parquet"], "-o"),
        (["--to", "xlsx", "-o", "out"], "xlsx"),
        (["missing", "--to", "csv", "-o", "out"], "missing holds no crawled news"),
        (["--to", "csv", "-o", "out"], "give one DATA_DIR"),
    ],
)
def test_a_wrong_call_is_refused_with_status_2(arguments: list[str], message: str, tmp_path: Path) -> None:
    settings = {"SCRAPY_SETTINGS_MODULE": "wipo_scraper.settings"}
    result = scrapy("export", *arguments, cwd=tmp_path, **settings)
    assert result.status == 2
    assert message in result.err


def test_a_folder_that_is_no_export_is_not_replaced(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("years of work")
    result = scrapy("export", sample, "--to", "csv", "-o", tmp_path / "out")
    assert result.status == 2
    assert "something else than an export" in result.err
    assert tree(tmp_path / "out") == {"thesis.txt": b"years of work"}


def test_two_exports_do_not_write_to_one_target_at_a_time(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "out.part").mkdir()
    held = os.open(tmp_path / "out.part", os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    result = scrapy("export", sample, "--to", "csv", "-o", tmp_path / "out")
    os.close(held)
    assert result.status == 75
    assert "another export writes to" in result.err


def test_a_target_that_cannot_be_written_is_status_3(sample: Path) -> None:
    result = scrapy("export", sample, "--to", "csv", "-o", "/proc/out")
    assert result.status == 3
    assert "/proc/out" in result.err


def test_a_missing_library_is_named_with_the_extra_that_brings_it(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "duckdb.py").write_text("raise ModuleNotFoundError('No module named duckdb')")
    result = scrapy("export", sample, "--to", "parquet", "-o", tmp_path / "out", PYTHONPATH=f"{tmp_path}:{ROOT}")
    assert result.status == 1
    assert "pip install 'wipo-scraper[export]'" in result.err


# Size


def test_memory_does_not_grow_with_the_records(tmp_path: Path) -> None:
    write_data_dir(tmp_path / "data", 6000)
    figures = measure(tmp_path / "data", "parquet", tmp_path / "out")
    assert figures["peak MB"] < 300
