"""Given a DATA_DIR, `wipo_scraper.load` gives its records and tidy data frames."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.run_files import revised, write_run
from tests.scrapy_process import ROOT, rows
from wipo_scraper import Record, load
from wipo_scraper.warehouse.extras import MissingExtraError, need
from wipo_scraper.warehouse.reading import NoArticlesError
from wipo_scraper.warehouse.tables import TABLES

RUN_1, RUN_2 = "20240101T000000000Z", "20240102T000000000Z"


def test_every_article_is_a_record(sample: Path) -> None:
    corpus = load(sample)
    records = list(corpus)
    assert len(corpus) == len(records) == len(rows(sample))
    assert all(isinstance(record, Record) for record in records)
    assert {record.id: record.model_dump(mode="json") for record in records} == {row["id"]: row for row in rows(sample)}
    assert corpus.refused == []


def test_the_newest_revision_counts_unless_history_is_asked_for(sample: Path, tmp_path: Path) -> None:
    a, b = rows(sample)[:2]
    write_run(tmp_path, RUN_1, [a, b])
    write_run(tmp_path, RUN_2, [revised(a, 2, title="Changed")])
    assert sorted((it.id, it.revision) for it in load(tmp_path)) == sorted([(a["id"], 2), (b["id"], 1)])
    assert len(load(tmp_path, history=True)) == 3


def test_a_line_that_is_no_record_is_listed(sample: Path, tmp_path: Path) -> None:
    path = write_run(tmp_path, RUN_1, rows(sample)[:1], tail=b"torn {")
    corpus = load(tmp_path)
    assert len(corpus) == 1
    assert [(it.file, it.line) for it in corpus.refused] == [(path, 2)]


def test_a_folder_without_news_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NoArticlesError, match="holds no crawled news"):
        load(tmp_path)


@pytest.mark.parametrize("name", TABLES)
def test_frames_are_the_tables(name: str, sample: Path) -> None:
    frame = getattr(load(sample), name)
    expected = [part for row in rows(sample) for part in ([row] if name == "articles" else row[name])]
    assert len(frame) == len(expected)
    assert list(frame.columns) == [column.name for column in TABLES[name].columns]
    assert frame["published"].dtype.kind == "M"
    assert str(frame["year"].dtype) == "Int64"


def test_speakers_are_grouped_by_known_person_else_by_name_and_labelled_so(sample: Path, tmp_path: Path) -> None:
    record = next(it for it in rows(sample) if len({quote["speaker_id"] for quote in it["quotes"]} - {None}) >= 2)
    first, *others = record["speakers"]
    known = [first | {"person": "some-head"}, *(it | {"person": None} for it in others)]
    write_run(tmp_path, RUN_1, [record | {"speakers": known}])
    corpus = load(tmp_path)
    keys = {it.name: (it.speaker_key, it.speaker_key_kind) for it in corpus.speakers.itertuples()}
    assert keys[first["name"]] == ("some-head", "person")
    assert all(keys[it["name"]] == (it["name"], "name") for it in others)
    for quote in corpus.quotes.itertuples():
        if isinstance(quote.speaker, str):
            assert (quote.speaker_key, quote.speaker_key_kind) == keys[quote.speaker]
        else:
            assert not isinstance(quote.speaker_key, str)


def test_without_pandas_records_are_read_all_the_same(sample: Path) -> None:
    program = (
        "import sys; sys.modules['pandas'] = None\n"
        "from wipo_scraper import load; corpus = load(sys.argv[1]); print(len(list(corpus)))\n"
        "corpus.quotes"
    )
    done = subprocess.run([sys.executable, "-c", program, sample], capture_output=True, text=True, cwd=ROOT)
    assert int(done.stdout) == len(rows(sample))
    assert "MissingExtraError: pandas is missing: pip install 'wipo-scraper[pandas]'" in done.stderr


def test_importing_the_library_imports_no_extra() -> None:
    program = (
        "import sys, wipo_scraper; print([it for it in ('pandas', 'duckdb', 'dlt', 'scrapy') if it in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_a_library_that_is_there_is_given() -> None:
    assert need("json", "export") is sys.modules["json"]
    with pytest.raises(MissingExtraError, match=r"no_such_library is missing: pip install 'wipo-scraper\[export\]'"):
        need("no_such_library", "export")
