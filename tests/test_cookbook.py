"""Given the news of the sample, every query, snippet and example of the documentation runs and tells the truth."""

import os
import re
import sqlite3
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import duckdb
import nbformat
import pytest
import yaml
from nbclient import NotebookClient

from docs.build_tables import dbt_sources, tables_page
from tests.run_files import revised, write_run
from tests.scrapy_process import ROOT, rows
from wipo_scraper import __version__
from wipo_scraper.warehouse import types
from wipo_scraper.warehouse.export import export
from wipo_scraper.warehouse.tables import TABLES

DOCS = ROOT / "docs"


def blocks(page: str, language: str) -> dict[str, str]:
    """The code blocks of a page in a language, by the heading that they stand under."""
    sections = re.split(r"^## ", (DOCS / page).read_text("utf-8"), flags=re.MULTILINE)
    return {
        section.splitlines()[0]: block
        for section in sections
        for block in re.findall(rf"^```{language}\n(.*?)^```", section, flags=re.MULTILINE | re.DOTALL)
    }


RECIPES = blocks("cookbook.md", "sql")


@pytest.fixture(scope="module")
def news(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, and an article that changes, whose speaker is known and speaks of AI."""
    data = tmp_path_factory.mktemp("cookbook")
    records = rows(sample)
    write_run(data, "20260101T000000000Z", records)
    record = next(it for it in records if it["quotes"] and it["quotes"][0]["speaker_id"] and it["language"] == "en")
    quotes = [record["quotes"][0] | {"text": "Artificial intelligence has no ear.", "confidence": 0.5}]
    speakers = [record["speakers"][0] | {"id": quotes[0]["speaker_id"], "person": "some-head"}]
    write_run(data, "20260102T000000000Z", [revised(record, 2, quotes=quotes, speakers=speakers)])
    return data


@pytest.fixture(scope="module")
def newest(news: Path) -> list[dict[str, Any]]:
    return list({record["id"]: record for record in rows(news)}.values())


@pytest.fixture(scope="module")
def database(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "wipo.duckdb"
    export(news, "duckdb", path)
    return path


def ask(database: Path, sql: str) -> list[dict[str, Any]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        result = connection.execute(sql)
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


@pytest.mark.parametrize("recipe", [it for it in RECIPES if it != "What an article said before"])
def test_every_recipe_finds_something(recipe: str, database: Path) -> None:
    assert ask(database, RECIPES[recipe])


def test_who_spoke_most_by_year(database: Path, newest: list[dict[str, Any]]) -> None:
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for record in newest:
        people = {it["id"]: it["person"] for it in record["speakers"]}
        if record["language"] == "en" and record["date"]:
            for quote in record["quotes"]:
                if quote["speaker"]:
                    counts[int(record["date"][:4])][people[quote["speaker_id"]] or quote["speaker"]] += 1
    found = ask(database, RECIPES["Who spoke most, by year"])
    assert {row["year"] for row in found} == counts.keys()
    for year, speakers in counts.items():
        of_year = [(row["speaker_key"], row["quotes"]) for row in found if row["year"] == year]
        assert [count for _, count in of_year] == [count for _, count in speakers.most_common(3)]
        assert all(speakers[key] == count for key, count in of_year)


def test_quotes_on_ai(database: Path) -> None:
    found = ask(database, RECIPES["Quotes on AI, by speaker and language"])
    assert {"speaker_key": "some-head", "speaker_key_kind": "person", "language": "en", "quotes": 1}.items() <= found[
        0
    ].items()


def test_stories_that_are_missing_a_language(database: Path, newest: list[dict[str, Any]]) -> None:
    has = defaultdict(set)
    for record in newest:
        has[record["story"]].add(record["language"])
    expected = {story: sorted({"en", "fr", "es", "ru", "zh", "ar"} - languages) for story, languages in has.items()}
    found = ask(database, RECIPES["Stories that are missing a language"])
    assert {row["story"]: row["missing"] for row in found} == {story: them for story, them in expected.items() if them}


def test_credits_by_photographer(database: Path, newest: list[dict[str, Any]]) -> None:
    expected = Counter(image["credit"] for record in newest for image in record["images"] if image["credit"])
    found = ask(database, RECIPES["Credits, by photographer"])
    assert {row["credit"]: row["images"] for row in found} == expected


def test_what_an_article_said_before(news: Path, tmp_path: Path) -> None:
    export(news, "duckdb", tmp_path / "history.duckdb", history=True)
    found = ask(tmp_path / "history.duckdb", RECIPES["What an article said before"])
    assert [row["revision"] for row in found] == [2, 1]


def test_full_text_search_in_sqlite(news: Path, newest: list[dict[str, Any]], tmp_path: Path) -> None:
    export(news, "sqlite", tmp_path / "wipo.sqlite")
    (recipe,) = blocks("cookbook.md", "sqlite").values()
    with sqlite3.connect(tmp_path / "wipo.sqlite") as connection:
        found = {text for _, text, _ in connection.execute(recipe)}
    word = re.compile(r"\b(archive|pencil)\b", re.IGNORECASE)
    assert found == {
        it["text"] for record in newest for it in record["quotes"] if word.search(it["text"] + (it["speaker"] or ""))
    }


def test_the_snippets_for_researchers_run(news: Path, database: Path, tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(news)
    page = (DOCS / "researchers.md").read_text("utf-8")
    snippets = re.findall(r"^```python\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(snippets)], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "speaker_key_kind" in done.stdout
    assert "Artificial intelligence has no ear." in done.stdout
    for query in blocks("researchers.md", "sql").values():
        assert ask(database, query)


def test_the_notebook_runs(news: Path) -> None:
    notebook = nbformat.read(ROOT / "examples" / "who-said-what.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert not any(cell.get("outputs") for cell in notebook.cells), "commit the notebook without output"
    environment = {**os.environ, "WIPO_DATA_DIR": str(news), "PYTHONPATH": str(ROOT)}
    NotebookClient(notebook, timeout=60).execute(env=environment)
    printed = [output.get("text", "") for cell in notebook.cells for output in cell.get("outputs", [])]
    assert any("0 lines refused" in text for text in printed)


# What is made from the tables


def test_the_page_of_tables_is_made_from_the_schema() -> None:
    assert (DOCS / "tables.md").read_text("utf-8") == tables_page(), "run `make docs`"


def test_the_dbt_sources_are_made_from_the_schema_and_are_yaml() -> None:
    written = (ROOT / "examples" / "dbt" / "models" / "sources.yml").read_text("utf-8")
    assert written == dbt_sources(), "run `make docs`"
    (source,) = yaml.safe_load(written)["sources"]
    declared = {table["name"]: [column["name"] for column in table["columns"]] for table in source["tables"]}
    assert declared == {
        name if name == "articles" else f"articles__{name}": [column.name for column in table.columns]
        for name, table in TABLES.items()
    }


def test_the_dbt_model_runs_over_the_loaded_tables(database: Path) -> None:
    model = (ROOT / "examples" / "dbt" / "models" / "speakers_by_year.sql").read_text("utf-8")
    query = re.sub(r"\{\{ source\('wipo', 'articles__(\w+)'\) \}\}", r"\1", model)
    assert "{{" not in query
    assert ask(database, query)


def test_parquet_has_the_types_of_the_page(news: Path, tmp_path: Path) -> None:
    export(news, "parquet", tmp_path / "out")
    with duckdb.connect() as connection:
        for name, table in TABLES.items():
            schema = connection.execute(
                "SELECT DISTINCT name, type, logical_type, converted_type, num_children"
                f" FROM parquet_schema('{tmp_path}/out/{name}/*/*.parquet')"
            ).fetchall()
            for column in table.columns:
                if column.name != "year":
                    named = {parquet_name(row) for row in schema if row[0] == column.name}
                    assert types.names(column)["Parquet"] in named, (name, column.name)


def parquet_name(row: tuple[Any, ...]) -> str:
    _, physical, logical, converted, children = row
    if children:
        return "LIST" if converted == "LIST" else "group"
    named = {"UTF8": " (String)", "DATE": " (Date)", "TIMESTAMP_MICROS": " (Timestamp, UTC)"}.get(converted or "", "")
    assert "Timestamp" not in named or "isAdjustedToUTC=1" in str(logical)
    return f"{physical}{named}"


def test_the_citation_is_of_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == __version__
