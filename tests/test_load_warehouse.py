"""Given run files, dlt loads each once, into DuckDB and into PostgreSQL: counts and newest revisions are right."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dlt
import pytest
from dlt.pipeline.exceptions import PipelineStepFailed

from benchmarks.export import write_data_dir
from tests.postgres import postgres
from tests.run_files import revised, write_run
from tests.scrapy_process import ROOT, rows
from wipo_scraper.warehouse import types
from wipo_scraper.warehouse.loading import load_runs, news
from wipo_scraper.warehouse.tables import TABLES

RUNS = [f"2024010{day}T000000000Z" for day in range(1, 6)]
Warehouse = Callable[[], Any]


@pytest.fixture(autouse=True)
def _no_telemetry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNTIME__DLTHUB_TELEMETRY", "false")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres() as address:
        yield address


@pytest.fixture(params=["duckdb", "postgres"])
def warehouse(request: pytest.FixtureRequest, tmp_path: Path) -> Warehouse:
    """Makes the pipeline that loads into an empty data set; each call is what a new process would make."""

    def pipeline() -> Any:
        if request.param == "duckdb":
            destination = dlt.destinations.duckdb(str(tmp_path / "warehouse.duckdb"))
        else:
            destination = dlt.destinations.postgres(request.getfixturevalue("server"))
        return dlt.pipeline(
            "wipo_news", destination=destination, dataset_name=tmp_path.name, pipelines_dir=str(tmp_path / "pipelines")
        )

    return pipeline


def ask(pipeline: Any, sql: str) -> list[tuple[Any, ...]]:
    with pipeline.sql_client() as client:
        return [tuple(row) for row in client.execute_sql(sql) or []]


def revisions(pipeline: Any) -> list[tuple[Any, ...]]:
    return ask(pipeline, "SELECT id, revision, title FROM articles ORDER BY id, revision")


def write_three_runs(sample: Path, data: Path) -> list[dict[str, Any]]:
    """Three articles; one changes in the second run, another in the second and in the third."""
    a, b, c = sorted((it for it in rows(sample) if it["quotes"]), key=lambda it: it["id"])[:3]
    newest = [revised(a, 2, title="A, changed"), revised(b, 3, title="B, changed twice", quotes=[])]
    write_run(data, RUNS[0], [a, b])
    write_run(data, RUNS[1], [newest[0], revised(b, 2, title="B, changed"), c])
    write_run(data, RUNS[2], [newest[1]])
    return [*newest, c]


def expected(records: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return sorted((it["id"], it["revision"], it["title"]) for it in records)


def check_newest(pipeline: Any, newest: list[dict[str, Any]]) -> None:
    assert revisions(pipeline) == expected(newest)
    quotes = ask(pipeline, "SELECT article_id, revision, id, text FROM articles__quotes")
    assert sorted(quotes) == sorted(
        (it["id"], it["revision"], quote["id"], quote["text"]) for it in newest for quote in it["quotes"]
    )
    for part in ("speakers", "images"):
        (count,) = ask(pipeline, f"SELECT count(*) FROM articles__{part}")
        assert count == (sum(len(it[part]) for it in newest),)


def test_three_loads_one_of_them_repeated_and_one_interrupted(
    warehouse: Warehouse, sample: Path, tmp_path: Path
) -> None:
    data, later = tmp_path / "data", tmp_path / "later"
    newest = write_three_runs(sample, later)
    everything = sorted((later / "news").glob("*/*"))

    def arrive(run: str) -> None:
        for path in everything:
            if path.name.startswith(run):
                place = data / path.relative_to(later)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(path.read_bytes())

    arrive(RUNS[0])
    assert load_runs(warehouse(), data) == []
    assert load_runs(warehouse(), data) == []
    assert [revision for _, revision, _ in revisions(warehouse())] == [1, 1]

    arrive(RUNS[1])
    interrupted = warehouse()
    interrupted.extract(news(data))  # all that a process did that then was killed: extracted and normalized, not loaded
    interrupted.normalize()
    arrive(RUNS[2])
    assert load_runs(warehouse(), data) == []
    check_newest(warehouse(), newest)
    loads = ask(warehouse(), "SELECT count(*) FROM _dlt_loads WHERE status = 0")
    assert load_runs(warehouse(), data) == []
    assert ask(warehouse(), "SELECT count(*) FROM _dlt_loads WHERE status = 0") == loads
    check_newest(warehouse(), newest)


def test_the_first_load_of_many_runs_keeps_the_newest_revisions(
    warehouse: Warehouse, sample: Path, tmp_path: Path
) -> None:
    newest = write_three_runs(sample, tmp_path / "data")
    assert load_runs(warehouse(), tmp_path / "data") == []
    check_newest(warehouse(), newest)


def test_the_plain_resource_loads_each_run_once(warehouse: Warehouse, sample: Path, tmp_path: Path) -> None:
    newest = write_three_runs(sample, tmp_path / "data")
    for _ in range(2):
        warehouse().run(news(tmp_path / "data"))
    check_newest(warehouse(), newest)


def test_history_keeps_every_revision(warehouse: Warehouse, sample: Path, tmp_path: Path) -> None:
    write_three_runs(sample, tmp_path / "data")
    for _ in range(2):
        assert load_runs(warehouse(), tmp_path / "data", history=True) == []
    assert revisions(warehouse()) == expected(rows(tmp_path / "data"))


def test_a_machine_without_memory_of_earlier_loads_repeats_none(
    warehouse: Warehouse, sample: Path, tmp_path: Path
) -> None:
    newest = write_three_runs(sample, tmp_path / "data")
    load_runs(warehouse(), tmp_path / "data")
    loads = ask(warehouse(), "SELECT count(*) FROM _dlt_loads")
    (tmp_path / "pipelines").rename(tmp_path / "another machine")
    assert load_runs(warehouse(), tmp_path / "data") == []
    assert ask(warehouse(), "SELECT count(*) FROM _dlt_loads") == loads
    check_newest(warehouse(), newest)


def test_columns_have_the_types_of_the_table_page(warehouse: Warehouse, sample: Path, tmp_path: Path) -> None:
    full = next(it for it in rows(sample) if it["quotes"] and it["speakers"] and it["images"])
    write_run(tmp_path / "data", RUNS[0], [full])  # some of its columns are null
    pipeline = warehouse()
    load_runs(pipeline, tmp_path / "data")
    place = {"duckdb": "DuckDB", "postgres": "PostgreSQL"}[pipeline.destination.destination_name]
    for name, table in TABLES.items():
        loaded = name if name == "articles" else f"articles__{name}"
        found = dict(
            ask(
                pipeline,
                "SELECT column_name, data_type FROM information_schema.columns"
                f" WHERE table_schema = '{pipeline.dataset_name}' AND table_name = '{loaded}'",
            )
        )
        for column in table.columns:
            named = types.names(column)[place]
            assert found[column.name] == ("JSON" if column.kind == "nested" and place == "DuckDB" else named), (
                column.name
            )


# What is left out stops nothing else


def test_a_file_that_is_not_as_its_report_says_is_left_out_until_it_is(
    warehouse: Warehouse, sample: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    newest = write_three_runs(sample, data)
    damaged = data / "news" / "articles" / f"{RUNS[1]}.jsonl"
    whole = damaged.read_bytes()
    damaged.write_bytes(whole[:-40])
    (fault,) = load_runs(warehouse(), data)
    assert str(damaged) in fault
    assert "bytes where the run report says" in fault
    assert {it[2] for it in revisions(warehouse())} >= {"B, changed twice"}

    damaged.write_bytes(whole)  # comes late: must not overwrite the third run's revision
    assert load_runs(warehouse(), data) == []
    check_newest(warehouse(), newest)


def test_a_line_that_is_no_record_is_left_out(warehouse: Warehouse, sample: Path, tmp_path: Path) -> None:
    record = rows(sample)[0]
    path = write_run(tmp_path / "data", RUNS[0], [record], tail=b'{"foreign": true}\n')
    (fault,) = load_runs(warehouse(), tmp_path / "data")
    assert fault.startswith(f"{path}:2: no record")
    assert revisions(warehouse()) == expected([record])


def test_a_report_that_is_none_is_left_out(warehouse: Warehouse, sample: Path, tmp_path: Path) -> None:
    write_run(tmp_path / "data", RUNS[0], rows(sample)[:1])
    (tmp_path / "data" / "news" / "runs" / f"{RUNS[1]}.json").write_text("torn {")
    (fault,) = load_runs(warehouse(), tmp_path / "data")
    assert "no run report" in fault
    assert len(revisions(warehouse())) == 1


def test_a_run_that_the_warehouse_refuses_does_not_block_the_others(
    warehouse: Warehouse, sample: Path, tmp_path: Path
) -> None:
    a, b, c = rows(sample)[:3]
    data = tmp_path / "data"
    write_run(data, RUNS[0], [a])
    load_runs(warehouse(), data)
    ask(warehouse(), "CREATE UNIQUE INDEX one_title ON articles (title)")  # a rule of the warehouse's own
    refused = write_run(data, RUNS[1], [b | {"title": a["title"]}])
    write_run(data, RUNS[2], [c])
    (fault,) = load_runs(warehouse(), data)
    assert fault.startswith(f"{refused}: refused by the warehouse")
    assert revisions(warehouse()) == expected([a, c])
    write_run(data, RUNS[1], [b])  # mended
    assert load_runs(warehouse(), data) == []
    assert revisions(warehouse()) == expected([a, b, c])


def test_keys_that_a_minor_version_adds_become_columns(warehouse: Warehouse, sample: Path, tmp_path: Path) -> None:
    a, b = rows(sample)[:2]
    write_run(tmp_path / "data", RUNS[0], [a])
    load_runs(warehouse(), tmp_path / "data")
    quotes = [quote | {"tone": "dry"} for quote in b["quotes"]]
    write_run(tmp_path / "data", RUNS[1], [b | {"schema_version": "1.9", "mood": "wistful", "quotes": quotes}])
    assert load_runs(warehouse(), tmp_path / "data") == []
    moods = ask(warehouse(), "SELECT id, mood FROM articles ORDER BY id")
    assert moods == sorted([(a["id"], None), (b["id"], "wistful")])


# A load that is killed


def test_a_load_killed_in_the_middle_is_completed_by_the_next(tmp_path: Path) -> None:
    data, place = tmp_path / "data", tmp_path / "pipelines"
    write_data_dir(data, 150, files=1)
    (path,) = (data / "news" / "articles").glob("*.jsonl")
    write_run(data, path.stem, rows(data))
    program = """
import dlt, sys
from wipo_scraper.warehouse.loading import load_runs
destination = dlt.destinations.duckdb(sys.argv[1])
load_runs(dlt.pipeline("wipo_news", sys.argv[2], destination=destination, dataset_name="wipo"), sys.argv[3])
"""
    command = [sys.executable, "-c", program, tmp_path / "w.duckdb", place, data]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, env=environment)
    deadline = time.monotonic() + 60
    while not any((place / "wipo_news" / "load" / "normalized").glob("*/*_jobs/*")):
        assert process.poll() is None, "the load ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    subprocess.run(command, env=environment, check=True)
    pipeline = dlt.attach(
        "wipo_news", pipelines_dir=str(place), destination=dlt.destinations.duckdb(str(tmp_path / "w.duckdb"))
    )
    newest = {it["id"]: max(it["revision"], 1) for it in rows(data)}
    assert ask(pipeline, "SELECT count(*), count(DISTINCT id), max(revision) FROM articles") == [
        (len(newest), len(newest), 2)
    ]


def test_a_warehouse_out_of_reach_is_an_error_and_loses_nothing(sample: Path, tmp_path: Path) -> None:
    write_run(tmp_path / "data", RUNS[0], rows(sample)[:2])

    def pipeline(path: Path) -> Any:
        destination = dlt.destinations.duckdb(str(path))
        return dlt.pipeline(
            "w", destination=destination, dataset_name="wipo", pipelines_dir=str(tmp_path / "pipelines")
        )

    with pytest.raises(PipelineStepFailed):
        load_runs(pipeline(tmp_path / "no such folder" / "w.duckdb"), tmp_path / "data")
    assert load_runs(pipeline(tmp_path / "w.duckdb"), tmp_path / "data") == []
    assert len(revisions(pipeline(tmp_path / "w.duckdb"))) == 2
